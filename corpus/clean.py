"""What is searched and read by models: the words without the accidents of their layout.

The canonical text stays as it is; this is never shown as a quote.
"""

import re

_BROKEN = re.compile(r"(\w{2,})-\s*\n\s*(\w+)")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`|^#{1,6}\s+", re.M)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_SPACE = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def clean(text: str) -> str:
    """Joins words broken at a line's end, drops Markdown's marks and invisible characters."""
    text = _LINK.sub(r"\1", text.translate(_INVISIBLE))
    return _SPACE.sub(" ", _MARKUP.sub("", _BROKEN.sub(_joined, text))).strip()


def _joined(broken: "re.Match[str]") -> str:
    left, right = broken.groups()
    hyphen = "-" if right[:1].isupper() else ""  # "Franco-⏎German" keeps its hyphen
    return f"{left}{hyphen}{right}"
