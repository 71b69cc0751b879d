"""Runs of days counted from a day of publication, which may itself be known only to the month or year.

What is finer than the day of publication is known gives None: nobody can tell "yesterday" of a text
from June 2023.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from corpus.models import date_bounds

Days = tuple[date, date]  # the first and the last of a run


class Unit(IntEnum):
    """How much time a word names; a finer one is less."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Words from `start` to `end` that name days; None where they cannot be told.

    `bare` ones ("Tuesday", "in May") lean on the text around them: a year told before may be theirs.
    """

    start: int
    end: int
    days: Days | None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of publication: `first` to `last`, and the unit that it is known to."""

    first: date
    last: date
    known: Unit

    @classmethod
    def of(cls, partial: str) -> "Anchor":
        """Raises ValueError for what is no partial ISO date."""
        first, last = date_bounds(partial)
        return cls(first, last, {4: Unit.YEAR, 7: Unit.MONTH}.get(len(partial), Unit.DAY))

    def shifted(self, unit: Unit, by: int) -> Days | None:
        """The whole unit `by` of them after the anchor's own; None where the anchor is known less finely."""
        if self.known > unit:
            return None
        try:
            return _unit_of(self.first, unit, by)
        except (ValueError, OverflowError):
            return None

    def back(self, unit: Unit) -> Days | None:
        """From about one unit before the anchor up to it: "the past month"."""
        if self.known > unit:
            return None
        return self.first - timedelta(days={Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}.get(unit, 1)), self.last

    def weekday(self, number: int, *, direction: int) -> Days | None:
        """The nearest such weekday up to the anchor (0 or -1: the anchor's day counts or not) or behind it (1)."""
        if self.known > Unit.DAY:
            return None
        back = (self.first.weekday() - number) % 7
        days = -back if direction == 0 else -(back or 7) if direction < 0 else 7 - back
        day = self.first + timedelta(days=days)
        return day, day

    def month(self, month: int, day: int | None, *, ahead: bool) -> Days | None:
        """The last such month or day up to the anchor, or the next one from it where it lies `ahead`."""
        if self.known > (Unit.DAY if day else Unit.MONTH):
            return None
        years = range(self.last.year, self.last.year + 9) if ahead else range(self.last.year, self.last.year - 9, -1)
        for year in years:  # 29 February comes once in four years
            found = in_year(year, month, day)
            if found and (found[1] >= self.first if ahead else found[0] <= self.last):
                return found
        return None


def in_year(year: int, month: int, day: int | None = None) -> Days | None:
    """A month, or a day of it; None for days that no calendar holds."""
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _unit_of(day: date, unit: Unit, by: int) -> Days:
    if unit is Unit.DAY:
        shifted = day + timedelta(days=by)
        return shifted, shifted
    if unit is Unit.WEEK:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
        return monday, monday + timedelta(days=6)
    if unit is Unit.YEAR:
        return date(day.year + by, 1, 1), date(day.year + by, 12, 31)
    months = day.year * 12 + day.month - 1 + by
    found = in_year(months // 12, months % 12 + 1)
    assert found is not None  # a month always has a first day
    return found
