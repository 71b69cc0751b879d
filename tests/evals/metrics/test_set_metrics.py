"""Metrics of many cases agree with scikit-learn and numpy, and a resample is valued as the cases it drew."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from evals.metrics import set_metrics_for
from evals.metrics.calibration import OfDecisions
from evals.metrics.latency import Latency
from evals.metrics.port import SetMetric
from tests.evals.examples import row

JUDGED = st.lists(st.tuples(st.booleans(), st.integers(0, 20).map(lambda n: n / 20)), min_size=2, max_size=30)
AUROC, ECE, BALANCED = map(OfDecisions, ("auroc", "ece", "balanced_accuracy"))


def rows_of(judged: list[tuple[bool, float]]) -> list[dict[str, Any]]:
    """Answers are withheld under a half."""
    return [row(yes, sure, "answered" if sure >= 0.5 else "not_in_documents") for yes, sure in judged]


def value(metric: SetMetric, rows: list[dict[str, Any]]) -> float:
    return float(metric.values(rows, np.arange(len(rows))[None, :])[0])


@given(JUDGED)
def test_auroc_and_balanced_accuracy_are_scikit_learns(judged: list[tuple[bool, float]]) -> None:
    """Over any confidences, ties among them."""
    assume(len({yes for yes, _ in judged}) == 2)
    rows, yes = rows_of(judged), [yes for yes, _ in judged]
    assert value(AUROC, rows) == pytest.approx(roc_auc_score(yes, [sure for _, sure in judged]), abs=1e-9)
    answered = [sure >= 0.5 for _, sure in judged]
    assert value(BALANCED, rows) == pytest.approx(balanced_accuracy_score(yes, answered), abs=1e-9)


@given(JUDGED, st.integers(0, 1000))
def test_a_resample_is_valued_as_the_cases_it_drew(judged: list[tuple[bool, float]], seed: int) -> None:
    """Places give what the rows that stand there give."""
    rows = rows_of(judged)
    for place, one in enumerate(rows):
        one["answer"]["timings"] = {"total": float(place)}
    drawn = np.random.default_rng(seed).integers(len(rows), size=len(rows))
    for metric in (AUROC, ECE, BALANCED, Latency("total", "p50"), Latency("total", "p95")):
        repeated = value(metric, [rows[place] for place in drawn])
        assert metric.values(rows, drawn[None, :])[0] == pytest.approx(repeated, abs=1e-9, nan_ok=True)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_latency_is_numpys_inverted_quantile(seconds: list[float]) -> None:
    """The median and the 95th centile are seconds that some question took."""
    rows = [row(True, 0.9) for _ in seconds]
    for one, spent in zip(rows, seconds, strict=True):
        one["answer"]["timings"] = {"total": spent}
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        assert value(Latency("total", name), rows) == np.quantile(seconds, share, method="inverted_cdf")


def test_what_does_not_apply_has_no_rows() -> None:
    """One class alone has no AUROC; a failed case has no confidence; other kinds decide nothing."""
    assert AUROC.eligible([row(True, 0.9), row(True, 0.8)]) == []
    assert AUROC.eligible([row(True, 0.9), row(False, None)]) == []
    assert ECE.eligible([row(True, 0.9, kind="injection"), row(False, 0.9, kind="injection")]) == []
    mixed = [row(True, 0.9), row(True, None), row(False, 0.2, "not_in_documents")]
    assert BALANCED.eligible(mixed) == [mixed[0], mixed[2]]


def test_every_stage_has_two_quantiles() -> None:
    """Stages are those that the rows tell of, so a new one needs no word here."""
    timed = row(True, 0.9) | {"answer": {"timings": {"searching": 1.0, "writing": 2.0}}}
    names = {metric.name for metric in set_metrics_for([timed]) if metric.name.endswith(("p50", "p95"))}
    assert names == {"searching seconds p50", "searching seconds p95", "writing seconds p50", "writing seconds p95"}
