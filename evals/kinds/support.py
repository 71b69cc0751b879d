"""Judges whether a claim follows from the words it rests on."""

from evals.kinds.port import Kind
from evals.models import Case, Result
from rag import SupportModel


class Support(Kind):
    """The row is `{supported: probability, passed: whether a claim of an answer would pass, model}`."""

    def __init__(self, model: SupportModel) -> None:
        self._model = model

    def measure(self, case: Case) -> Result:
        assert case.support is not None  # a case of this kind cannot be read without
        probability = self._model.probability(case.support.claim, case.support.references)
        passed = probability >= self._model.threshold
        return Result(case, {"supported": probability, "passed": passed, "model": self._model.name})
