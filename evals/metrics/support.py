"""The check that a claim follows from its words, in both error directions, and their mean."""

from collections.abc import Sequence

import numpy as np

from evals.metrics.port import Row, SetMetric
from evals.models import KindName, Result
from evals.statistics import Floats, Places


def false_pass(result: Result) -> float | None:
    """Of a claim that does not follow: 1 when it passed. A check that failed passes nothing."""
    asked = result.case.support
    return None if asked is None or asked.supported else float(bool(result.answer.get("passed")))


def false_strip(result: Result) -> float | None:
    """Of a claim that follows: 1 when it did not pass. A check that failed counts 1."""
    asked = result.case.support
    return None if asked is None or not asked.supported else float(not result.answer.get("passed"))


class SupportBalance(SetMetric):
    """Balanced accuracy: the mean of the share of claims that rightly passed and of those rightly stripped."""

    name = "support balanced accuracy"

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        """Cases that were judged, where claims of both sorts are among them."""
        known = [row for row in rows if row["kind"] == KindName.SUPPORT and "passed" in row["answer"]]
        return known if len({row["gold"]["supported"] for row in known}) == 2 else []

    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        held = np.array([bool(row["gold"]["supported"]) for row in rows])[places]
        passed = np.array([bool(row["answer"]["passed"]) for row in rows])[places]
        with np.errstate(invalid="ignore", divide="ignore"):  # a drawing without one of the sorts: NaN
            rightly = (held & passed).sum(axis=1) / held.sum(axis=1)
            stripped = (~held & ~passed).sum(axis=1) / (~held).sum(axis=1)
        return np.asarray((rightly + stripped) / 2)
