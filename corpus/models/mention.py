"""A date that a text names in its own words, and the days it can mean."""

from dataclasses import dataclass
from datetime import date

from corpus.models.span import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """The words at `span` mean a day from `earliest` to `latest`, both inclusive.

    `relative` mentions ("last month") were resolved against the publication date; the words
    themselves are never changed.
    """

    span: Span
    earliest: date
    latest: date
    relative: bool

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"a mention needs earliest <= latest, not {self.earliest} to {self.latest}")
