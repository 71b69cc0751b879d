"""Raises the sentences that tell of the time a question asks about. Removes none: a text may tell its day elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus import Index
from corpus.models import DateMention, date_bounds
from rag.asked_time import AskedTime, asked_time
from rag.models import Hit
from rag.query import Query
from rag.read import Evidence, read_chunks
from rag.rerank import Reranker

_IN_TIME = 1.0  # logits for a sentence whose day meets what is asked
_OUT_OF_TIME = -0.5  # for one that tells days, and only others
_LATEST = 1.0  # for the newest of the sentences that answer about as well
_ABOUT_AS_WELL = 4.0  # logits below the best


def by_time(asked: AskedTime, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The same sentences with `timely` set, best first; as they came where no time is asked about."""
    if not asked or not evidence:
        return list(evidence)
    newest = _newest(evidence) if asked.latest else None
    weighed = [replace(one, timely=_weight(asked, one, newest)) for one in evidence]
    return sorted(weighed, key=lambda one: -one.score)


def read_sentences(
    index: Index, reranker: Reranker, query: Query, hits: Sequence[Hit], asked: AskedTime | None = None
) -> list[Evidence]:
    """The sentences of the best chunks with their scores, best first, those of the asked time raised.

    `asked` is what the question's own words say of it, where nothing is given.
    """
    return by_time(asked or asked_time(query.text, date.today()), read_chunks(index, reranker, query, hits))


def _weight(asked: AskedTime, one: Evidence, newest: date | None) -> float:
    told = _days(one)
    weight = 0.0
    if asked.windows and told:
        meets = any(window.meets(mention) for window in asked.windows for mention in told)
        weight += _IN_TIME if meets else _OUT_OF_TIME
    return weight + _LATEST * (newest is not None and _day(one) == newest)


def _days(one: Evidence) -> list[DateMention]:
    """The days that a sentence tells; where it tells none, those of the one before it in its paragraph."""
    own = [mention for mention in one.document.dates if one.span.contains(mention.span)]
    if own or one.before is None:
        return own
    return [mention for mention in one.document.dates if one.before.span.contains(mention.span)]


def _newest(evidence: Sequence[Evidence]) -> date | None:
    best = evidence[0].score
    days = [_day(one) for one in evidence if one.score >= best - _ABOUT_AS_WELL]
    return max((day for day in days if day is not None), default=None)


def _day(one: Evidence) -> date | None:
    """The last day a sentence tells of, else that of its document's publication."""
    told = max((mention.latest for mention in _days(one)), default=None)
    published = one.document.metadata.published_at
    return told or (date_bounds(published)[1] if published else None)
