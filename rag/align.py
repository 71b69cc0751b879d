"""Two sentences that say the same of different values: alike word for word but for one place.

Finds what was changed where one text is a copy of another with a fact altered, whatever was asked.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_ALIKE = 0.7  # of both sentences' tokens that must match, in order
_FEWEST = 6  # tokens; shorter sentences are alike by chance
_LONGEST_VALUE = 6  # tokens
_VALUE = re.compile(r"\d|^[A-ZА-ЯЁ]")
_NEGATION = frozenset({"not", "no", "never", "n't", "without", "не", "нет", "никогда"})


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
    a, b = [token.group().lower() for token in left], [token.group().lower() for token in right]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return None
    parted = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    changed = [code for code in parted if _matters(left[code[1] : code[2]], right[code[3] : code[4]])]
    if len(changed) != 1:
        return None
    _, i, j, m, n = changed[0]
    if set(a[i:j]) ^ set(b[m:n]) <= _NEGATION:
        return Change(one.strip(), other.strip(), "negation")
    return Change(_words(one, left[i:j]), _words(other, right[m:n]), "value") if j > i and n > m else None


def _matters(left: "list[re.Match[str]]", right: "list[re.Match[str]]") -> bool:
    """Whether what was replaced is a value (holds a figure or a capital on both sides) or a negation."""
    a, b = {token.group().lower() for token in left}, {token.group().lower() for token in right}
    if (a ^ b) & _NEGATION:
        return True
    short = 0 < len(left) <= _LONGEST_VALUE and 0 < len(right) <= _LONGEST_VALUE
    return short and all(any(_VALUE.search(token.group()) for token in side) for side in (left, right))


def _words(text: str, tokens: "list[re.Match[str]]") -> str:
    return text[tokens[0].start() : tokens[-1].end()]
