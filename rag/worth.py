"""How probable it is that a sentence is evidence: a logistic model, fitted by `evals.fit.selection`.

Looks at a sentence among the others that were read. Chooses nothing: `select` does.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.logistic import LogisticModel
from rag.query import Query
from rag.read import Evidence
from rag.shipped import shipped
from rag.slots import fills, slots_of

CANDIDATES = 12  # best sentences that are weighed; no answer shows as many
_NEAR_TOP = 8  # best sentences over which a document's share is counted
_LEAD = 6.0  # logits between the best and the next that are as sure as any more
_SHORT = 5000  # characters: in a text below, more of the sentences around the best one belong to the answer
_SHORTEST = 1.5  # of the logarithm of how much shorter a text is; about 1,100 characters


@dataclass(frozen=True, slots=True)
class Worth:
    """Weighs sentences against each other."""

    model: LogisticModel

    @classmethod
    def load(cls) -> "Worth":
        """The fitted model that is shipped; the file tells its data and figures too."""
        return cls.from_dict(shipped("selection"))

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "Worth":
        """Raises KeyError, TypeError or ValueError on anything but what `evals.fit.selection` writes."""
        return cls(LogisticModel.from_dict(raw["model"]))

    def of(self, query: Query, evidence: Sequence[Evidence]) -> list[float]:
        """The probability, from 0 to 1, of each of the first `CANDIDATES` sentences; best ranked first."""
        return [self.model.probability(features) for features in features_of(query, evidence)]


def features_of(query: Query, evidence: Sequence[Evidence]) -> list[dict[str, float]]:
    """What is seen of each of the first `CANDIDATES` sentences of `evidence`, which are ranked best first."""
    candidates = list(evidence[:CANDIDATES])
    if not candidates:
        return []
    best = candidates[0]
    lead = min(best.score - candidates[1].score, _LEAD) if len(candidates) > 1 else _LEAD
    chunk = max(one.chunk for one in candidates)
    together = Counter(one.document.id for one in candidates[:_NEAR_TOP])
    return [
        {
            "answers": one.answers,
            "points": one.points,
            "chunk": one.chunk,
            "chunk_gap": chunk - one.chunk,
            "gap": best.score - one.score,
            "rank": float(rank),
            "best_lead": lead * (rank == 0),
            "top": best.score,
            "together": float(together[one.document.id]),
            "open": float(_open(query, one)),
            **_in_short_text(one, rank, best),
        }
        for rank, one in enumerate(candidates)
    ]


def _open(query: Query, one: Evidence) -> bool:
    """Whether the question opens a gap of a kind that nothing in the sentence or the one before would fill."""
    return any(not fills(slot, query.text, [one.text, one.context]) for slot in slots_of(query.text))


def _in_short_text(one: Evidence, rank: int, best: Evidence) -> dict[str, float]:
    """Company of the best sentence, the more the shorter the document is; all 0 in a long one.

    The sentence behind the best one was read together with it, which flatters it.
    """
    short = min(max(0.0, math.log(_SHORT / (one.length or len(one.document.text)))), _SHORTEST)
    return {
        "short_rank": short * rank,
        "short_same": short * (one.document.id == best.document.id),
        "short_next": short * one.follows(best),
    }
