"""The support port: does a claim follow from the words that it cites? Knows no model."""

from abc import ABC, abstractmethod
from collections.abc import Sequence


class SupportModel(ABC):
    """Tells how probable it is that a claim follows from some words; `threshold` is where it is taken to."""

    name: str
    threshold: float

    @abstractmethod
    def probability(self, claim: str, references: Sequence[str]) -> float:
        """From 0 to 1, for all the references taken together."""
