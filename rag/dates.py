"""The days that a quote's words mean, beside the quote: its own words stay as they are."""

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any

from corpus.models import Citation, DateMention, date_bounds


def mentions_in(citation: Citation) -> list[DateMention]:
    """The mentions that lie wholly inside a citation, in order."""
    return [one for one in citation.document.dates if citation.span.contains(one.span)]


def dates_to_dicts(citation: Citation) -> list[dict[str, Any]]:
    """Each mention as plain JSON values; `start` and `end` are offsets into the canonical text."""
    return [
        {
            "start": one.span.start,
            "end": one.span.end,
            "text": citation.document.slice(one.span),
            "earliest": one.earliest.isoformat(),
            "latest": one.latest.isoformat(),
            "relative": one.relative,
        }
        for one in mentions_in(citation)
    ]


def explained(citation: Citation) -> list[tuple[str, str]]:
    """Words that tell days by their distance, and what they mean: ("last month", "March 2024"); each once."""
    document = citation.document
    told = [
        (" ".join(document.slice(one.span).split()), in_words(one.earliest, one.latest))
        for one in mentions_in(citation)
        if one.relative
    ]
    return list(dict.fromkeys(told))


def in_words(earliest: date, latest: date) -> str:
    """A run of days as people write it: `26 March 2024`, `March 2024`, `2023`, `1 to 10 April 2024`."""
    for partial in _partials(earliest):
        if date_bounds(partial) == (earliest, latest):
            return _written(earliest, len(partial))
    first = str(earliest.day)
    if earliest.month != latest.month or earliest.year != latest.year:
        first += f" {calendar.month_name[earliest.month]}"
    if earliest.year != latest.year:
        first += f" {earliest.year}"
    return f"{first} to {_written(latest, 10)}"


def _partials(day: date) -> Iterator[str]:
    iso = day.isoformat()
    yield from (iso, iso[:7], iso[:4])


def _written(day: date, precision: int) -> str:
    parts = (str(day.day), calendar.month_name[day.month], str(day.year))
    return " ".join(parts[{4: 2, 7: 1}.get(precision, 0) :])
