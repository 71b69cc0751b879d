"""Why a quote was rejected, in a sentence. What cannot be seen is spelt out."""

import unicodedata
from collections.abc import Sequence

from rag.models.verdict import Change, Op
from rag.verifier.characters import visible

_TOLD = 3  # changes told in words; the diff has them all
_ALIKE = 3  # characters of a word that are told by name


def told(changes: Sequence[Change]) -> str:
    """The first few changes in words."""
    real = [change for change in changes if change.op is not Op.EQUAL]
    if not real:
        return "the words are the same, the signs or spaces between them are not"
    more = f"; and {len(real) - _TOLD} more" if len(real) > _TOLD else ""
    return "; ".join(_told(change) for change in real[:_TOLD]) + more


def shortened(text: str, most: int = 120) -> str:
    """The text on one line with nothing hidden, cut in the middle where it is long."""
    seen = visible(text)
    return seen if len(seen) <= most else f"{seen[: most // 2]} […] {seen[-most // 2 :]}"


def _told(change: Change) -> str:
    if change.op is Op.INSERT:
        return f"the text does not have “{shortened(change.quote)}”"
    if change.op is Op.DELETE:
        return f"the quote leaves out “{shortened(change.text)}”"
    names = _names(change.quote, change.text)
    return f"the text has “{shortened(change.text)}”, the quote “{shortened(change.quote)}”{names}"


def _names(quote: str, text: str) -> str:
    """The characters by name, where two words may look alike: as long as each other and of different scripts."""
    other = [(ours, theirs) for ours, theirs in zip(quote, text, strict=False) if ours != theirs]
    if len(quote) != len(text) or len(other) > _ALIKE or all(_script(a) == _script(b) for a, b in other):
        return ""
    return f" ({', '.join(f'{_name(ours)} for {_name(theirs)}' for ours, theirs in other)})"


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split()[0]


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name').lower()}"
