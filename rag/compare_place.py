"""A sentence held against a question: the place to cite for it, and whether it is about what was asked.

It may name its subject only by the sentence beside it, or in short.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import clean_span, stems
from corpus.models import Span
from rag.quantities import money_words
from rag.query import NAME, AnswerType, Query, name_stems
from rag.read import Evidence
from rag.tolls import asks_toll, toll_words

Neighbours = Callable[[Evidence], Sequence[Span]]

_IN_SHORT = re.compile(r"\b[Tt]he ([a-z]+) \(([A-Z]{2,7})\)")  # "the board (AHB)"
_ASKS_IN_SHORT = re.compile(r"(?:who|what|when|where|how)['’]s$", re.I)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CALENDAR = re.compile(rf"\b(?:{_MONTHS}|(?:1\d|20)\d\d)\b")
_NO_NAME = re.compile(
    rf"(?:{_MONTHS}|\w+day|"
    r"\w+(?:ese|ish|is|ans?|anis?|mans?))$"
)


@dataclass(frozen=True)
class Place:
    """A sentence, and the span that holds what the question names: itself, or with a neighbour.

    `text` is that span's with the title; `beside` that of the neighbours, which may tell the day for it.
    """

    evidence: Evidence
    span: Span
    text: str
    beside: str

    @classmethod
    def of(cls, query: Query, one: Evidence, neighbours: Neighbours) -> "Place":
        """The sentence; one that names nothing itself, with the neighbours that name what it is about."""
        names, span, text = name_stems(query), one.span, f"{one.document.metadata.title} {one.text}"
        around = [(near, clean_span(one.document, near)) for near in neighbours(one) if near != one.span]
        beside = " ".join(words for _, words in around)
        if _names_something(one.text):
            return cls(one, span, text, beside)
        for near, words in around:
            if names & set(stems(words, query.language)) - set(stems(text, query.language)):
                span, text = span.cover(near), f"{text} {words}"
        return cls(one, span, text, beside)

    @classmethod
    def whole(cls, one: Evidence) -> "Place":
        """The sentence as it stands."""
        return cls(one, one.span, one.text, "")


def covers(query: Query, place: Place, least: float) -> bool:
    """Whether a place holds every name, and enough words, of the question; the value's own words go without saying.

    A story tells its day once: month and year may stand beside it. Of "the board (AHB)" either name is enough.
    """
    asks = {stem for word in query.keywords if _ASKS_IN_SHORT.match(word) for stem in stems(word, query.language)}
    wanted = query.stems - _words_of_the_value(query) - asks
    held = set(stems(place.text, query.language))
    days = {stem for word in _CALENDAR.findall(query.text) for stem in stems(word, query.language)}
    held |= days & set(stems(place.beside, query.language))
    for acronym in _ACRONYM.findall(place.text):
        held.update(stems(_spelled_out(acronym, query.keywords), query.language))
    for names in _IN_SHORT.findall(query.text):
        either = {stem for name in names for stem in stems(name, query.language)}
        held |= either if either & held else set()
    return bool(wanted) and name_stems(query) <= held and len(wanted & held) / len(wanted) >= least


def _words_of_the_value(query: Query) -> frozenset[str]:
    """Stems by which the question asks for its value, which a sentence that gives the value need not repeat."""
    if asks_toll(query.asked):
        return toll_words(query.language)
    return money_words(query.language) if query.answer_type is AnswerType.MONEY else frozenset()


def _names_something(text: str) -> bool:
    """Whether a sentence has a name of its own; months and nationalities are none."""
    return any(not _NO_NAME.match(name) for name in NAME.findall(text))


def _spelled_out(acronym: str, words: Sequence[str]) -> str:
    """The neighbouring words whose initials are the acronym's letters; empty where there are none."""
    parts = [part for word in words for part in re.split(r"\W+", word) if part]
    for start in range(len(parts) - len(acronym) + 1):
        run = parts[start : start + len(acronym)]
        if "".join(part[0] for part in run).upper() == acronym:
            return " ".join(run)
    return ""
