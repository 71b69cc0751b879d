"""How well the confidence tells whether the documents hold an answer."""

from collections.abc import Sequence

import numpy as np

from evals.metrics.port import ASKED, Array, Row, SetMetric
from evals.models import Result

_BINS = 10


def brier(result: Result) -> float | None:
    """(confidence - answerable)^2, by Brier (1950); None for a case that failed, which has no confidence."""
    confidence = result.answer.get("confidence")
    return None if confidence is None else float((confidence - result.case.answerable) ** 2)


class _Confidence(SetMetric):
    kinds = ASKED

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        asked = [row for row in rows if row["kind"] in self.kinds]
        return [row for row in asked if row["answer"].get("confidence") is not None]


class Auroc(_Confidence):
    """The chance that an answerable case has a higher confidence than an unanswerable one; ties count half."""

    name = "abstention AUROC"

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        found = super().eligible(rows)
        return found if len({row["gold"]["answerable"] for row in found}) == 2 else []

    def values(self, rows: Sequence[Row], weights: Array) -> Array:
        confidence, yes = _columns(rows)
        above = confidence[yes][:, None] - confidence[~yes][None, :]
        wins = (above > 0) + 0.5 * (above == 0)
        drawn_yes, drawn_no = weights[:, yes], weights[:, ~yes]
        with np.errstate(invalid="ignore"):  # a resample may hold only one of the two: NaN
            return np.asarray(((drawn_yes @ wins) * drawn_no).sum(1) / (drawn_yes.sum(1) * drawn_no.sum(1)))


class CalibrationError(_Confidence):
    """Expected calibration error over ten bins of equal width (Guo et al., ICML 2017)."""

    name = "calibration error"
    lower_is_better = True

    def values(self, rows: Sequence[Row], weights: Array) -> Array:
        confidence, yes = _columns(rows)
        bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
        gaps = [np.abs(weights[:, bins == one] @ (confidence - yes)[bins == one]) for one in range(_BINS)]
        return np.asarray(sum(gaps) / weights.sum(1))


def _columns(rows: Sequence[Row]) -> tuple[Array, np.ndarray]:
    confidence = np.array([row["answer"]["confidence"] for row in rows], dtype=float)
    return confidence, np.array([row["gold"]["answerable"] for row in rows], dtype=bool)
