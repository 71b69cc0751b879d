"""Metrics of many cases agree with scikit-learn and numpy, and each resample is valued as the cases it drew."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from evals.metrics import set_metrics_for
from evals.metrics.abstention import BalancedAccuracy
from evals.metrics.calibration import Auroc, CalibrationError
from evals.metrics.latency import Latency
from evals.metrics.port import SetMetric
from tests.evals.examples import row

JUDGED = st.lists(st.tuples(st.booleans(), st.integers(0, 20).map(lambda n: n / 20)), min_size=2, max_size=30)


def rows_of(judged: list[tuple[bool, float]]) -> list[dict[str, Any]]:
    """Answers are withheld under a half."""
    return [row(yes, sure, "answered" if sure >= 0.5 else "not_in_documents") for yes, sure in judged]


def value(metric: SetMetric, rows: list[dict[str, Any]]) -> float:
    return float(metric.values(rows, np.ones((1, len(rows))))[0])


@given(JUDGED)
def test_auroc_and_balanced_accuracy_are_scikit_learns(judged: list[tuple[bool, float]]) -> None:
    """Over any confidences, ties among them."""
    assume(len({yes for yes, _ in judged}) == 2)
    rows, yes = rows_of(judged), [yes for yes, _ in judged]
    assert value(Auroc(), rows) == pytest.approx(roc_auc_score(yes, [sure for _, sure in judged]), abs=1e-9)
    answered = [sure >= 0.5 for _, sure in judged]
    assert value(BalancedAccuracy(), rows) == pytest.approx(balanced_accuracy_score(yes, answered), abs=1e-9)


@given(JUDGED, st.integers(0, 1000))
def test_a_resample_is_valued_as_the_cases_it_drew(judged: list[tuple[bool, float]], seed: int) -> None:
    """Weights count a case as often as it was drawn: the same as rows that stand there so often."""
    assume(len({yes for yes, _ in judged}) == 2)
    rows = rows_of(judged)
    for place, one in enumerate(rows):
        one["answer"]["timings"] = {"total": float(place)}
    drawn = np.random.default_rng(seed).integers(len(rows), size=len(rows))
    repeated = [rows[place] for place in drawn]
    weights = np.bincount(drawn, minlength=len(rows))[None, :].astype(float)
    for metric in (Auroc(), BalancedAccuracy(), CalibrationError(), Latency("total", "p50"), Latency("total", "p95")):
        assert metric.values(rows, weights)[0] == pytest.approx(value(metric, repeated), abs=1e-9, nan_ok=True)


def test_calibration_error_by_hand() -> None:
    """Two bins: .9 said of two, one of them true (gap .4); .1 said of two, none true (gap .1): (2 * .4 + 2 * .1) / 4."""
    rows = [row(True, 0.9), row(False, 0.9), row(False, 0.1), row(False, 0.1)]
    assert value(CalibrationError(), rows) == pytest.approx(0.25)
    assert value(CalibrationError(), [row(True, 1.0)]) == 0.0


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_latency_is_numpys_inverted_quantile(seconds: list[float]) -> None:
    """The median and the 95th centile are seconds that some question took."""
    rows = [row(True, 0.9) for _ in seconds]
    for one, spent in zip(rows, seconds, strict=True):
        one["answer"]["timings"] = {"total": spent}
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        assert value(Latency("total", name), rows) == np.quantile(seconds, share, method="inverted_cdf")


def test_what_does_not_apply_has_no_rows() -> None:
    """One class alone has no AUROC; a failed case has no confidence and counts against balanced accuracy."""
    assert Auroc().eligible([row(True, 0.9), row(True, 0.8)]) == []
    assert Auroc().eligible([row(True, 0.9), row(False, None)]) == []
    mixed = [row(True, 0.9), row(True, None), row(False, 0.2, "not_in_documents"), row(False, None)]
    assert BalancedAccuracy().eligible(mixed) == mixed
    assert value(BalancedAccuracy(), mixed) == 0.5
    assert CalibrationError().eligible([row(True, 0.9, kind="retrieval")]) == []


def test_every_stage_has_two_quantiles() -> None:
    """Stages are those that the rows tell of, so a new one needs no word here."""
    timed = row(True, 0.9) | {"answer": {"timings": {"searching": 1.0, "writing": 2.0}}}
    names = {metric.name for metric in set_metrics_for([timed]) if metric.name.endswith(("p50", "p95"))}
    assert names == {"searching seconds p50", "searching seconds p95", "writing seconds p50", "writing seconds p95"}
