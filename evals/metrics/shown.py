"""Reads what an answer's row shows: the places that it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.models import Span
from evals.models import Gold


@dataclass(frozen=True, slots=True)
class Place:
    """A cited place and the words that are shown for it."""

    doc: str
    span: Span
    text: str

    def meets(self, gold: Gold) -> bool:
        """Whether it shares a character with the gold place."""
        return gold.span is not None and self.doc == gold.doc and self.span.overlaps(gold.span)


def cited(answer: Mapping[str, Any]) -> list[Place]:
    """The places cited by the claims, in order."""
    return [place for claim in answer.get("claims", ()) for place in places(claim.get("citations", ()))]


def sides(answer: Mapping[str, Any]) -> list[Place]:
    """The places cited by the sides of conflicts."""
    found = (side for conflict in answer.get("conflicts", ()) for side in conflict["sides"])
    return [place for side in found for place in places(side["citations"])]


def places(citations: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Rows of citations as places."""
    return [Place(one["doc"], Span(one["start"], one["end"]), one["text"]) for one in citations]
