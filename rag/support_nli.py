"""Any NLI cross-encoder that sentence-transformers can load, by name or path: the stronger, bigger choice."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus import ModelUnavailable, UsageError
from rag.support import SupportModel

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_ENTAILS = "entailment"


class NliSupport(SupportModel):
    """The probability of entailment by the references put together, and by the best one of them.

    Loads on first use. Raises ModelUnavailable when the model cannot be had, UsageError when it does not name its
    `entailment` label. A model with one output is taken to tell the probability of support (HHEM, MiniCheck style).
    """

    threshold = 0.5

    def __init__(self, name: str, device: str = "cpu") -> None:
        self.name = name
        self._device = device

    @cached_property
    def _model(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder

        try:
            loaded: CrossEncoder = CrossEncoder(self.name, device=self._device)
            return loaded
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"the support model {self.name!r} cannot be loaded ({error}): name one with CITEWELL_SUPPORT_MODEL"
            ) from error

    @cached_property
    def _label(self) -> int | None:
        labels = {str(name).lower(): int(place) for place, name in _labels(self._model).items()}
        if len(labels) == 1:
            return None
        if _ENTAILS not in labels:
            raise UsageError(f"the support model {self.name!r} has the labels {', '.join(labels)}, not {_ENTAILS!r}")
        return labels[_ENTAILS]

    def probability(self, claim: str, references: Sequence[str]) -> float:
        premises = list(dict.fromkeys([" ".join(references), *references]))
        logits = np.asarray(self._model.predict([(one, claim) for one in premises], activation_fn=None), dtype=float)
        if self._label is None:
            return float(np.max(logits))
        shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
        return float(np.max((shifted / shifted.sum(axis=1, keepdims=True))[:, self._label]))


def _labels(model: "CrossEncoder") -> dict[int, str]:
    return dict(getattr(model.config, "id2label", None) or {0: "support"})
