"""A checked answer: claims that carry verified citations, conflicts, and the nearest passages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.models import Citation
from rag.models.question import Question
from rag.models.verdict import VerifiedCitation
from rag.models.writing import Rewriting, Writing


class Status(StrEnum):
    """What the documents hold of what was asked."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CONFLICTING = "conflicting"
    NOT_IN_DOCUMENTS = "not_in_documents"


@dataclass(frozen=True)
class Claim:
    """A statement and the verified quotes it rests on: at least one.

    `written`: the text is a language model's, checked against its quotes; else it is a quote itself. `stands_in`: a
    quote in the place of what a model wrote over it, in words that could not be checked.
    """

    text: str
    citations: tuple[VerifiedCitation, ...]
    written: bool = False
    stands_in: bool = False

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a claim needs a verified citation")
        if self.stands_in and (self.written or self.text != self.citations[0].citation.text):
            raise ValueError("what stands in for a model's words is a quote, word for word")


@dataclass(frozen=True)
class Side:
    """One value that sources give, and who gives it."""

    value: str
    citations: tuple[VerifiedCitation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a side of a conflict needs a verified citation")


@dataclass(frozen=True)
class Conflict:
    """Sources that give different values for what was asked (`about`); `note` is what their dates say of it."""

    about: str
    sides: tuple[Side, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if len({side.value for side in self.sides}) < 2:
            raise ValueError("a conflict needs two sides that differ")


@dataclass(frozen=True)
class Answer:
    """What the documents say to a question.

    `confidence` is the estimated probability (0 to 1) that they hold an answer; `nearest` are
    passages that are not an answer; `timings` are seconds by stage; `rewritten` is the question
    as it was understood where that differs from what was typed. `missing` are the parts of a question that asks
    several things, each as a question, which the documents do not answer while they answer the others. `writing` is
    there where a language model was asked to write, `rewriting` where one was asked to put a follow-up so that it
    stands alone.
    """

    question: Question
    status: Status
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[Citation, ...] = ()
    confidence: float = 0.0
    timings: Mapping[str, float] = field(default_factory=dict)
    rewritten: str = ""
    missing: tuple[str, ...] = ()
    writing: Writing | None = None
    rewriting: Rewriting | None = None

    def __post_init__(self) -> None:
        if self.missing and self.status not in (Status.PARTIAL, Status.CONFLICTING):
            raise ValueError(f"an answer that is {self.status} cannot lack a part")
        if (self.status is Status.NOT_IN_DOCUMENTS) == bool(self.claims):
            raise ValueError(f"an answer that is {self.status} cannot have {len(self.claims)} claims")
        if (self.status is Status.CONFLICTING) != bool(self.conflicts):
            raise ValueError(f"an answer that is {self.status} cannot have {len(self.conflicts)} conflicts")
        if any(claim.written or claim.stands_in for claim in self.claims) and (
            self.writing is None or self.writing.note
        ):
            raise ValueError("a written claim needs a model whose writing stands")

    @property
    def added(self) -> tuple[Claim, ...]:
        """Citewell's own quotes beside a model's statements; none where no model wrote."""
        if self.writing is None or self.writing.note:
            return ()
        return tuple(claim for claim in self.claims if not claim.written and not claim.stands_in)
