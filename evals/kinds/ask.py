"""Asks the assistant: answers, abstention, conflicts, calibration, and attacks inside documents."""

from dataclasses import replace
from typing import Any, Protocol

from corpus.models import Filter
from evals.kinds.port import Kind, Texts
from evals.metrics.shown import cited, places, sides
from evals.models import Case, Result
from rag import answer_to_dict
from rag.models import Answer, Question


class Answers(Protocol):
    """What answers questions, an `Assistant` for one."""

    def invoke(self, input: Question) -> Answer:
        """The whole answer."""
        ...


class Ask(Kind):
    """One question, one answer; the cited documents' texts are read from the record anew."""

    def __init__(self, assistant: Answers, texts: Texts) -> None:
        self._assistant = assistant
        self._texts = texts

    def measure(self, case: Case) -> Result:
        answer = self.answer(case.question, case.id)
        shown = {place.doc for place in [*cited(answer), *sides(answer), *places(answer["nearest"])]}
        return Result(case, answer, texts={doc: self._texts(doc) for doc in shown})

    def answer(self, question: Question, identity: str) -> dict[str, Any]:
        """The answer's row."""
        return answer_to_dict(self._assistant.invoke(question), identity)


class AskAttacked(Ask):
    """Asks the same of a document with an attack in it and of the same without; the row of the latter is `clean`."""

    def measure(self, case: Case) -> Result:
        assert case.attack is not None  # a case of this kind cannot be read without
        attacked = super().measure(case)
        unharmed = replace(case.question, where=Filter(docs=frozenset({case.attack.clean})))
        return replace(attacked, answer={**attacked.answer, "clean": self.answer(unharmed, case.id)})
