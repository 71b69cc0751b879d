"""The fit behind the confidence: weights, folds, threshold, both error directions."""

import numpy as np
import pytest

from evals.fit.logistic import fit, out_of_fold, refusals, threshold_for


def test_fit_recovers_weights():
    """The fit finds the odds that made the data."""
    random = np.random.default_rng(1)
    x = random.normal(size=(4000, 2))
    y = (random.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * x[:, 0])))).astype(float)
    fitted = fit(x, y, np.ones(4000), 0.1)
    assert fitted.intercept == pytest.approx(0.5, abs=0.2)
    assert fitted.weights == pytest.approx([2.0, 0.0], abs=0.2)


def test_folds_keep_groups_together():
    """A label that only its own group could tell stays unknown to it."""
    groups = [str(i // 2) for i in range(200)]
    y = np.array([i // 2 % 2 for i in range(200)], dtype=float)
    x = np.eye(100)[np.arange(200) // 2]
    found = out_of_fold(x, y, np.ones(200), groups, 1.0)
    assert refusals(found, y, 0.5).auroc < 0.6


def test_threshold_and_both_directions():
    """The threshold refuses the asked share of the answerable, and both directions are told."""
    found, y = np.linspace(0, 1, 101), np.array([0.0] * 51 + [1.0] * 50)
    threshold = threshold_for(found, y, np.ones(101), 0.08)
    figures = refusals(found, y, threshold)
    assert figures.right[0] == 1.0
    assert figures.wrong[0] == pytest.approx(0.08, abs=0.021)
    assert figures.auroc == 1.0
