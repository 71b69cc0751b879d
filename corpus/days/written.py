"""Dates as people write them: found in running text, and read from a value that is one.

Always as precise as written, never more. Knows nothing of today: "yesterday" is told by its distance.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from corpus.days.month_names import months
from corpus.models import date_bounds

_YEAR = re.compile(r"(?<!\d)[12١٢۱۲]\d{3}(?!\d)")
_NAME = r"([^\W\d_]{3,15})\.?"
_DAY = r"(\d{1,2})(?:\s?[-–]\s?(\d{1,2}))?(?:st|nd|rd|th|er|º|-?го|\.)?"
_DAY_MONTH = re.compile(rf"(?<![\w.,/-]){_DAY}(?:-|,?\s{{1,3}})(?:of\s|de\s)?{_NAME},?\s{{1,3}}(?:de\s|of\s)?$")
_MONTH_DAY = re.compile(rf"(?<![\w-]){_NAME}\s{{1,3}}{_DAY}(?:,\s{{0,3}}|\s{{1,3}})$")
_MONTH = re.compile(rf"(?<![\w-]){_NAME},?\s{{1,3}}(?:of\s|de\s)?$")
_FIGURES = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2$")
_AFTER = re.compile(
    r"-(\d{2})-(\d{2})(?!\d)|-(\d{2})(?![\d-])|/(\d{1,2})/(\d{1,2})(?![\d/])|\.(\d{2})\.(\d{2})(?![\d.])"
)
_EAST = re.compile(r"[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일号])?)?")
_WINDOW = 40  # characters before a year in which its day and month stand
_SHORT_MONTHS = "jan feb apr jun jul aug sep sept oct nov dec янв фев апр авг сент окт нояб дек"
_SURE_ALONE = frozenset(_SHORT_MONTHS.split())
_ALSO_WORDS = frozenset(("may", "march", "mar", "mars", "august"))  # dates only with a capital


@dataclass(frozen=True, slots=True)
class Written:
    """Characters `start` to `end` name the days from `earliest` to `latest`."""

    start: int
    end: int
    earliest: date
    latest: date

    @property
    def partial(self) -> str:
        """As `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty for any other run of days."""
        day = self.earliest.isoformat()
        return next((one for one in (day, day[:7], day[:4]) if date_bounds(one) == (self.earliest, self.latest)), "")


def written_dates(text: str) -> Iterator[Written]:
    """Every day or month that is written out with its year, and each East Asian year, in order."""
    for year in _YEAR.finditer(text):
        found = _at(text, year)
        if found:
            yield found


def partial_date(value: str) -> str:
    """ISO date of a value that is one: `2021-10`, `Oct 02, 2021 07:05 PM`, `2 октября 2021 г.`; empty if unknown.

    Figures whose order is anyone's guess (`10/02/2021`) are unknown.
    """
    value = " ".join(value.split())
    if re.fullmatch(r"[12]\d{3}", value):
        return value
    if stamp := re.match(r"([12]\d{3}-\d{2}(?:-\d{2})?)(?:[T ]\d{2}:?\d{2}|Z?$)", value):
        return _valid(stamp.group(1))
    if month := re.fullmatch(r"([12]\d{3})[/.](0?[1-9]|1[0-2])", value):
        return f"{month.group(1)}-{int(month.group(2)):02}"
    if compact := re.fullmatch(r"([12]\d{3})(\d{2})(\d{2})(?:T?\d{4,6})?", value):
        return _valid("-".join(compact.groups()))
    found = [one.partial for one in written_dates(value)]
    return found[0] if len(set(found)) == 1 else _from_mail(value)


def _valid(partial: str) -> str:
    try:
        date_bounds(partial)
    except ValueError:
        return ""
    return partial


def _from_mail(value: str) -> str:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _at(text: str, year: "re.Match[str]") -> Written | None:
    """The date that a year is part of."""
    number, start, end = int(year.group()), year.start(), year.end()
    if (east := _EAST.match(text, end)) and (text[end] in "年년"):
        return _written(start, east.end(), number, east.group(1), east.group(2))
    if after := _AFTER.match(text, end):
        month, day, *_ = (*filter(None, after.groups()), None)
        return _written(start, after.end(), number, month, day)
    before = text[max(0, start - _WINDOW) : start]
    offset = start - len(before)
    if figures := _FIGURES.search(before):
        day_month = _ordered(int(figures.group(1)), int(figures.group(3)), figures.group(2))
        return _written(offset + figures.start(), end, number, *day_month) if day_month else None
    for pattern, places in ((_DAY_MONTH, (3, 1, 2)), (_MONTH_DAY, (1, 2, 3)), (_MONTH, (1, 0, 0))):
        match = pattern.search(before)
        month = _month(match.group(places[0]), alone=places[1] == 0) if match else 0
        if match and month:
            day, last = (match.group(place) if place else None for place in places[1:])
            return _written(offset + match.start(), end, number, month, day, last)
    return None


def _month(name: str, *, alone: bool) -> int:
    """The month of a name; 0 where it is none, or is as likely another word."""
    folded = name.casefold()
    doubtful = folded in _ALSO_WORDS and name.islower()
    short = alone and len(folded) < 4 and folded not in _SURE_ALONE and folded not in _ALSO_WORDS
    return 0 if doubtful or short else months().get(folded, 0)


def _ordered(first: int, second: int, sign: str) -> tuple[int, int] | None:
    """(month, day) of figures: days come first before dots; else only where one cannot be a month."""
    if sign == "." or first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else None


def _written(
    start: int, end: int, year: int, month: int | str | None, day: int | str | None, last: str | None = None
) -> Written | None:
    try:
        if not month:
            return Written(start, end, date(year, 1, 1), date(year, 12, 31))
        if not day:
            ends = calendar.monthrange(year, int(month))[1]
            return Written(start, end, date(year, int(month), 1), date(year, int(month), ends))
        first = date(year, int(month), int(day))
        until = date(year, int(month), int(last)) if last else first
    except ValueError:
        return None
    return Written(start, end, first, until) if first <= until else None
