"""How probable it is that the documents hold an answer: logistic models, fitted by `evals.fit.abstention`.

Decides nothing: whoever asks compares with the threshold.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rag.logistic import LogisticModel
from rag.shipped import shipped

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Abstention:
    """The models by the kind of question, and the confidence under which an answer is withheld."""

    models: tuple[LogisticModel, ...]
    threshold: float

    @classmethod
    def load(cls) -> "Abstention":
        """The fitted models that are shipped; the file tells their data and figures too."""
        return cls.from_dict(shipped("abstention"))

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "Abstention":
        """Raises KeyError, TypeError or ValueError on anything but what `evals.fit.abstention` writes."""
        models = tuple(LogisticModel.from_dict(model) for model in raw["models"].values())
        return cls(models, float(raw["threshold"]))

    def confidence(self, signals: Mapping[str, float]) -> float:
        """The estimated probability of an answer by the model of these signals; 0 without signals.

        Raises ValueError for signals that no model knows.
        """
        return self._model_of(signals).probability(signals) if signals else 0.0

    def pulls(self, signals: Mapping[str, float]) -> dict[str, float]:
        """By how many logits each signal moves the confidence from that of average evidence; none without signals."""
        return self._model_of(signals).pulls(signals) if signals else {}

    def _model_of(self, signals: Mapping[str, float]) -> LogisticModel:
        for model in self.models:
            if set(signals) == set(model.weights):
                return model
        raise ValueError(f"no model for the signals {', '.join(sorted(signals))}: fit one with `evals.fit.abstention`")


def between(one: float, other: float) -> float:
    """The probability whose log-odds lie midway between those of two.

    So sure is a part of a question that borrows its topic from another: with the topic, a sentence that answers
    the other part looks right for it too; without, even the right sentence looks doubtful.
    """
    return 1 / (1 + math.exp(-(log_odds(one) + log_odds(other)) / 2))


def log_odds(probability: float) -> float:
    """Finite for every probability from 0 to 1."""
    inside = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))
