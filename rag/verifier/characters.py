"""What one character compares as. Knows Unicode, and no text around the character.

A character is either a *letter* in the wide sense (letters, digits, marks, signs: what carries meaning) or it
stands between letters (white space, dashes, quotation marks, what cannot be seen). Letters compare by their
canonical decomposition; compatibility forms only where nothing but the look differs (Unicode Standard Annex 15):
full-width, half-width, small, vertical and Arabic presentation forms, and ligatures. Superscripts, fractions,
circled, mathematical and squared characters stay what they are.
"""

import unicodedata
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What a character does in a text; `MARKED` ones cannot be seen and yet may not be added to a quote."""

    LETTER = "a"
    SPACE = " "
    DASH = "-"
    SINGLE = "'"
    DOUBLE = '"'
    FORGIVEN = ""
    MARKED = "!"


_FORMS = {"<wide>", "<narrow>", "<small>", "<vertical>", "<initial>", "<medial>", "<final>", "<isolated>", "<noBreak>"}
_LIGATURES = set("ĲĳŉǄǅǆǇǈǉǊǋǌǱǲǳſµևﬀﬁﬂﬃﬄﬅﬆﬓﬔﬕﬖﬗﭏ℃℉…‥‼⁇⁈⁉")
_RIAL = "\ufdfc"  # a currency's sign whose "plain form" is its name
# Kangxi radicals are what extraction from PDF makes of ideographs: they may stand in a text, not in a quote of one.
_RADICALS = {*map(chr, range(0x2F00, 0x2FD6)), "\u2e9f", "\u2ef3"}
_SINGLE = set("'‘’‚‛‹›′‵`´ʼ❛❜")
_DOUBLE = set('"“”„‟«»″‶〝〞〟「」『』❝❞❮❯⹂｢｣')
_DASHES = set("-‐‑‒–—―−⸺⸻⁃")
_MINUS = set("-‐‑‒–−﹣－")  # what is read as a minus in front of a figure; an em dash is not
_MARKED = {"\u200e", "\u200f", "\u061c", *"\u2066\u2067\u2068\u2069"}
SELECTORS = {*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)), *"\u180b\u180c\u180d\u180f"}
JOINER, SOFT_HYPHEN, TATWEEL = "\u200d", "\u00ad", "\u0640"
_FORGIVEN = {SOFT_HYPHEN, "\u200b", "\u200c", JOINER, "\u2060", "\ufeff", TATWEEL} | SELECTORS
# Blocks of scripts that put no space between words; Hangul does.
_UNSPACED = (
    (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF), (0x2E80, 0x312F), (0x31A0, 0x31FF),
    (0x3400, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0x1AFF0, 0x1B16F),
    (0x20000, 0x3FFFF),
)  # fmt: skip


@cache
def kind(character: str) -> Kind:
    """What the character does."""
    looks = _look(character)
    for found, members in (
        (Kind.FORGIVEN, _FORGIVEN),
        (Kind.MARKED, _MARKED),
        (Kind.DASH, _DASHES),
        (Kind.SINGLE, _SINGLE),
        (Kind.DOUBLE, _DOUBLE),
    ):
        if looks in members:
            return found
    return Kind.SPACE if looks.isspace() else Kind.LETTER


@cache
def letters_of(character: str) -> str:
    """The letters that the character compares as: none where it stands between letters."""
    if kind(character) is not Kind.LETTER:
        return ""
    looks = _look(character)
    return looks if "\uac00" <= looks <= "\ud7a3" else unicodedata.normalize("NFD", looks)


@cache
def _look(character: str) -> str:
    """The character, or the plain one where it is a form of that for its look only."""
    if character in _SINGLE or character in _DOUBLE:
        return character
    how, _, rest = unicodedata.decomposition(character).partition(" ")
    formed = how in _FORMS and not rest.startswith("0020 ") and character != _RIAL
    if formed or character in _LIGATURES or character in _RADICALS:
        return unicodedata.normalize("NFKC", character)
    return character


def one_way(character: str) -> bool:
    """Whether a text's character stands for a plainer one, and yet a quote must not put it in that one's place."""
    return character in _RADICALS


def quotation(character: str) -> bool:
    """Whether the character is a quotation mark, an apostrophe or a prime."""
    return kind(character) in (Kind.SINGLE, Kind.DOUBLE)


def minus(character: str) -> bool:
    """Whether the character in front of a figure is read as a minus."""
    return character in _MINUS


@cache
def unspaced(character: str) -> bool:
    """Whether the character belongs to a script without spaces between words, or to its punctuation."""
    return any(first <= ord(character) <= last for first, last in _UNSPACED)


@cache
def hidden(character: str) -> bool:
    """Whether a reader sees nothing of it: controls, direction marks, tags, selectors, fillers."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") or character in SELECTORS | {
        "\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"
    }  # fmt: skip


def visible(text: str) -> str:
    """The text on one line, with what cannot be seen as its code point: `U+202E`."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if hidden(c) and c not in "\n\t\r" else c for c in " ".join(text.split()))
