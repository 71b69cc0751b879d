"""The one value that a sentence gives to a question: an amount, a count, a toll, a day, a name.

Gives nothing where a sentence holds none or several: then what it says is not plain enough to
be held against another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus import stems
from corpus.models import DateMention, Document, Span
from rag.clock_times import asks_clock, clocks_in
from rag.quantities import counts_in, money_in, percentages_in
from rag.query import AnswerType, Query
from rag.tolls import asks_toll, tolls_in
from rag.words import is_content

_COUNTED = re.compile(
    r"\bhow many\s+((?:\w+\s+){0,2}?\w+?)\b\s+(?:were|was|are|is|did|have|has|had|do|does|died)\b", re.I
)
_SHARE = re.compile(r"\b(?:percentage|per\s?cent|share|proportion)\b", re.I)
_NAME = re.compile(r"[A-ZА-ЯЁ][\w'’-]*(?:\s+(?:(?:of|the|de|al|bin|von|van)\s+)?[A-ZА-ЯЁ][\w'’-]*)*")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "professor", "sir", "president", "minister", "general", "colonel", "captain"}
)
_CAPITALS = r"[A-ZА-ЯЁ][\w.’'-]*(?: [A-ZА-ЯЁ][\w.’'-]*)*"
_WHAT_IT_IS = re.compile(
    rf"\W*(?:[Ww]ho(?:[’']s| is| was) (?!the\b|an?\b)(?:[\w.’'-]+|[\w.’'-]+ [\w.’'-]+|{_CAPITALS})|"
    rf"[Ww]hat(?:[’']s| is| are) (?:the (?={_CAPITALS}\W*$))?(?:an? )?(?:[\w.-]+|{_CAPITALS}))\W*$"
)
_ERAS = frozenset({"bc", "bce", "ad", "ce"})


class Value(Protocol):
    """What two sentences can differ on; only values of one `kind` are held against each other."""

    @property
    def kind(self) -> str:
        """Such as a currency, the stem of what is counted, `date` or `name`."""
        ...

    @property
    def text(self) -> str:
        """As a reader is shown it."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days that a sentence names."""

    earliest: date
    latest: date
    text: str
    kind: str = "date"

    def agrees(self, other: "Days") -> bool:
        """Whether one day can be meant by both: "March 2024" and "26 March 2024"."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a sentence holds and the question does not."""

    words: frozenset[str]
    text: str
    kind: str = "name"

    def agrees(self, other: "Name") -> bool:
        """Whether one is the other in short: "Bhatt" and "Mahesh Bhatt"."""
        return self.words <= other.words or other.words <= self.words


def agree(one: Value, other: Value) -> bool:
    """Whether two values of one kind can both be true."""
    assert type(one) is type(other)
    return bool(one.agrees(other))  # type: ignore[attr-defined]


def asks_what_it_is(question: str) -> bool:
    """Whether a question names somebody or something and asks what there is to say of it: no few words answer that."""
    return _WHAT_IT_IS.match(question) is not None


def asked_value(query: Query, document: Document, span: Span, text: str) -> Value | None:
    """The value that the sentence at `span` (cleaned: `text`) gives, or None."""
    found = _distinct(list(_values(query, document, span, text)))
    return found[0] if len(found) == 1 else None


def _values(query: Query, document: Document, span: Span, text: str) -> Iterator[Value]:
    fate = asks_toll(query.asked)
    counted = _COUNTED.search(query.asked)
    if query.answer_type is AnswerType.MONEY:
        yield from money_in(text)
    elif fate:
        yield from tolls_in(text, fate)
    elif _SHARE.search(query.asked):
        yield from percentages_in(text)
    elif counted:
        yield from counts_in(text, counted.group(1), query.language)
    elif asks_clock(query.asked):
        yield from (clock for clock, _, _ in clocks_in(text))
    elif query.answer_type is AnswerType.DATE:
        yield from _days(document.dates, span, document)
    elif query.answer_type in (AnswerType.PERSON, AnswerType.PLACE) and not asks_what_it_is(query.asked):
        yield from _new_names(query, document, text)


def _days(mentions: Sequence[DateMention], span: Span, document: Document) -> Iterator[Days]:
    for mention in mentions:
        if span.contains(mention.span):
            yield Days(mention.earliest, mention.latest, document.slice(mention.span))


def _new_names(query: Query, document: Document, text: str) -> Iterator[Name]:
    """Names of the sentence of which no word is in the question or the title."""
    known = query.stems | set(stems(document.metadata.title, query.language))
    for match in _NAME.finditer(text):
        words = [word for word in re.findall(r"\w+", match.group().lower()) if _names(word)]
        opens = match.start() == 0 and len(words) == 1
        if words and not opens and not any(stem in known for word in words for stem in stems(word, query.language)):
            yield Name(frozenset(words), match.group())


def _names(word: str) -> bool:
    return is_content(word) and word not in _TITLES and word not in _ERAS


def _distinct(values: list[Value]) -> list[Value]:
    kept: list[Value] = []
    for value in values:
        if not any(one.kind == value.kind and agree(one, value) for one in kept):
            kept.append(value)
    return kept
