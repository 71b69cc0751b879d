"""Makes the words of others safe for a page, and shows in them what hides or reorders characters."""

import re
import unicodedata

from markupsafe import Markup, escape

# What draws nothing of its own: controls, formats (direction, zero width), half characters, private, unassigned.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_PLAIN = re.compile(r"[A-Za-z0-9 .%()-]+")
_KEPT = ("\n", "\t")
# Joiners between letters of such scripts, or parts of an emoji, are spelling.
_SPELLING = "[\u0590-\u1fff\u2030-\u205f\u2070-\U000dffff]"
_SUSPECT = re.compile(f"(?P<spelling>(?<={_SPELLING})[\u200c\u200d](?={_SPELLING}))|[^\x20-\x7e\n\t]")


def visible(text: object) -> Markup:
    """`text` for an element: escaped, with a badge for every character that a reader could not see."""
    escaped = str(escape(str(text).replace("\r\n", "\n")))
    return Markup(_SUSPECT.sub(_badge, escaped))  # noqa: S704 - escaped above, and badges hold a number only


def visible_text(text: object) -> str:
    """`text` on one line, for a place that takes no markup."""
    return "".join(f"‹U+{ord(one):04X}›" if _unseen(one) else one for one in " ".join(str(text).split()))


def visible_code(text: object) -> str:
    """`text` as a Markdown code span, in which nothing is a link, a mention, a table's border or HTML."""
    return f"`{visible_text(text).replace('`', 'ˋ').replace('|', '¦')}`"


def visible_name(text: object) -> str:
    """A name in Markdown: as it is where nothing in it can be markup, else as a code span."""
    return str(text) if _PLAIN.fullmatch(str(text)) else visible_code(text)


def _badge(found: re.Match[str]) -> str:
    if found["spelling"] or not _unseen(found[0]):
        return found[0]
    return f'<span class="hidden">U+{ord(found[0]):04X}</span>'


def _unseen(character: str) -> bool:
    return character not in _KEPT and unicodedata.category(character) in _UNSEEN
