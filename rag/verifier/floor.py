"""How much a quote must hold to prove anything: "of the" stands everywhere."""

import regex

ENOUGH = 3.0  # words; a figure counts for two, since it is rarely there by chance
WHOLE = 1.5  # words of a quote that is a whole sentence
_COUNTED = (
    (regex.compile(r"\p{N}+(?:[.,:]\p{N}+)*"), 2.0),
    (regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]"), 0.5),
    (regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"), 0.2),
    (regex.compile(r"\p{Hangul}+"), 1.5),
    (regex.compile(r"\p{L}[\p{L}\p{M}'’ʼ\u00ad\u200b-\u200d\u0640-]*"), 1.0),
)


def words_in(quote: str) -> float:
    """How many words a quote holds, as far as chance goes: six Chinese characters weigh what three words do."""
    total, rest = 0.0, quote
    for pattern, weight in _COUNTED:
        rest, found = pattern.subn(" ", rest)
        total += weight * found
    return total
