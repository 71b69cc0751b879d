"""Metadata in which each value says where it was found."""

import re
from dataclasses import replace
from datetime import datetime

from corpus.models import Found, Metadata, date_bounds

_VALUES = ("title", "publisher", "authors", "published_at", "url", "doi")


_TIME = re.compile(r"(?:[T\s]+\d{1,2}:\d{2}.*|Z)$")
_WRITTEN = ("%b %d, %Y", "%B %d, %Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")


def partial_date(value: str) -> str:
    """ISO date of `2021-10`, `2021-10-02T19:05`, `Oct 02, 2021 07:05 PM` or `2 October 2021`; empty if unknown."""
    value = _TIME.sub("", value.strip()).strip()
    for form in _WRITTEN:
        try:
            value = datetime.strptime(value, form).date().isoformat()
        except ValueError:
            continue
        break
    try:
        date_bounds(value)
    except ValueError:
        return ""
    return value


def found_in(where: str, metadata: Metadata, sure: float = 1.0) -> Metadata:
    """The same metadata, each value it holds marked as found in `where`, such as `front matter`."""
    return replace(metadata, found={name: Found(where, sure) for name in _VALUES if getattr(metadata, name)})


def split_authors(text: str) -> tuple[str, ...]:
    """Names from a line that separates them by semicolons."""
    return tuple(name.strip() for name in text.split(";") if name.strip())
