"""Puts the other documents beside the sides of a disagreement that was found.

The ways to find one look at two places beyond doubt. Once it is told, a reader wants to know what each document
says, so less is asked of a sentence to join: it begins no disagreement. By what the model points at, in English.
"""

from collections.abc import Sequence

from rag.compare_pointed import agreeing, asks_for_a_count, said_about
from rag.pointed import Pointed, pointed_at
from rag.query import Query, name_stems
from rag.read import Evidence
from rag.relevant import likely_answers

_COVERED = 0.5  # share of the question's content stems
_BEYOND_DOUBT = 1.6  # log-odds: such a sentence needs only one of the question's names

Sides = Sequence[tuple[str, Sequence[Evidence]]]


def joined(query: Query, evidence: Sequence[Evidence], sides: Sides) -> list[tuple[str, list[Evidence]]]:
    """The same sides with the documents that are on none: beside those they agree with, or as sides of their own.

    `evidence` comes best first. A document that says what one side says and what another says joins neither.
    """
    told = [(value, list(said)) for value, said in sides]
    held = [[found for one in said if (found := pointed_at(query, one))] for _, said in told]
    if not told or query.language != "en" or asks_for_a_count(query) or not all(held):
        return told
    known = {one.document.id for _, said in told for one in said}
    for found in _others(query, evidence, known):
        if any(found.value.kind != side[0].value.kind for side in held):
            continue
        same = [place for place, side in enumerate(held) if any(agreeing(found, other) for other in side)]
        if len(same) == 1:
            told[same[0]][1].append(found.evidence)
            held[same[0]].append(found)
        elif not same and not any(_says(found, other) for side in held for other in side):
            told.append((found.value.text, [found.evidence]))
            held.append([found])
    return told


def _others(query: Query, evidence: Sequence[Evidence], known: set[str]) -> list[Pointed]:
    """The first answer of each document that is not known."""
    first: dict[str, Pointed] = {}
    for one in evidence:
        if one.document.id not in known and _may_answer(query, one) and (found := pointed_at(query, one)):
            first.setdefault(one.document.id, found)
    return list(first.values())


def _may_answer(query: Query, one: Evidence) -> bool:
    if not likely_answers(one):
        return False
    wanted, said = query.stems, said_about(one)
    named = one.answers >= _BEYOND_DOUBT and not name_stems(query).isdisjoint(said)
    return named or len(wanted & said) >= _COVERED * len(wanted)


def _says(one: Pointed, other: Pointed) -> bool:
    return one.stated_by(other.evidence) or other.stated_by(one.evidence)
