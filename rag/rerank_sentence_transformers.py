"""Any cross-encoder that sentence-transformers can load, by name or path."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from corpus import ModelUnavailable
from rag.rerank import Reranker

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_BATCH = 16


class SentenceTransformersReranker(Reranker):
    """Loads on first use; raises ModelUnavailable when the model cannot be had."""

    def __init__(self, name: str, device: str = "cpu") -> None:
        self._name = name
        self._device = device

    @cached_property
    def _model(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder
        from torch import nn

        try:
            # The raw logit, as the packaged model gives it: the scale that confidence is fitted on.
            model: CrossEncoder = CrossEncoder(
                self._name, device=self._device, trust_remote_code=False, activation_fn=nn.Identity(), num_labels=1
            )
            return model
        except (OSError, ValueError, RuntimeError, AssertionError) as error:  # AssertionError: no CUDA
            raise ModelUnavailable(
                f"the reranker {self._name!r} cannot be loaded: {error}. "
                "Name a cross-encoder or its folder in CITEWELL_RERANKER, or 'packaged'."
            ) from error

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        pairs = [(question, text) for text in texts]
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(score) for score in scores]
