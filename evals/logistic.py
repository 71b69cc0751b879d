"""Logistic regression, its grouped cross-validation and the figures of a refusal. Knows nothing of questions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_RESAMPLES = 2000
_FOLDS = 5
_STEPS = 50


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
    """Minimises weighted log loss + ridge * |weights|^2 / 2 by Newton's steps (IRLS)."""
    means, scales = np.average(x, axis=0, weights=weight), x.std(axis=0)
    scales = np.where(scales > 0, scales, 1.0)
    design = np.hstack([np.ones((len(x), 1)), (x - means) / scales])
    penalty = np.diag([0.0, *[ridge] * x.shape[1]])
    beta = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (weight * (p - y)) + penalty @ beta
        hessian = design.T @ (design * (weight * np.maximum(p * (1 - p), 1e-6))[:, None]) + penalty
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return Fitted(float(beta[0]), beta[1:], means, scales)


def out_of_fold(x: Array, y: Array, weight: Array, groups: list[str], ridge: float) -> Array:
    """Each row's probability by a model that saw no row of its group."""
    names = sorted(set(groups))
    order = np.random.default_rng(0).permutation(len(names))
    fold_of = {names[place]: rank % _FOLDS for rank, place in enumerate(order)}
    folds = np.array([fold_of[group] for group in groups])
    found = np.zeros(len(y))
    for fold in range(_FOLDS):
        out = folds == fold
        found[out] = fit(x[~out], y[~out], weight[~out], ridge).probability(x[out])
    return found


def threshold_for(probability: Array, y: Array, weight: Array, wrong: float) -> float:
    """The confidence under which a share `wrong` of the weight of the answerable rows lies."""
    yes = y == 1
    order = np.argsort(probability[yes])
    share = np.cumsum(weight[yes][order]) / weight[yes].sum()
    return float(probability[yes][order][int(np.searchsorted(share, wrong))])


def auroc(probability: Array, y: Array) -> float:
    """The chance that an answerable row is more confident than an unanswerable one; ties count half."""
    yes, no = probability[y == 1][:, None], probability[y == 0][None, :]
    return float((yes > no).mean() + (yes == no).mean() / 2)


def refusals(probability: Array, y: Array, threshold: float) -> Refusals:
    """What refusing below `threshold` gets right (of the unanswerable) and wrong (of the answerable)."""
    refused = probability < threshold
    return Refusals(len(y), _share(refused[y == 0]), _share(refused[y == 1]), auroc(probability, y))


def _share(values: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Mean with a percentile bootstrap interval (Efron, 1979)."""
    draws = np.random.default_rng(0).choice(values.astype(float), (_RESAMPLES, len(values))).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975))
    return round(float(values.mean()), 3), round(float(low), 3), round(float(high), 3)
