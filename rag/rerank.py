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
    """A text's score; its words with theirs where the model can point, else none.

    `answers` are the log-odds that the text answers the question: guessed from the score where no model tells them.
    """

    score: float
    words: tuple[WordScore, ...] = ()
    told: float | None = None

    @property
    def answers(self) -> float:
        """The log-odds that the text answers."""
        return likely_answer(self.score) if self.told is None else self.told


def likely_answer(score: float) -> float:
    """The log-odds that a text answers by its score alone; MiniLM's, of which `evals.fit.reader` starts too."""
    return 0.35 * score - 0.5


class Reranker(ABC):
    """Scores question and text together; higher is better, the scale is the model's own logits."""

    @abstractmethod
    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order."""

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """The same scores, with where the answer stands for a model that can point at it."""
        return [Reading(score) for score in self.score(question, texts)]
