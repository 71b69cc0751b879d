"""Judges whether a claim follows from the words it rests on: the port, and the kind that asks it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from evals.kinds.port import Kind
from evals.models import Case, Result


class SupportModel(ABC):
    """Tells how probable it is that a claim follows from some words; from `threshold` on a claim passes."""

    name: str
    threshold: float

    @abstractmethod
    def probability(self, claim: str, references: Sequence[str]) -> float:
        """From 0 to 1."""


class Support(Kind):
    """The row is `{supported: probability, passed, model}`."""

    def __init__(self, model: SupportModel) -> None:
        self._model = model

    def measure(self, case: Case) -> Result:
        assert case.support is not None  # a case of this kind cannot be read without
        probability = self._model.probability(case.support.claim, case.support.references)
        passed = probability >= self._model.threshold
        return Result(case, {"supported": probability, "passed": passed, "model": self._model.name})
