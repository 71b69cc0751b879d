"""The packaged check that a claim follows: a logistic model over `support_signals`.

Small and always at hand, fitted by `evals.fit.support`. `rag/support.json` tells its data and both its error
rates, which are large: docs/written-answers.md says what that means, CITEWELL_SUPPORT_MODEL names a stronger one.
"""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Self

from rag.logistic import LogisticModel
from rag.rerank import Reranker
from rag.support import SupportModel
from rag.support_signals import support_signals


class PackagedSupport(SupportModel):
    """Needs no model beside the reranker that answering uses already."""

    name = "packaged"

    def __init__(self, reranker: Reranker, model: LogisticModel, threshold: float) -> None:
        self._reranker = reranker
        self._model = model
        self.threshold = threshold

    @classmethod
    def load(cls, reranker: Reranker) -> Self:
        """With the fitted weights that are shipped; `reranker` must be the packaged cross-encoder."""
        return cls.from_dict(reranker, json.loads(resources.files("rag").joinpath("support.json").read_text("utf-8")))

    @classmethod
    def from_dict(cls, reranker: Reranker, raw: Mapping[str, Any]) -> Self:
        """Raises KeyError, TypeError or ValueError on anything but what `evals.fit.support` writes."""
        return cls(reranker, LogisticModel.from_dict(raw["model"]), float(raw["threshold"]))

    def probability(self, claim: str, references: Sequence[str]) -> float:
        return self._model.probability(support_signals(claim, references, self._reranker))
