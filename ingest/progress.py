"""The progress port: a run tells it how far it has come; it decides what to draw."""

from abc import ABC, abstractmethod


class Progress(ABC):
    """Is told of stages and steps, in order, from one thread."""

    @abstractmethod
    def begin(self, stage: str, total: int, unit: str = "documents") -> None:
        """A stage of `total` steps of a `unit` starts; the one before has ended."""

    @abstractmethod
    def advance(self, steps: float = 1, chunks: int = 0) -> None:
        """So many steps of the stage are done, and so many chunks of text with them."""


class Silent(Progress):
    """Draws nothing."""

    def begin(self, stage: str, total: int, unit: str = "documents") -> None:
        """Nothing to draw."""

    def advance(self, steps: float = 1, chunks: int = 0) -> None:
        """Nothing to draw."""
