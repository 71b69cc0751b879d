"""What a document is: readers bring candidates, and for each value the surest is taken, or none.

Empty is better than wrong: a candidate under `LEAST` is not taken. Candidates from different places
that agree make each other surer. Each value keeps where it was found and how sure it is.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from corpus import partial_date
from corpus.models import Found, Metadata

__all__ = ["LEAST", "Candidate", "choose", "found_in", "partial_date", "split_authors"]

LEAST = 0.5
_VALUES = ("title", "publisher", "authors", "published_at", "url", "doi")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`value` may be the `field` of a document; `where` says where it stands, `sure` (0 to 1) how sure that is.

    Fields are those of `Metadata`; authors are a tuple of names, `published_at` is a partial ISO date.
    """

    field: str
    value: str | tuple[str, ...]
    where: str
    sure: float

    def __post_init__(self) -> None:
        if self.field not in _VALUES or isinstance(self.value, tuple) != (self.field == "authors"):
            raise ValueError(f"{self.field} = {self.value!r} is no value of a document")


def choose(candidates: Iterable[Candidate], media_type: str) -> Metadata:
    """The metadata that the candidates speak for."""
    by_field: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.value:
            by_field.setdefault(one.field, []).append(one)
    values: dict[str, Any] = {}
    found: dict[str, Found] = {}
    for name, all_of_it in by_field.items():
        best = max(all_of_it, key=lambda one: (_with_agreement(one, all_of_it), one.sure))
        sure = _with_agreement(best, all_of_it)
        if sure >= LEAST:
            values[name] = best.value
            found[name] = Found(best.where, sure)
    return Metadata(media_type=media_type, found=found, **values)


def found_in(where: str, metadata: Metadata, sure: float = 1.0) -> Metadata:
    """The same metadata, each value it holds marked as found in `where`, such as `front matter`."""
    return replace(metadata, found={name: Found(where, sure) for name in _VALUES if getattr(metadata, name)})


def completed(metadata: Metadata, candidates: Iterable[Candidate]) -> Metadata:
    """The same metadata, with candidates for the values that it lacks."""
    more = choose((one for one in candidates if not getattr(metadata, one.field)), metadata.media_type)
    values = {name: getattr(more, name) for name in more.found}
    return replace(metadata, **values, found={**metadata.found, **more.found})


def split_authors(text: str) -> tuple[str, ...]:
    """Names from a line that separates them by semicolons."""
    return tuple(name.strip() for name in text.split(";") if name.strip())


def _with_agreement(one: Candidate, others: Iterable[Candidate]) -> float:
    """How sure a value is when each place that gives it may err by itself."""
    doubt: dict[str, float] = {}
    for other in others:
        if _folded(other.value) == _folded(one.value):
            doubt[other.where] = min(1 - other.sure, doubt.get(other.where, 1.0))
    left = 1.0
    for part in doubt.values():
        left *= part
    return round(1 - left, 3)


def _folded(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else ";".join(value)
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
