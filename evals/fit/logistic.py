"""Logistic regression, its grouped cross-validation and the figures of a refusal. Knows nothing of questions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

Array = NDArray[np.float64]
_RESAMPLES = 2000
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of standardised columns, with the columns' means and standard deviations."""

    intercept: float
    weights: Array
    means: Array
    scales: Array

    def probability(self, x: Array) -> Array:
        """Of the positive class, for rows of x."""
        odds = self.intercept + (x - self.means) / self.scales @ self.weights
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


@dataclass(frozen=True, slots=True)
class Refusals:
    """Both error directions at a threshold with bootstrap 95 % intervals; auroc of the confidence."""

    n: int
    right: tuple[float, float, float]
    wrong: tuple[float, float, float]
    auroc: float


def fit(x: Array, y: Array, weight: Array, ridge: float) -> Fitted:
    """Minimises weighted log loss + ridge * |weights|^2 / 2 over standardised columns (scikit-learn)."""
    means, scales = np.average(x, axis=0, weights=weight), x.std(axis=0)
    scales = np.where(scales > 0, scales, 1.0)
    model = LogisticRegression(C=1 / ridge, max_iter=1000).fit((x - means) / scales, y, sample_weight=weight)
    return Fitted(float(model.intercept_[0]), model.coef_[0], means, scales)


def out_of_fold(x: Array, y: Array, weight: Array, groups: list[str], ridge: float) -> Array:
    """Each row's probability by a model that saw no row of its group."""
    found = np.zeros(len(y))
    for train, test in GroupKFold(n_splits=_FOLDS).split(x, y, groups):
        found[test] = fit(x[train], y[train], weight[train], ridge).probability(x[test])
    return found


def threshold_for(probability: Array, y: Array, weight: Array, wrong: float) -> float:
    """The confidence under which a share `wrong` of the weight of the answerable rows lies."""
    yes = y == 1
    order = np.argsort(probability[yes])
    share = np.cumsum(weight[yes][order]) / weight[yes].sum()
    return float(probability[yes][order][int(np.searchsorted(share, wrong))])


def refusals(probability: Array, y: Array, threshold: float) -> Refusals:
    """What refusing below `threshold` gets right (of the unanswerable) and wrong (of the answerable)."""
    refused = (probability < threshold).astype(float)
    right, wrong = interval(refused[y == 0]), interval(refused[y == 1])
    return Refusals(len(y), right, wrong, float(roc_auc_score(y, probability)))


def interval(values: Array) -> tuple[float, float, float]:
    """Mean with a percentile bootstrap 95 % interval (Efron, 1979)."""
    draws = np.random.default_rng(0).choice(values, (_RESAMPLES, len(values))).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975))
    return round(float(values.mean()), 3), round(float(low), 3), round(float(high), 3)
