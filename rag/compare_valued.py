"""Finds documents that give different values of the asked kind: an amount, a count, a toll, a day, a name.

Only sentences that hold every name and most words of the question are compared, and only where each gives one value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from corpus.models import DateMention
from rag.asked_value import Value, agree, asked_value
from rag.compare_days import days_within, same_days
from rag.compare_place import Place, covers
from rag.quantities import Bound, Quantity
from rag.query import AnswerType, Query
from rag.read import Evidence
from rag.relevant import may_answer
from rag.tolls import TOLL

_TOLD = 0.0  # logits of a chunk that may tell the toll
_SUM = -2.0  # logits of a sentence in its place that tells a sum and holds all of the question's words
_COVERED = 0.6  # share of the question's content stems that a sentence must hold
_COVERED_STRICTLY = 0.75  # where the value is a day or a name: sentences hold many that nobody asked for
_FAR_APART = 5


@dataclass
class _Camp:
    """Sentences that agree on a value."""

    value: Value
    members: list[Place] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        return {one.evidence.document.id for one in self.members}


def valued_answers(query: Query, about: Sequence[Place]) -> list[tuple[str, list[Place]]]:
    """The differing values as a reader is shown them, each with its places; empty where there is no disagreement."""
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


def _may_be_one_event(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether some sentences of two camps can speak of the same days: another day is another event."""
    return any(same_days(_days(a), _days(b)) for a in one for b in other)


def _days(place: Place) -> list[DateMention]:
    return days_within(place.evidence.document, place.span)


def _hedged(value: Value) -> bool:
    return isinstance(value, Quantity) and value.bound is not Bound.EXACT


def value_in(query: Query, one: Evidence) -> Value | None:
    """The one value of the asked kind that a sentence gives, or None."""
    return asked_value(query, one.document, one.span, one.text)


def _stated(query: Query, place: Place) -> Value | None:
    one = place.evidence
    value = value_in(query, one)
    if value is None:
        return None
    # A toll says by itself what it counts, and a sum nearly; days and names stand in many sentences.
    least = _COVERED_STRICTLY if value.kind in ("date", "name") else _COVERED
    if may_answer(one) or (value.kind == TOLL and one.chunk >= _TOLD):
        return value if covers(query, place, least) else None
    sum_of_it = query.answer_type is AnswerType.MONEY and one.in_place >= _SUM and covers(query, place, 1.0)
    return value if sum_of_it else None
