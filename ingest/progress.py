"""The progress port: a run tells it how far it has come; it decides what to draw."""

from abc import ABC, abstractmethod


class Progress(ABC):
    """Is told of stages and steps, in order, from one thread."""

    @abstractmethod
    def begin(self, stage: str, total: int) -> None:
        """A stage of `total` steps starts; the one before has ended."""

    @abstractmethod
    def advance(self, steps: int = 1) -> None:
        """So many steps of the stage are done."""


class Silent(Progress):
    """Draws nothing."""

    def begin(self, stage: str, total: int) -> None:
        """Nothing to draw."""

    def advance(self, steps: int = 1) -> None:
        """Nothing to draw."""
