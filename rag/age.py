"""How old a source is, told no more exactly than its date: a year, a month or a day."""

from datetime import date

from corpus.models import date_bounds

_DAYS = 60  # days up to which days are counted
_YEARS = 24  # months from which years are told


def age_days(published_at: str, today: date) -> int | None:
    """Days since publication; None where the day is not known, or has not come yet."""
    if not published_at:
        return None
    first, last = date_bounds(published_at)
    return (today - first).days if first == last <= today else None


def age_in_words(published_at: str, today: date) -> str:
    """`3 days ago`, `about 2 years 8 months ago`; empty where undated, or dated later than today.

    A month or a year is counted as such: with `about`, or by its name where it is this one or the last.
    """
    if not published_at or date_bounds(published_at)[0] > today:
        return ""
    days = age_days(published_at, today)
    if days is not None:
        return _since_day(date_bounds(published_at)[0], days, today)
    if len(published_at) == len("2021"):
        years = today.year - int(published_at)
        return ("this year", "last year")[years] if years < 2 else f"about {years} years ago"
    first = date_bounds(published_at)[0]
    months = 12 * (today.year - first.year) + today.month - first.month
    return ("this month", "last month")[months] if months < 2 else f"about {_months(months)} ago"


def _since_day(day: date, days: int, today: date) -> str:
    if days <= _DAYS:
        return ("today", "yesterday")[days] if days < 2 else f"{days} days ago"
    months = 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)
    return f"{_months(months)} ago"


def _months(months: int) -> str:
    """`7 months`, `2 years 8 months`, `3 years`."""
    years, rest = divmod(months, 12) if months >= _YEARS else (0, months)
    parts = (f"{years} years" if years else "", f"{rest} month{'' if rest == 1 else 's'}" if rest else "")
    return " ".join(part for part in parts if part)
