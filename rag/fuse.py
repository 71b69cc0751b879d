"""Joins rankings that cannot be compared by score."""

from collections.abc import Mapping, Sequence

K = 10  # the paper takes 60; the fewer candidates are read after, the more a first rank must count


def reciprocal_rank_fusion(rankings: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """Reciprocal rank fusion of named rankings of ids, best first (Cormack et al., SIGIR 2009).

    An id's score is the sum of 1 / (10 + rank) over the rankings that hold it, ranks from 1.
    """
    scores: dict[str, float] = {}
    for ranking in rankings.values():
        for rank, identity in enumerate(ranking, start=1):
            scores[identity] = scores.get(identity, 0.0) + 1 / (K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
