"""What may differ between two letters that a quote and its text have in common.

White space may, where it parts no words and no figures; dashes and quotation marks may be others of their kind; a
word may be broken. A dash that is a minus stays one, and what cannot be seen may be missing from a quote, not new
in it. Knows the letters around a gap and no more.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rag.verifier.characters import JOINER, SELECTORS, SOFT_HYPHEN, Kind, kind, minus, unspaced
from rag.verifier.fold import ELLIPSIS

_QUOTATION = "q"
_HYPHENS = "-‐‑" + SOFT_HYPHEN
_LONG_DASHES = ("—", "―", "⸺", "⸻")
_SHARES = "%‰‱٪°′″"
_POINTS = ".,:;/'٫٬·،"


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two letters.

    `marks` are its dashes and quotation marks, `dashes` the characters of the former; `broken` says that it is a
    hyphen at a line's end (or a soft one), `minus` that a minus touches the letter behind, `free` that nothing
    touches the minus from before. `marked` and `selectors` are characters that cannot be seen; `joined` that an
    emoji's joiner is among them.
    """

    marks: str
    dashes: str
    spaced: bool
    broken: bool
    minus: bool
    free: bool
    marked: str
    selectors: str
    joined: bool


@lru_cache(maxsize=1 << 12)
def read_gap(gap: str, after_digit: bool) -> Gap:
    """The gap's parts. After a digit a quotation mark may be a prime, so that single and double ones differ."""
    seen = [(kind(character), character) for character in gap]
    shown = [(what, character) for what, character in seen if what not in (Kind.FORGIVEN, Kind.MARKED, Kind.LETTER)]
    bare = gap.lstrip("".join(SELECTORS))
    soft = bare[:1] == SOFT_HYPHEN and len(bare) > 1 and all(what is Kind.SPACE for what, _ in shown) and bool(shown)
    hard = bare[:1] in tuple(_HYPHENS) and len(shown) > 1 and all(what is Kind.SPACE for what, _ in shown[1:])
    last = shown[-1][1] if shown else ""
    return Gap(
        marks=_marks([what for what, _ in shown], after_digit),
        dashes="".join(character for what, character in shown if what is Kind.DASH),
        spaced=any(what is Kind.SPACE for what, _ in shown),
        broken=soft or hard,
        minus=bool(last) and minus(last) and not (len(shown) > 1 and shown[-2][0] is Kind.DASH),
        free=len(shown) > 1,
        marked="".join(character for what, character in seen if what is Kind.MARKED),
        selectors="".join(character for character in gap if character in SELECTORS),
        joined=JOINER in gap,
    )


def _marks(kinds: list[Kind], after_digit: bool) -> str:
    found: list[str] = []
    for before, what in zip([None, *kinds], kinds, strict=False):
        if what is Kind.SPACE:
            continue
        mark = "-" if what is Kind.DASH else _QUOTATION
        if mark == _QUOTATION and before is None and after_digit:
            mark = str(what)
        if not (found and found[-1] == mark and before is not Kind.SPACE):  # "--" is a dash, `''` a quotation mark
            found.append(mark)
    return "".join(found)


def agree(letters: str, at: int, text_gap: str, quote_gap: str) -> bool:
    """Whether the gap in front of `letters[at]` in a text and the one in a quote differ in typography only."""
    if text_gap == quote_gap:
        return True
    left, right = letters[at - 1], letters[at]
    in_text, in_quote = (read_gap(gap, left.isdigit()) for gap in (text_gap, quote_gap))
    if not _same_unseen(left, right, in_text, in_quote):
        return False
    if _broken_word(left, right, in_text, in_quote):
        return True
    if in_text.marks != in_quote.marks or not _same_dash(letters, at, in_text, in_quote):
        return False
    return in_text.spaced == in_quote.spaced or _space_is_free(letters, at, in_text.marks)


def is_minus(letters: str, at: int, gap: Gap) -> bool:
    """Whether the gap's last dash is the minus of the figure that begins with `letters[at]`."""
    left = letters[at - 1] if at > 0 else ""
    touched = left.isalnum() or left in (")", "]", "%")
    return gap.minus and begins_figure(letters, at) and (gap.free or not touched)


def _same_dash(letters: str, at: int, in_text: Gap, in_quote: Gap) -> bool:
    """In front of a figure a minus stays one, and two hyphens are a dash only where the text has a dash."""
    if is_minus(letters, at, in_text) != is_minus(letters, at, in_quote):
        return False
    if len(in_quote.dashes) < 2 or not begins_figure(letters, at):
        return True
    return len(set(in_quote.dashes)) == 1 and (len(in_text.dashes) > 1 or in_text.dashes in _LONG_DASHES)


def begins_figure(letters: str, at: int) -> bool:
    """Whether a figure begins here: a digit, a currency's sign, or a point before a digit."""
    first, second = letters[at : at + 1], letters[at + 1 : at + 2]
    return first.isdigit() or _currency(first) or (first in (".", ",") and second.isdigit())


def _same_unseen(left: str, right: str, in_text: Gap, in_quote: Gap) -> bool:
    """Direction marks of the quote are the text's; no message in selectors; an emoji's joiners stay."""
    rest = iter(in_text.marked)
    if not all(mark in rest for mark in in_quote.marked):
        return False
    if len(in_quote.selectors) > 1 and in_quote.selectors != in_text.selectors:
        return False
    return in_text.joined == in_quote.joined or not (_pictures(left) and _pictures(right))


def _pictures(letter: str) -> bool:
    return unicodedata.category(letter) in ("So", "Sk")


def _broken_word(left: str, right: str, in_text: Gap, in_quote: Gap) -> bool:
    """One has a hyphen and white space where the other has nothing: a word that a line, column or page broke.

    Where the text is broken before a capital ("Franco-⏎German"), its hyphen may be the word's own.
    """
    broken, whole = (in_text, in_quote) if in_text.broken else (in_quote, in_text)
    if not broken.broken or whole.spaced or whole.marks or not (_of_word(left) and _of_word(right)):
        return False
    return broken is in_quote or not right.isupper() or left.isupper()


def _of_word(letter: str) -> bool:
    return letter.isalpha() or unicodedata.category(letter).startswith("M")


def _space_is_free(letters: str, at: int, marks: str) -> bool:
    """Whether white space between two letters is a matter of setting, not of what is said."""
    left, right = letters[at - 1], letters[at]
    if marks:
        return marks == "-" or not (left.isdigit() and right.isdigit())
    if unspaced(left) or unspaced(right) or ELLIPSIS in (left, right):
        return True
    if left.isdigit() or right.isdigit():
        return _space_in_figure_is_free(letters, at)
    return _punctuation(left) or _punctuation(right)


def _space_in_figure_is_free(letters: str, at: int) -> bool:
    """The same where one of the two is a digit: a share or currency may stand off it, a point may not."""
    before, left = letters[at - 2 : at - 1] if at > 1 else "", letters[at - 1]
    right, after = letters[at], letters[at + 1 : at + 2]
    if left.isdigit() and (right in _SHARES or _currency(right)):
        return not after.isdigit()
    if right.isdigit() and _currency(left):
        return not before.isdigit()
    if right.isdigit():
        return _punctuation(left) and left not in _POINTS
    return _punctuation(right) and not (right in _POINTS and after.isdigit())


def _punctuation(letter: str) -> bool:
    return unicodedata.category(letter).startswith("P") and letter not in _SHARES


def _currency(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter) == "Sc"
