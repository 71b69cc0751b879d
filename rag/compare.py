"""Finds where sources give different values for what was asked.

Only values of the asked kind are compared, in sentences that hold every name and most words of
the question, or in sentences alike word for word but for one value or the answer, or what the model
points at in sentences that answer beyond doubt: a false alarm costs more trust than silence. Answers
for different things of one name are told apart from a conflict.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus import stems
from corpus.models import Document, Span
from rag.align import change_between
from rag.compare_altered import altered_answers
from rag.compare_joined import joined
from rag.compare_opposed import opposed_answers
from rag.compare_place import Neighbours, Place
from rag.compare_pointed import differing_answers
from rag.compare_told import told_apart
from rag.compare_valued import value_in, valued_answers
from rag.models import Conflict, Side, VerifiedCitation
from rag.named_source import of_named_source
from rag.namesakes import all_apart, namesakes_among
from rag.query import AnswerType, Query
from rag.read import Evidence
from rag.true_case import with_names

Cite = Callable[[Document, Span], VerifiedCitation | None]

_COMPARED = 24  # best sentences that are looked at
_MAY_ANSWER = -0.5  # log-odds of a sentence by itself that is held against its copy
_FIGURES = (AnswerType.NUMBER, AnswerType.MONEY, AnswerType.DATE)


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
    valued = valued_answers(query, [Place.of(query, one, neighbours) for one in read]) or _of_copies(query, read)
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
    query: Query, read: Sequence[Evidence], sides: Sequence[tuple[str, list[Place]]]
) -> list[tuple[str, list[Place]]]:
    """The sides, with the documents that are on none."""
    known = {one.evidence.key: one for _, members in sides for one in members}
    found = joined(query, read, [(value, [one.evidence for one in members]) for value, members in sides])
    return [(value, [known.get(one.key) or Place.whole(one) for one in said]) for value, said in found]


def _citations(members: Sequence[Place], cite: Cite) -> tuple[VerifiedCitation, ...]:
    """The best sentence of each document."""
    best = {one.evidence.document.id: one for one in reversed(members)}
    found = (cite(one.evidence.document, one.span) for one in best.values())
    return tuple(one for one in found if one is not None)


# -- copies with a fact altered --------------------------------------------------------


def _of_copies(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[Place]]]:
    for one, other in combinations([one for one in read if one.answers >= _MAY_ANSWER], 2):
        if one.document.id == other.document.id or (value_in(query, one) and value_in(query, other)):
            continue  # where both give a value of the asked kind, the values have been compared
        change = change_between(one.text, other.text)
        if change and (change.kind == "negation" or _answers(query, change.one, change.other)):
            return [(change.one, [Place.whole(one)]), (change.other, [Place.whole(other)])]
    return []


def _of_answers(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[Place]]]:
    differing = altered_answers(query, read) or differing_answers(query, read)
    return [(value, [Place.whole(one) for one in said]) for value, said in differing]


def _of_denials(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[Place]]]:
    return [(value, [Place.whole(one) for one in said]) for value, said in opposed_answers(query, read)]


def _of_tellers(query: Query, read: Sequence[Evidence]) -> list[tuple[str, list[Place]]]:
    return [(value, [Place.whole(one) for one in said]) for value, said in told_apart(query, read)]


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
