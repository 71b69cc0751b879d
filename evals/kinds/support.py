"""Judges whether a claim follows from the words it rests on. The port; no model for it is shipped."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from corpus import UsageError
from evals.kinds.port import Kind
from evals.models import Case, Result


class SupportModel(ABC):
    """Tells how probable it is that a claim follows from some words."""

    name: str

    @abstractmethod
    def probability(self, claim: str, references: Sequence[str]) -> float:
        """From 0 to 1."""


class Support(Kind):
    """The row is `{supported: probability, model}`."""

    def __init__(self, model: SupportModel) -> None:
        self._model = model

    def measure(self, case: Case) -> Result:
        assert case.support is not None  # a case of this kind cannot be read without
        probability = self._model.probability(case.support.claim, case.support.references)
        return Result(case, {"supported": probability, "model": self._model.name})


def refuse_support() -> SupportModel:
    """Stands where a model would be chosen. Raises UsageError."""
    raise UsageError(
        "could not measure support: no model that judges whether a claim follows from its quote is known to this "
        "version. Leave the support cases out, or give one as a `SupportModel` in evals/kinds/support.py"
    )
