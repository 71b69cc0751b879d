"""Abstention, in both error directions."""

from collections.abc import Sequence

import numpy as np

from evals.metrics.port import ASKED, Array, Row, SetMetric
from evals.models import Result

REFUSED = "not_in_documents"


def right_abstention(result: Result) -> float | None:
    """Of an unanswerable case: 1 when the answer is `not_in_documents`. A case that failed counts 0."""
    return None if result.case.answerable else float(_abstained(result))


def wrong_abstention(result: Result) -> float | None:
    """Of an answerable case: 1 when the answer is `not_in_documents`. A case that failed counts 1."""
    return float(_abstained(result) or bool(result.error)) if result.case.answerable else None


def _abstained(result: Result) -> bool:
    return not result.error and result.answer.get("status") == REFUSED


class BalancedAccuracy(SetMetric):
    """The mean of right abstention and of answering what is answerable, at the threshold that was in force."""

    name = "abstention balanced accuracy"
    kinds = ASKED

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        found = [row for row in rows if row["kind"] in self.kinds]
        return found if len({row["gold"]["answerable"] for row in found}) == 2 else []

    def values(self, rows: Sequence[Row], weights: Array) -> Array:
        yes = np.array([row["gold"]["answerable"] for row in rows])
        refused = np.array([not row["error"] and row["answer"].get("status") == REFUSED for row in rows])
        failed = np.array([bool(row["error"]) for row in rows])
        right = np.where(yes, ~refused & ~failed, refused)
        with np.errstate(invalid="ignore"):  # a resample may hold only one of the two: NaN
            shares = [(weights * (right & of)).sum(1) / (weights * of).sum(1) for of in (yes, ~yes)]
        return np.asarray((shares[0] + shares[1]) / 2)
