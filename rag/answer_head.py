"""Where in a text does the answer stand? A linear head over the inner states of the packaged cross-encoder.

For each token the log-odds that it is part of the answer, from states that the cross-encoder makes anyway
when it reads a text; a word has those of its likeliest token. Fitted by `evals.fit.answer_head`; knows
neither tokenizer nor runtime. The method is that of extractive question answering (Rajpurkar et al., 2016)
with one score a token instead of two (start and end), which a thousand answers are enough to fit.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.rerank import WordScore

States = NDArray[np.float32]


@dataclass(frozen=True)
class AnswerHead:
    """Reads the values that the graph calls `outputs`, each of shape (tokens, width), side by side.

    It is good for the model file of that `sha256` alone.
    """

    sha256: str
    outputs: tuple[str, ...]
    weights: NDArray[np.float32]
    intercept: float

    @classmethod
    def load(cls) -> "AnswerHead":
        """The fitted head that is shipped; the file tells its data and figures too."""
        return cls.from_dict(json.loads(resources.files("rag").joinpath("answer_head.json").read_text("utf-8")))

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "AnswerHead":
        """Raises KeyError, TypeError or ValueError on anything but what `evals.fit.answer_head` writes."""
        weights = np.array(raw["weights"], dtype=np.float32)
        return cls(str(raw["sha256"]), tuple(raw["outputs"]), weights, float(raw["intercept"]))

    def log_odds(self, states: Sequence[States]) -> NDArray[np.float32]:
        """Of each token, of shape (tokens,); `states` are the values of `outputs`, in order."""
        found: NDArray[np.float32] = np.concatenate(states, axis=1) @ self.weights + np.float32(self.intercept)
        return found


def scored_words(
    offsets: Sequence[tuple[int, int]], words: Sequence[int], log_odds: Sequence[float]
) -> tuple[WordScore, ...]:
    """The words of a text with their scores; of each token its offsets, the number of its word and its log-odds."""
    found: dict[int, WordScore] = {}
    for (start, end), word, score in zip(offsets, words, log_odds, strict=True):
        known = found.get(word)
        found[word] = WordScore(
            known.start if known else start, end, max(known.score, float(score)) if known else float(score)
        )
    return tuple(found.values())
