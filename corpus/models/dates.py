"""Publication dates as precise as their source: a year, a month or a day, never more."""

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def date_bounds(partial: str) -> tuple[date, date]:
    """The first and last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean.

    Raises ValueError for any other form and for days that no calendar holds.
    """
    match = _PARTIAL.match(partial)
    if match is None:
        raise ValueError(f"{partial!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern always holds a year
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
