"""The reranker port: how well does each text answer a question, and where in it does the answer stand?"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordScore:
    """A word by its offsets in a text, and the log-odds that it is part of the answer."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's score; its words with theirs where the model can point, else none."""

    score: float
    words: tuple[WordScore, ...] = ()


class Reranker(ABC):
    """Scores question and text together; higher is better, the scale is the model's own logits."""

    @abstractmethod
    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order."""

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """The same scores, with where the answer stands for a model that can point at it."""
        return [Reading(score) for score in self.score(question, texts)]
