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
    """The log-odds that a text answers the question, and its words with theirs where the model can point, else none."""

    answers: float
    words: tuple[WordScore, ...] = ()


def likely_answer(score: float) -> float:
    """The log-odds that a text answers by its score alone; MiniLM's, of which `evals.fit.reader` starts too."""
    return 0.35 * score - 0.5


def titled(title: str, text: str) -> str:
    """A text as it is read behind the title of its document, where that has one."""
    return f"{title}. {text}" if title else text


class Reranker(ABC):
    """Scores question and text together; higher is better, the scale is the model's own logits."""

    @abstractmethod
    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order."""

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Whether each text answers: guessed from its score, but for a model that can tell."""
        return [Reading(likely_answer(score)) for score in self.score(question, texts)]

    def answerability(self, question: str, texts: Sequence[str]) -> list[float]:
        """The log-odds that each text answers, told by a stricter eye where the model has one: no ranking is by it.

        A text is a sentence in its surroundings, behind the title of its document.
        """
        return [reading.answers for reading in self.read(question, texts)]
