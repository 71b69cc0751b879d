"""The judge of support, in both error directions, and as one figure over many claims."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata

from evals.metrics.port import Row, SetMetric
from evals.models import KindName, Result
from evals.statistics import Floats, Places


def false_pass(result: Result) -> float | None:
    """Of a claim that does not follow from its words: 1 when it was let pass. A judge that failed passes nothing."""
    support = result.case.support
    return None if support is None or support.supported else float(bool(result.answer.get("passed")))


def false_strip(result: Result) -> float | None:
    """Of a claim that follows from its words: 1 when it was taken out. A judge that failed counts 1."""
    support = result.case.support
    return None if support is None or not support.supported else float(not result.answer.get("passed"))


def claim_support(result: Result) -> float | None:
    """Share of the statements that a chat model wrote which the check of support let stand; None where it wrote none.

    What it took out is in the row's `writing`. The check is the program's own: its errors are `false_pass`
    and `false_strip` over cases with known verdicts.
    """
    kept = sum(bool(claim.get("written")) for claim in result.answer.get("claims", ()))
    left_out = len(result.answer.get("writing", {}).get("left_out", ()))
    return kept / (kept + left_out) if kept + left_out else None


class OfSupport(SetMetric):
    """A figure over claims of both kinds, judged without an error."""

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        """Judged claims, where some are supported and some are not."""
        judged = [row for row in rows if row["kind"] == KindName.SUPPORT and "supported" in row["answer"]]
        return judged if len({row["gold"]["supported"] for row in judged}) == 2 else []


class SupportBalancedAccuracy(OfSupport):
    """Mean of the share of supported claims that pass and of unsupported ones that do not."""

    name = "support balanced accuracy"

    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        true = np.array([row["gold"]["supported"] for row in rows])[places]
        passed = np.array([row["answer"]["passed"] for row in rows])[places]
        with np.errstate(invalid="ignore", divide="ignore"):  # a resample of one kind only: NaN
            right = (true & passed).sum(axis=1) / true.sum(axis=1)
            return np.asarray((right + (~true & ~passed).sum(axis=1) / (~true).sum(axis=1)) / 2)


class SupportAuroc(OfSupport):
    """The chance that a supported claim gets a higher probability than one that is not (Mann and Whitney, 1947)."""

    name = "support AUROC"

    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        true = np.array([row["gold"]["supported"] for row in rows])[places]
        ranks = rankdata(np.array([row["answer"]["supported"] for row in rows])[places], axis=1)
        positive = true.sum(axis=1)
        pairs = positive * (~true).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(((ranks * true).sum(axis=1) - positive * (positive + 1) / 2) / pairs)
