"""Seconds a question by stage: the median and the 95th centile."""

from collections.abc import Sequence

import numpy as np

from evals.metrics.port import Array, Row, SetMetric
from evals.models import KindName

_SHARES = {"p50": 0.5, "p95": 0.95}


class Latency(SetMetric):
    """A quantile of one stage's seconds over the cases that took that stage."""

    lower_is_better = True
    kinds = frozenset(KindName)

    def __init__(self, stage: str, quantile: str) -> None:
        self.name = f"{stage} seconds {quantile}"
        self._stage = stage
        self._share = _SHARES[quantile]

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if self._stage in row["answer"].get("timings", {})]

    def values(self, rows: Sequence[Row], weights: Array) -> Array:
        """The least of the seconds that a share of the drawn cases stay within."""
        seconds = np.array([row["answer"]["timings"][self._stage] for row in rows], dtype=float)
        order = np.argsort(seconds, kind="stable")
        within = np.cumsum(weights[:, order], axis=1)
        place = (within < self._share * within[:, -1:]).sum(1)
        return np.asarray(seconds[order][np.minimum(place, len(seconds) - 1)])


def latency_metrics(rows: Sequence[Row]) -> list[SetMetric]:
    """Both quantiles of every stage that the rows tell of."""
    stages = dict.fromkeys(stage for row in rows for stage in row["answer"].get("timings", {}))
    return [Latency(stage, quantile) for stage in stages for quantile in _SHARES]
