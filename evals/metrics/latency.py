"""Seconds a question by stage: the median and the 95th centile."""

from collections.abc import Sequence

import numpy as np

from evals.metrics.port import Row, SetMetric
from evals.statistics import Floats, Places

_SHARES = {"p50": 0.5, "p95": 0.95}


class Latency(SetMetric):
    """A quantile of one stage's seconds over the cases that took that stage."""

    lower_is_better = True

    def __init__(self, stage: str, quantile: str) -> None:
        self.name = f"{stage} seconds {quantile}"
        self._stage = stage
        self._share = _SHARES[quantile]

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if self._stage in row["answer"].get("timings", {})]

    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        """The least of the seconds that a share of the drawn cases stay within."""
        seconds = np.array([row["answer"]["timings"][self._stage] for row in rows], dtype=np.float64)
        return np.quantile(seconds[places], self._share, axis=1, method="inverted_cdf")


def latency_metrics(rows: Sequence[Row]) -> list[SetMetric]:
    """Both quantiles of every stage that the rows tell of."""
    stages = dict.fromkeys(stage for row in rows for stage in row["answer"].get("timings", {}))
    return [Latency(stage, quantile) for stage in stages for quantile in _SHARES]
