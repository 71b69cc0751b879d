"""The token port: each token of a text as a vector of its meaning there. Knows no claim."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Tokens:
    """A text's tokens: `places` are their characters' [start, end), `vectors` one unit row for each."""

    places: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]

    def __post_init__(self) -> None:
        if len(self.places) != len(self.vectors):
            raise ValueError("every token needs a place and a vector")


class TokenModel(ABC):
    """Reads one text at a time; a text that is too long is read as far as it goes."""

    @abstractmethod
    def read(self, text: str) -> Tokens:
        """Its tokens in order, none for an empty text."""


def nearest(tokens: Tokens, others: Tokens) -> NDArray[np.float32]:
    """Of each token, the cosine to the nearest of the others: the summands of MaxSim (Khattab and Zaharia, 2020)."""
    if not tokens.places or not others.places:
        return np.zeros(len(tokens.places), dtype=np.float32)
    found: NDArray[np.float32] = (tokens.vectors @ others.vectors.T).max(axis=1)
    return found
