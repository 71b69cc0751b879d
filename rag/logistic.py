"""A fitted logistic model as it is shipped. Knows nothing of what its signals mean."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Weights of signals measured in standard deviations from their means."""

    intercept: float
    weights: Mapping[str, float]
    means: Mapping[str, float]
    scales: Mapping[str, float]

    def __post_init__(self) -> None:
        if not set(self.weights) == set(self.means) == set(self.scales):
            raise ValueError("every weight needs its mean and its scale")
        if any(scale <= 0 for scale in self.scales.values()):
            raise ValueError("a scale must be positive")

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "LogisticModel":
        """From the fields of the same names; others (figures) are passed over. Raises KeyError for a missing one."""
        return cls(**{name: raw[name] for name in ("intercept", "weights", "means", "scales")})

    def probability(self, signals: Mapping[str, float]) -> float:
        """From 0 to 1. Raises KeyError when a signal is missing."""
        logit = self.intercept + sum(self.pulls(signals).values())
        return 1 / (1 + math.exp(-min(max(logit, -30.0), 30.0)))

    def pulls(self, signals: Mapping[str, float]) -> dict[str, float]:
        """What each signal adds to the logit. Raises KeyError when one is missing."""
        return {
            name: weight * (signals[name] - self.means[name]) / self.scales[name]
            for name, weight in self.weights.items()
        }
