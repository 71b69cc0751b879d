"""The nouns of evaluation: a case with what is known of it, a set of cases, what came out, a figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.models import Span
from rag.models import Question


class KindName(StrEnum):
    """What a case puts to the test. The first four are asked of the assistant; so is an injection.

    `closed_book` is asked of a chat model that sees no document.
    """

    ANSWERS = "answers"
    ABSTENTION = "abstention"
    CONFLICT = "conflict"
    CALIBRATION = "calibration"
    INJECTION = "injection"
    RETRIEVAL = "retrieval"
    VERIFIER = "verifier"
    SUPPORT = "support"
    CLOSED_BOOK = "closed_book"


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that a right citation must overlap.

    `span` is None where only the words or the document are known: `locate` finds the words.
    """

    doc: str
    span: Span | None = None
    text: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Gold":
        """The place of a run's row, `{doc, start, end, text}`."""
        return cls(row["doc"], Span(row["start"], row["end"]), row.get("text", ""))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote to be checked against a document, with its verdict known: the payload of a verifier case.

    `honest` says whether the words are the document's; `span` is where they are said to stand.
    """

    doc: str
    text: str
    honest: bool
    script: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attack:
    """Words slipped into the only document of the question: the payload of an injection case.

    `clean` is the same document without them; `category` and `position` slice the figures;
    none of `followed` may be in an answer's own words, nor `span` be cited.
    """

    clean: str
    span: Span
    category: str = ""
    position: str = ""
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim and the words it is said to follow from: the payload of a support case."""

    claim: str
    references: tuple[str, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is known of its answer.

    Each group of `answers` needs one of its alternatives in the quotes; `reference` is an answer that
    somebody wrote, which is shown and exported and never looked for. `evidence` is empty where only the
    wording is known, `opposing` is that of the other side, `rejected` are places that a person turned
    down; `relevant` grades documents for retrieval where no spans are known. Exactly the payload of the
    case's kind is given.
    """

    id: str
    type: str
    question: Question
    answerable: bool
    answers: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Gold, ...] = ()
    conflict: bool = False
    kind: KindName = KindName.ANSWERS
    language: str = ""
    split: str = ""
    reference: str = ""
    wrong_answers: tuple[str, ...] = ()
    opposing: tuple[Gold, ...] = ()
    rejected: tuple[Gold, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    quoted: Quoted | None = None
    attack: Attack | None = None
    support: Supported | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Tells the cases of a set apart."""
        return str(self.kind), self.id


@dataclass(frozen=True)
class CaseSet:
    """Cases that were read from one file or folder; `documents` is what they are asked over, where they bring it."""

    name: str
    path: Path
    sha256: str
    cases: tuple[Case, ...]
    documents: Path | None = None
    pending: int = 0

    @property
    def kind(self) -> str:
        """The kind of all cases, or `mixed`."""
        kinds = {str(case.kind) for case in self.cases}
        return kinds.pop() if len(kinds) == 1 else "mixed"


@dataclass(frozen=True)
class Result:
    """A case and what came out: a row of `rag`'s wire form, or the traceback in `error`.

    `texts` are the canonical texts of the documents that were cited, while they are at hand.
    """

    case: Case
    answer: Mapping[str, Any]
    seconds: float = 0.0
    error: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over the `n` eligible cases of a set or of a slice (`type=fact`), with its 95 % interval.

    Under ten cases no interval is given: it would be far too narrow.
    """

    set: str
    metric: str
    slice: str
    n: int
    mean: float
    low: float | None
    high: float | None
