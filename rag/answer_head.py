"""Where in a text does the answer stand? A linear head over what the reader makes of each token.

For each token the log-odds that it is part of the answer, from states that the reader makes anyway
when it reads a text; a word has those of its likeliest token. Fitted by `evals.fit.answer_head`; knows
neither tokenizer nor runtime. The method is that of extractive question answering (Rajpurkar et al., 2016)
with one score a token instead of two (start and end), which a thousand answers are enough to fit.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.rerank import WordScore
from rag.shipped import shipped

_PER_WORD = 0.7  # log-odds added to each word: else the runs are shorter than answers are


@dataclass(frozen=True)
class TokenStates:
    """What the head sees of a text: of each token its offsets, the number of its word, and a row of `values`.

    `values` has the shape (tokens, width).
    """

    offsets: Sequence[tuple[int, int]]
    words: Sequence[int]
    values: NDArray[np.float32]


@dataclass(frozen=True)
class AnswerHead:
    """Is good for the reader whose file has that `sha256` alone."""

    sha256: str
    weights: NDArray[np.float32]
    intercept: float

    @classmethod
    def load(cls) -> "AnswerHead":
        """The fitted head that is shipped; the file tells its data and figures too."""
        return cls.from_dict(shipped("answer_head"))

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "AnswerHead":
        """Raises KeyError, TypeError or ValueError on anything but what `evals.fit.answer_head` writes."""
        weights = np.array(raw["weights"], dtype=np.float32)
        return cls(str(raw["sha256"]), weights, float(raw["intercept"]))

    def scored(self, states: TokenStates) -> tuple[WordScore, ...]:
        """The words of a text with their scores, in order."""
        log_odds = states.values @ self.weights + np.float32(self.intercept)
        found: dict[int, WordScore] = {}
        for (start, end), word, score in zip(states.offsets, states.words, log_odds.tolist(), strict=True):
            known = found.get(word, WordScore(start, end, score))
            found[word] = WordScore(known.start, end, max(known.score, score))
        return tuple(found.values())


def best_run(words: Sequence[WordScore]) -> tuple[int, int, float]:
    """The run of words whose log-odds sum highest (Kadane's maximum subarray), by its offsets, with the sum.

    Raises ValueError without words.
    """
    if not words:
        raise ValueError("no words to choose from")
    best, total, start, run = -math.inf, -math.inf, 0, (0, 0)
    for word in words:
        gain = word.score + _PER_WORD
        total, start = (total + gain, start) if total > 0 else (gain, word.start)
        if total > best:
            best, run = total, (start, word.end)
    return *run, best
