"""Times of day: whether a question asks for one, and those that a sentence tells, to be held against each other.

"At what time?" asks for hours and minutes; a day answers it as little as a year does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ASKS = re.compile(
    r"\b(?:at|by|from|until) (?:what|which) (?:exact )?(?:time|hour)\b(?! (?:of (?:the )?year|period|span|frame))|"
    r"\b(?:what|which) (?:time|hour) of (?:the )?(?:day|night)\b|"
    r"\bwhat time (?:did|does|do|was|is|were|are|will|would|on|in the)\b|\bwhat (?:is|was) the (?:exact )?time\b",
    re.I,
)
_TOLD = re.compile(
    r"(?<![\w:.,])(?:(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\w:]|[.,]\d)"
    r"(?:\s?(?P<half>[ap])(?:\.\s?m\.|m\b))?|(?P<bare>1[0-2]|0?[1-9])\s?(?P<noon>[ap])(?:\.\s?m\.|m\b))",
    re.I,
)
_HALF_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight; `said` is whether morning or evening is told."""

    minutes: int
    said: bool
    text: str
    kind: str = "clock"

    def agrees(self, other: "Clock") -> bool:
        """Whether they are the same time, as far as both tell: "7:05" can be "19:05"."""
        if self.said and other.said:
            return self.minutes == other.minutes
        return self.minutes % _HALF_DAY == other.minutes % _HALF_DAY


def asks_clock(question: str) -> bool:
    """Whether a question asks for a time of day."""
    return bool(_ASKS.search(question))


def clocks_in(text: str) -> Iterator[tuple[Clock, int, int]]:
    """The times of day that a text tells, with their offsets."""
    for match in _TOLD.finditer(text):
        hour, half = int(match["hour"] or match["bare"]), (match["half"] or match["noon"] or "").lower()
        if match["mark"] == "." and not half:  # "3.14" is a figure
            continue
        if half and hour > 12:
            half = ""
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        told = bool(half) or hour > 12 or (match["hour"] or "").startswith("0")
        yield Clock(60 * hour + int(match["minute"] or 0), told, match.group()), *match.span()
