"""Rankings against relevance judgements: the measures of information retrieval, as trec_eval takes them."""

import math
from collections.abc import Mapping, Sequence


def hit(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """1 when one of the first k is relevant."""
    return float(any(grades.get(one, 0) > 0 for one in ranked[:k]))


def recall(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Share of the relevant that are among the first k."""
    relevant = sum(grade > 0 for grade in grades.values())
    return sum(grades.get(one, 0) > 0 for one in ranked[:k]) / relevant


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """1 / the rank of the first relevant one, 0 where none is among the first k (the mean of it is MRR@k)."""
    return next((1 / rank for rank, one in enumerate(ranked[:k], 1) if grades.get(one, 0) > 0), 0.0)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Normalised discounted cumulative gain with the grade as gain (Järvelin and Kekäläinen, 2002)."""
    found = _gain([grades.get(one, 0) for one in ranked[:k]])
    return found / _gain(sorted(grades.values(), reverse=True)[:k])


def _gain(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
