"""The packaged check that a claim follows: a logistic model over `support_signals`, for English.

A claim in another language is held to its words alone. Small and always at hand, fitted by `evals.fit.support`.
`rag/support.json` tells its data and both its error rates, which are large: docs/written-answers.md says what that
means, CITEWELL_SUPPORT_MODEL names a stronger one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from rag.guards.text import Said
from rag.logistic import LogisticModel
from rag.rerank import Reranker
from rag.shipped import shipped
from rag.support import SupportModel
from rag.support_signals import support_signals
from rag.support_tokens import TokenModel
from rag.support_words import words_that_stand

_READ = "en"  # to models that read English all of another script is alike: they passed 25 of 40 foreign Russian claims


class PackagedSupport(SupportModel):
    """Reads with the reranker that answering uses already, and with a small token model of the same package."""

    name = "packaged"

    def __init__(self, reranker: Reranker, tokens: TokenModel, *, model: LogisticModel, threshold: float) -> None:
        self._reranker = reranker
        self._tokens = tokens
        self._model = model
        self.threshold = threshold

    @classmethod
    def load(cls, reranker: Reranker, tokens: TokenModel) -> Self:
        """With the fitted weights that are shipped: for the packaged cross-encoder and token model alone."""
        return cls.from_dict(reranker, tokens, shipped("support"))

    @classmethod
    def from_dict(cls, reranker: Reranker, tokens: TokenModel, raw: Mapping[str, Any]) -> Self:
        """Raises KeyError, TypeError or ValueError on anything but what `evals.fit.support` writes."""
        model, threshold = LogisticModel.from_dict(raw["model"]), float(raw["threshold"])
        return cls(reranker, tokens, model=model, threshold=threshold)

    def signals(self, claim: str, references: Sequence[str]) -> dict[str, float]:
        """What the model weighs, by name."""
        return support_signals(claim, references, self._reranker, self._tokens)

    def probability(self, claim: str, references: Sequence[str]) -> float:
        said = Said(claim)
        if said.language != _READ:
            return words_that_stand(said, references)
        return self._model.probability(self.signals(claim, references))


def published_support() -> dict[str, Any]:
    """How often the packaged check errs: `{made, data, threshold, figures}`, rates as [mean, low, high]."""
    raw = shipped("support")
    return {name: raw[name] for name in ("made", "data", "threshold", "figures")}
