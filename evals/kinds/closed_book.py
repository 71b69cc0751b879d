"""Asks a chat model without any document: how much of a set is answered by what a model knows anyway."""

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import UsageError
from evals.kinds.port import Kind
from evals.models import Case, CaseSet, KindName, Result
from rag.models import Question

_ANSWERED = frozenset({KindName.ANSWERS, KindName.CONFLICT})


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said; `declined` where it said that it does not know."""

    text: str
    declined: bool


class Knows(ABC):
    """Answers from memory. May raise whatever its provider raises: that is a failed case."""

    name: str

    @abstractmethod
    def say(self, question: Question) -> Said:
        """An answer to a question and those before it, without a document."""


class ClosedBook(Kind):
    """The row is `{said, declined, model, timings}`: no claim and no quote, since there is nothing to cite."""

    def __init__(self, model: Knows) -> None:
        self._model = model

    def measure(self, case: Case) -> Result:
        started = time.perf_counter()
        said = self._model.say(case.question)
        timings = {"closed book": time.perf_counter() - started}
        told = {"said": said.text, "declined": said.declined, "model": self._model.name, "timings": timings}
        return Result(case, told)


def with_closed_book(sets: Sequence[CaseSet]) -> list[CaseSet]:
    """The sets with each answerable case of a known answer once more, as a closed-book case.

    Raises UsageError where no case of a set has an answer to look for.
    """
    doubled = []
    for one in sets:
        again = [replace(case, kind=KindName.CLOSED_BOOK) for case in one.cases if _can_be_known(case)]
        if not again:
            raise UsageError(f"no case of {one.name} has `answers` to look for: it has no closed-book arm")
        doubled.append(replace(one, cases=(*one.cases, *again)))
    return doubled


def _can_be_known(case: Case) -> bool:
    return case.kind in _ANSWERED and case.answerable and bool(case.answers)
