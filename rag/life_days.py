"""Which of a sentence's days began or ended a life: "(5 May 1768 – 25 June 1847)", "born on ...", "date of birth ...".

Knows how lives are written, in English, and nothing of whose life it is.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

Found = TypeVar("Found")
Placed = tuple[Found, int, int]  # with its offsets in the text

_ASKS_BIRTH = re.compile(r"\b(?:born|birth\w*)\b", re.I)
_ASKS_DEATH = re.compile(r"\b(?:die[ds]?|death|dead|passed away)\b", re.I)
_BORN = re.compile(r"\b(?:born|birth|b\.)\W*(?:[\w.]+\W+){0,3}$", re.I)
_DIED = re.compile(r"\b(?:died|death|dead|d\.)\W*(?:[\w.]+\W+){0,3}$", re.I)
_OPENS = re.compile(r"\([^()]*$")
_BETWEEN = re.compile(r"\s*[-–—]\s*$")


def of_asked_end(question: str, text: str, days: Iterable[Placed[Found]]) -> tuple[list[Placed[Found]], bool]:
    """The days that are written as the asked end of a life, and True; where there are none, those that may be it.

    `days` come in their order. For a question after anything else, all of them, and False.
    """
    placed = list(days)
    birth, death = _ASKS_BIRTH.search(question), _ASKS_DEATH.search(question)
    if bool(birth) == bool(death):
        return placed, False
    begins, ends = _ends_of_life(text, placed)
    asked, other = (begins, ends) if birth else (ends, begins)
    if asked:
        return [placed[n] for n in sorted(asked)], True
    return [day for n, day in enumerate(placed) if n not in other], False


def _ends_of_life(text: str, days: Sequence[Placed[Found]]) -> tuple[set[int], set[int]]:
    """The places in `days` of those that begin a life, and of those that end one."""
    begins = {n for n, (_, start, _) in enumerate(days) if _says(_BORN, text, days, n, start)}
    ends = {n for n, (_, start, _) in enumerate(days) if _says(_DIED, text, days, n, start)}
    for n, ((_, start, end), (_, following, _)) in enumerate(pairwise(days)):
        if _BETWEEN.fullmatch(text[end:following]) and _OPENS.search(text[:start]):
            begins.add(n)
            ends.add(n + 1)
    return begins, ends


def _says(word: "re.Pattern[str]", text: str, days: Sequence[Placed[Found]], n: int, start: int) -> bool:
    """Whether the word stands shortly before the day, and no other day between."""
    return bool(word.search(text[days[n - 1][2] if n else 0 : start]))
