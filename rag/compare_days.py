"""Whether sentences can speak of the same days: another day is another event."""

from collections.abc import Sequence

from corpus.models import DateMention, Document, Span
from rag.read import Evidence


def days_in(one: Evidence) -> list[DateMention]:
    """The days that a sentence names."""
    return days_within(one.document, one.span)


def days_within(document: Document, span: Span) -> list[DateMention]:
    """The days that a stretch of a document names."""
    return [mention for mention in document.dates if span.contains(mention.span)]


def same_days(one: Sequence[DateMention], other: Sequence[DateMention]) -> bool:
    """Whether some day of one can be one of the other; where either names none, any can."""
    overlap = (a.earliest <= b.latest and b.earliest <= a.latest for a in one for b in other)
    return not one or not other or any(overlap)
