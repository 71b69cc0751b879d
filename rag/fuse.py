"""Joins rankings that cannot be compared by score."""

from collections.abc import Mapping, Sequence

K = 60  # the constant of the paper; ranks near the top differ little, so no ranking dominates


def reciprocal_rank_fusion(rankings: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """Reciprocal rank fusion of named rankings of ids, best first (Cormack et al., SIGIR 2009).

    An id's score is the sum of 1 / (60 + rank) over the rankings that hold it, ranks from 1.
    """
    scores: dict[str, float] = {}
    for ranking in rankings.values():
        for rank, identity in enumerate(ranking, start=1):
            scores[identity] = scores.get(identity, 0.0) + 1 / (K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
