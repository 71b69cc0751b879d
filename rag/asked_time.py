"""The time that a question asks about: "in 2021", "since March 2024", "before April 2022", "the latest".

Ranks, never filters: a sentence that tells no day may still answer, and a text of 2024 may tell of 2021.
Events that stand for their day ("before the forum") are looked up by `event_time`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus import mentions_of
from corpus.models import DateMention, date_bounds

_YEAR = re.compile(r"(?<![\w.,/-])(?:1[89]|20)\d\d(?![\w/-])(?!\s(?:people|dollars|men|women)\b)")
_FROM = re.compile(r"\b(since|after|from|following|later than|с|после)\s(?:the\s)?(?:start of\s|end of\s)?$", re.I)
_UNTIL = re.compile(
    r"\b(before|until|till|by|prior to|earlier than|up to|до|к)\s(?:the\s)?(?:start of\s|end of\s)?$", re.I
)
_EXCLUDED = frozenset({"after", "following", "later than", "после", "before", "prior to", "earlier than", "до"})
_BOTH = re.compile(r"\b(?:between|from|с)\s(?:the\s)?$", re.I)
_JOINED = re.compile(r"\s*(?:and|to|until|till|[-–—]|и|по|до)\s*(?:the\s)?$", re.I)
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|recent(?:ly)?|current(?:ly)?|nowadays|these days)\b|"
    r"\bпоследн\w+\b|\bнедавн\w+\b|\bсейчас\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Window:
    """Days that are asked about, both ends included."""

    earliest: date
    latest: date

    def meets(self, mention: DateMention) -> bool:
        """Whether a day can be meant by both."""
        return mention.earliest <= self.latest and self.earliest <= mention.latest


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The windows of a question, none where it names no days, and whether it asks for the latest.

    `notes` tell windows that the question's own words do not: which days an event stands for, and who says so.
    """

    windows: tuple[Window, ...]
    latest: bool
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.windows) or self.latest


def asked_time(question: str, today: date) -> AskedTime:
    """The time that a question asks about; "last month" is told from `today`."""
    return AskedTime(tuple(_windows(question, _named(question, today))), bool(_LATEST.search(question)))


def _named(question: str, today: date) -> list[tuple[int, int, date, date]]:
    found = [
        (one.span.start, one.span.end, one.earliest, one.latest) for one in mentions_of(question, today.isoformat())
    ]
    for year in _YEAR.finditer(question):
        if not any(start < year.end() and year.start() < end for start, end, *_ in found):
            found.append((*year.span(), *date_bounds(year.group())))
    return sorted(found)


def _windows(question: str, named: Sequence[tuple[int, int, date, date]]) -> Iterator[Window]:
    """One for each named run of days; "from X to Y" and "between X and Y" are one together."""
    joined = False
    for at, (start, end, earliest, latest) in enumerate(named):
        if joined:
            joined = False
            continue
        before = question[:start]
        following = named[at + 1] if at + 1 < len(named) else None
        if following and _BOTH.search(before) and _JOINED.fullmatch(question[end : following[0]]):
            joined = True
            yield Window(earliest, following[3])
            continue
        opens, closes = _FROM.search(before), _UNTIL.search(before)
        if opens:
            excluded = opens[1].lower() in _EXCLUDED
            yield Window(latest + timedelta(days=1) if excluded and latest < date.max else earliest, date.max)
        elif closes:
            excluded = closes[1].lower() in _EXCLUDED
            yield Window(date.min, earliest - timedelta(days=1) if excluded and earliest > date.min else latest)
        else:
            yield Window(earliest, latest)
