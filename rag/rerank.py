"""The reranker port: how well does each text answer a question?"""

from abc import ABC, abstractmethod
from collections.abc import Sequence


class Reranker(ABC):
    """Scores question and text together; higher is better, the scale is the model's own logits."""

    @abstractmethod
    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order."""
