"""Whether some words stand in a text, however short they are: case and typography apart, and never cut out of others.

Not `rag.verify`, which rightly wants enough words to prove something: an answer may be a bare "12".
"""

import re
import unicodedata
from collections.abc import Iterator

from corpus import clean

_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_BROKEN = re.compile("(?<=\\w)[-\u2010\u00ad][^\\S\n]*\n\\s*(?=\\w)")
_NO_WORDS_BETWEEN_SPACES = 0x2E80  # from here on, scripts that put no spaces between words


def holds(text: str, words: str) -> bool:
    """Whether the words stand whole in the text: "12" does not in "2012"."""
    wanted = folded(words)
    spelled = (_BROKEN.sub(mark, text) for mark in ("", "-"))  # a word broken at a line end may have had a hyphen
    return bool(wanted) and any(True for one in spelled for _ in whole_places(folded(one), wanted))


def whole_places(text: str, words: str) -> Iterator[int]:
    """Where exactly these characters begin, not cut out of a longer word or number."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (_cuts(text[at - 1 : at + 1] if at else "") or _cuts(text[end - 1 : end + 1])):
            yield at
        at = text.find(words, at + 1)


def folded(text: str) -> str:
    """Lower case, plain quotes and dashes, ligatures and wide forms as letters; a raised ² stays itself."""
    plain = "".join(one if unicodedata.category(one) == "No" else unicodedata.normalize("NFKC", one) for one in text)
    return unicodedata.normalize("NFC", clean(plain).translate(_ALIKE)).casefold()


def _cuts(pair: str) -> bool:
    """Whether a word or number goes on between two characters."""
    return len(pair) == 2 and all(one.isalnum() and ord(one) < _NO_WORDS_BETWEEN_SPACES for one in pair)
