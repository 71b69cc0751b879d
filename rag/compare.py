"""Finds where sources give different values for what was asked.

Only values of the asked kind are compared, in sentences that hold every name and most words of
the question, or in sentences alike word for word but for one value or the answer, or what the model
points at in sentences that answer beyond doubt: a false alarm costs more trust than silence. Answers
for different things of one name are told apart from a conflict.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from corpus import clean_span, stems
from corpus.models import DateMention, Document, Span
from rag.align import change_between
from rag.asked_value import Value, agree, asked_value
from rag.compare_altered import altered_answers
from rag.compare_days import days_within, same_days
from rag.compare_joined import joined
from rag.compare_opposed import opposed_answers
from rag.compare_pointed import differing_answers
from rag.compare_told import told_apart
from rag.models import Conflict, Side, VerifiedCitation
from rag.named_source import of_named_source
from rag.namesakes import all_apart, namesakes_among
from rag.quantities import Bound, Quantity, money_words
from rag.query import NAME, AnswerType, Query, name_stems
from rag.read import Evidence
from rag.relevant import may_answer
from rag.tolls import TOLL, asks_toll, toll_words
from rag.true_case import with_names

Cite = Callable[[Document, Span], VerifiedCitation | None]
Neighbours = Callable[[Evidence], Sequence[Span]]

_COMPARED = 24  # best sentences that are looked at
_TOLD = 0.0  # logits of a chunk that may tell the toll
_MAY_ANSWER = -0.5  # log-odds of a sentence by itself that is held against its copy
_COVERED = 0.6  # share of the question's content stems that a sentence must hold
_COVERED_STRICTLY = 0.75  # where the value is a day or a name: sentences hold many that nobody asked for
_FAR_APART = 5
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CALENDAR = re.compile(rf"\b(?:{_MONTHS}|(?:1\d|20)\d\d)\b")
_NO_NAME = re.compile(
    rf"(?:{_MONTHS}|\w+day|"
    r"\w+(?:ese|ish|is|ans?|anis?|mans?))$"
)
_FIGURES = (AnswerType.NUMBER, AnswerType.MONEY, AnswerType.DATE)


@dataclass(frozen=True)
class _Place:
    """A sentence, and the span that holds what the question names: itself, or with a neighbour.

    `text` is that span's with the title; `beside` that of the neighbours, which may tell the day for it.
    """

    evidence: Evidence
    span: Span
    text: str
    beside: str

    @classmethod
    def of(cls, query: Query, one: Evidence, neighbours: Neighbours) -> "_Place":
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


@dataclass
class _Camp:
    """Sentences that agree on a value."""

    value: Value
    members: list[_Place] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        return {one.evidence.document.id for one in self.members}


@dataclass(frozen=True)
class Differing:
    """The conflicts; or `apart`, answers that differ because they are about different things of one name."""

    conflicts: tuple[Conflict, ...] = ()
    apart: tuple[VerifiedCitation, ...] = ()


def find_differing(query: Query, evidence: Sequence[Evidence], neighbours: Neighbours, cite: Cite) -> Differing:
    """The conflict over what was asked, or the answers for each thing of the asked name, or nothing.

    `evidence` comes best first; `neighbours` gives a sentence with those beside it in its paragraph,
    in order; `cite` the verified citation of a span, or None where it does not stand.
    """
    about, read = query.text, of_named_source(query, evidence[:_COMPARED])
    query = with_names(query, read)
    valued = _of_asked_values(query, [_Place.of(query, one, neighbours) for one in read]) or _of_copies(query, read)
    apart = [] if valued else _of_denials(query, read) or _of_tellers(query, read)
    sides = apart or _with_others(query, read, valued or _of_answers(query, read))
    shown = [(value, _citations(members, cite)) for value, members in sides]
    whole = tuple(Side(value, citations) for value, citations in shown if citations)
    if len({side.value for side in whole}) < 2:
        return Differing()
    said = [[one.evidence for one in members] for _, members in sides]
    if all_apart(said):
        return Differing(apart=tuple(one for side in whole for one in side.citations))
    return Differing((Conflict(about, whole, _namesakes(said) or _update(whole)),))


def _with_others(
    query: Query, read: Sequence[Evidence], sides: Sequence[tuple[str, list[_Place]]]
) -> list[tuple[str, list[_Place]]]:
    """The sides, with the documents that are on none."""
    known = {one.evidence.key: one for _, members in sides for one in members}
    found = joined(query, read, [(value, [one.evidence for one in members]) for value, members in sides])
    return [(value, [known.get(one.key) or _whole(one) for one in said]) for value, said in found]


def _citations(members: Sequence[_Place], cite: Cite) -> tuple[VerifiedCitation, ...]:
    """The best sentence of each document."""
    best = {one.evidence.document.id: one for one in reversed(members)}
    found = (cite(one.evidence.document, one.span) for one in best.values())
    return tuple(one for one in found if one is not None)


# -- the values that were asked for ----------------------------------------------------


def _of_asked_values(query: Query, about: Sequence[_Place]) -> list[tuple[str, list[_Place]]]:
    camps: list[_Camp] = []
    stated = [(one, value) for one in about if (value := _stated(query, one)) is not None]
    for one, value in sorted(stated, key=lambda pair: _hedged(pair[1])):  # plain values found the camps
        same_kind = [camp for camp in camps if camp.value.kind == value.kind]
        camp = next((camp for camp in same_kind if agree(camp.value, value)), None)
        if camp is None:
            camp = _Camp(value)
            camps.append(camp)
        camp.members.append(one)
    return next(
        (
            [(camp.value.text, camp.members) for camp in camps if camp.value.kind == one.value.kind]
            for one, other in combinations(camps, 2)
            if one.value.kind == other.value.kind
            and _independent(one.documents, other.documents)
            and (one.value.kind == "date" or _may_be_one_event(one.members, other.members))
            and not (query.answer_type is AnswerType.MONEY and _far_apart(one.value, other.value))
        ),
        [],
    )


def _independent(one: set[str], other: set[str]) -> bool:
    """Whether each side has a document that is not on the other: one document does not contradict itself."""
    return bool(one - other) and bool(other - one)


def _far_apart(one: Value, other: Value) -> bool:
    """Whether two sums are of different orders, as a whole and one of its parts are."""
    assert isinstance(one, Quantity)
    assert isinstance(other, Quantity)
    return max(one.value, other.value) > _FAR_APART * min(one.value, other.value)


def _may_be_one_event(one: Sequence[_Place], other: Sequence[_Place]) -> bool:
    """Whether some sentences of two camps can speak of the same days: another day is another event."""
    return any(same_days(_days(a), _days(b)) for a in one for b in other)


def _days(place: _Place) -> list[DateMention]:
    return days_within(place.evidence.document, place.span)


def _hedged(value: Value) -> bool:
    return isinstance(value, Quantity) and value.bound is not Bound.EXACT


def _value(query: Query, one: Evidence) -> Value | None:
    return asked_value(query, one.document, one.span, one.text)


def _stated(query: Query, place: _Place) -> Value | None:
    one = place.evidence
    value = _value(query, one)
    if value is None:
        return None
    # A toll says by itself what it counts; days and names stand in many sentences that nobody asked for.
    relevant = may_answer(one) or (value.kind == TOLL and one.chunk >= _TOLD)
    least = _COVERED_STRICTLY if value.kind in ("date", "name") else _COVERED
    return value if relevant and _covers(query, place, least) else None


def _covers(query: Query, place: _Place, least: float) -> bool:
    """Whether a place holds every name, and enough words, of the question; the value's own words go without saying.

    A story tells its day once: month and year may stand beside it.
    """
    wanted = query.stems - _words_of_the_value(query)
    held = set(stems(place.text, query.language))
    days = {stem for word in _CALENDAR.findall(query.text) for stem in stems(word, query.language)}
    held |= days & set(stems(place.beside, query.language))
    for acronym in _ACRONYM.findall(place.text):
        held.update(stems(_spelled_out(acronym, query.keywords), query.language))
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


# -- copies with a fact altered --------------------------------------------------------


def _of_copies(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[_Place]]]:
    for one, other in combinations([one for one in read if one.answers >= _MAY_ANSWER], 2):
        if one.document.id == other.document.id or (_value(query, one) and _value(query, other)):
            continue  # where both give a value of the asked kind, the values have been compared
        change = change_between(one.text, other.text)
        if change and (change.kind == "negation" or _answers(query, change.one, change.other)):
            return [(change.one, [_whole(one)]), (change.other, [_whole(other)])]
    return []


def _of_answers(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[_Place]]]:
    differing = altered_answers(query, read) or differing_answers(query, read)
    return [(value, [_whole(one) for one in said]) for value, said in differing]


def _of_denials(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[_Place]]]:
    return [(value, [_whole(one) for one in said]) for value, said in opposed_answers(query, read)]


def _of_tellers(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[_Place]]]:
    return [(value, [_whole(one) for one in said]) for value, said in told_apart(query, read)]


def _whole(one: Evidence) -> _Place:
    return _Place(one, one.span, one.text, "")


def _answers(query: Query, one: str, other: str) -> bool:
    """Whether two differing values are what was asked for, and neither what it was asked of."""
    if query.stems & set(stems(f"{one} {other}", query.language)):
        return False
    if query.answer_type in _FIGURES:
        return all(re.search(r"\d", value) for value in (one, other))
    if query.answer_type in (AnswerType.PERSON, AnswerType.PLACE):
        return all(re.search(r"[A-ZА-ЯЁ]", value) for value in (one, other))
    return True


def _namesakes(sides: Sequence[Sequence[Evidence]]) -> str:
    """What the headings say of the conflict, where some of its sides are about other things of one name."""
    headings = ", ".join(f"“{heading}”" for heading in namesakes_among(sides))
    return headings and f"Some sources may speak of different things of one name: {headings}."


def _update(sides: Sequence[Side]) -> str:
    """What the dates of the sources say of the conflict, where one side is wholly later; else nothing."""
    dates = [
        sorted(filter(None, (one.citation.document.metadata.published_at for one in side.citations))) for side in sides
    ]
    if len(sides) != 2 or not all(dates):
        return ""
    (one, other), (first, second) = sides, dates
    if first[-1] < second[0]:
        return f"“{other.value}” comes from a later source ({second[0]}, after {first[-1]}): it may be an update."
    if second[-1] < first[0]:
        return f"“{one.value}” comes from a later source ({first[0]}, after {second[-1]}): it may be an update."
    return ""
