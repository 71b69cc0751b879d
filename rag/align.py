"""Two sentences that say the same of different values: alike word for word but for one place.

Finds what was changed where one text is a copy of another with a fact altered, whatever was asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

_TOKEN = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_ALIKE = 0.7  # of both sentences' tokens that must match, in order
_FEWEST = 6  # tokens; shorter sentences are alike by chance
_LONGEST_VALUE = 6  # tokens
_VALUE = re.compile(r"\d|^[A-ZА-ЯЁ]")
_ARTICLES = frozenset({"a", "an", "the", "any"})
_NEGATION = frozenset({"not", "no", "never", "n't", "without", "не", "нет", "никогда"})


Words: TypeAlias = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts' words side by side: `same` in both, and the words of each where they part, one side may have none."""

    same: Sequence[str]
    parted: Sequence[tuple[Words, Words]]


def aligned(left: Words, right: Words, alike: float, fold: Callable[[str], str] = str.casefold) -> Aligned | None:
    """The words side by side; None where less than `alike` (0 to 1) of them match, in order."""
    a, b = [fold(word.group()) for word in left], [fold(word.group()) for word in right]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < alike or matcher.ratio() < alike:
        return None
    codes = matcher.get_opcodes()
    same = [word for tag, i, j, _, _ in codes if tag == "equal" for word in a[i:j]]
    return Aligned(same, [(left[i:j], right[m:n]) for tag, i, j, m, n in codes if tag != "equal"])


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in each of two sentences where they part; `kind` is `value` or `negation`."""

    one: str
    other: str
    kind: str


def change_between(one: str, other: str) -> Change | None:
    """The only place where two like sentences part, if what stands there is a value or a negation."""
    left, right = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    if min(len(left), len(right)) < _FEWEST:
        return None
    found = aligned(left, right, _ALIKE, str.lower)
    changed = [pair for pair in found.parted if _matters(*pair)] if found else []
    if len(changed) != 1:
        return None
    mine, theirs = changed[0]
    if _unlike(mine, theirs) & _NEGATION and _unlike(mine, theirs) <= _NEGATION | _ARTICLES:
        return Change(one.strip(), other.strip(), "negation")
    return Change(_words(one, mine), _words(other, theirs), "value") if mine and theirs else None


def _unlike(left: Words, right: Words) -> set[str]:
    """The words that one side alone has."""
    return {token.group().lower() for token in left} ^ {token.group().lower() for token in right}


def _matters(left: Words, right: Words) -> bool:
    """Whether what was replaced is a value (holds a figure or a capital on both sides) or a negation."""
    if _unlike(left, right) & _NEGATION:
        return True
    short = 0 < len(left) <= _LONGEST_VALUE and 0 < len(right) <= _LONGEST_VALUE
    return short and all(any(_VALUE.search(token.group()) for token in side) for side in (left, right))


def _words(text: str, tokens: Words) -> str:
    return text[tokens[0].start() : tokens[-1].end()]
