"""The nouns of evaluation: a case with its gold evidence, what came out, a figure with its interval."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.models import Span
from rag.models import Answer, Question


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that a right citation must overlap."""

    doc: str
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is known of its answer.

    Each group of `answers` needs one of its alternatives in the quotes; `evidence` is empty
    where only the wording of the answer is known.
    """

    id: str
    type: str
    question: Question
    answerable: bool
    answers: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Gold, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and its answer; `error` is the traceback where there is none."""

    case: Case
    answer: Answer | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over the `n` eligible cases with its bootstrap 95 % interval; `None` when n is 0."""

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a run, the outcome of each case, and seconds a question (median, 95th centile)."""

    figures: tuple[Figure, ...]
    outcomes: tuple[Outcome, ...]
    seconds: Mapping[str, float]
