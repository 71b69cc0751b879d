"""The nouns of a finished run as it lies on disk: what was asked, what was answered, what it scored.

Words and offsets are as they were written. Whether they are true is for `invariants`; nothing here
knows a document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import Field, StrictBool

Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False, strict=True)]
Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SavedSet:
    """A set of cases that the run asked: `cases` is how many it held."""

    name: str
    sha256: str
    cases: int
    path: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Words at a place of a document, as the run gives them; `verdict` is its own."""

    doc: str
    start: int
    end: int
    text: str = ""
    verdict: str = ""
    title: str = ""

    def overlaps(self, other: "Place") -> bool:
        """Whether the two share a character."""
        return self.doc == other.doc and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SavedAttack:
    """Where an instruction was slipped into the document that was asked; `clean` is its twin without."""

    clean: str
    start: int
    end: int
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedGold:
    """What is known of a case: each group of `answers` needs one of its alternatives.

    `opposing` is evidence of the other side; `reference` an answer that somebody wrote; `quote` and `honest`
    are a verifier case's, `claim` and `supported` a support case's.
    """

    answerable: StrictBool
    answers: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Place, ...] = ()
    conflict: bool = False
    opposing: tuple[Place, ...] = ()
    reference: str = ""
    quote: str = ""
    honest: bool | None = None
    claim: str = ""
    supported: bool | None = None
    attack: SavedAttack | None = None

    @property
    def right(self) -> tuple[Place, ...]:
        """Every place that a right citation may touch."""
        return (*self.evidence, *self.opposing)


@dataclass(frozen=True, slots=True)
class SavedClaim:
    """A statement and its citations; `written` by a chat model, else the cited words themselves."""

    text: str
    citations: tuple[Place, ...]
    written: bool = False


@dataclass(frozen=True, slots=True)
class SavedSide:
    """One value of a conflict and who gives it."""

    value: str
    citations: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SavedConflict:
    """Sources that differ."""

    about: str
    sides: tuple[SavedSide, ...]


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """A row of `citewell ask --json`."""

    status: str
    claims: tuple[SavedClaim, ...]
    conflicts: tuple[SavedConflict, ...] = ()
    nearest: tuple[Place, ...] = ()
    confidence: Number | None = None
    timings: Mapping[str, Number] = field(default_factory=dict)
    rewritten: str = ""

    @property
    def refused(self) -> bool:
        """Whether it says that the documents do not hold the answer."""
        return self.status == "not_in_documents"

    @property
    def cited(self) -> tuple[Place, ...]:
        """The citations of all claims, in order."""
        return tuple(one for claim in self.claims for one in claim.citations)

    @property
    def shown(self) -> Iterator[Place]:
        """Every place whose words a person sees: claims, sides of conflicts, nearest passages."""
        yield from self.cited
        for conflict in self.conflicts:
            for side in conflict.sides:
                yield from side.citations
        yield from self.nearest


@dataclass(frozen=True, slots=True)
class SavedHits:
    """A row of `citewell search --json`, best first; `sentences` are those that would be shown as evidence."""

    hits: tuple[Place, ...]
    sentences: tuple[Place, ...] = ()
    timings: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedVerdict:
    """What checking one quote came to; without a place where it stands nowhere."""

    verdict: str
    doc: str = ""
    start: int | None = None
    end: int | None = None
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SavedSupport:
    """How probable a model found it that a claim follows from the words it rests on."""

    supported: Number
    model: str = ""
    passed: StrictBool | None = None


@dataclass(frozen=True, slots=True)
class SavedSaid:
    """What a chat model said without any document."""

    said: str
    declined: StrictBool
    model: str = ""
    timings: Mapping[str, Number] = field(default_factory=dict)


# A case that failed has the empty object, or null.
Nothing: TypeAlias = Annotated[dict[str, str], Field(max_length=0)]
Response: TypeAlias = SavedAnswer | SavedHits | SavedVerdict | SavedSupport | SavedSaid | Nothing | None


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A case with its answer and scores. A metric that does not apply is absent."""

    set: str
    id: str
    gold: SavedGold
    answer: Response
    scores: Mapping[str, Number]
    kind: str = ""
    type: str = ""
    question: str = ""
    history: tuple[str, ...] = ()
    filter: Mapping[str, Any] = field(default_factory=dict)
    slices: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    seconds: Number = 0.0

    @property
    def key(self) -> Key:
        """Tells the cases of a run apart, and finds the same case in another."""
        return self.set, self.kind, self.id

    @property
    def title(self) -> str:
        """What was put to the program: a question, a quote to be checked, or a claim to be judged."""
        return self.question or self.gold.quote or self.gold.claim

    @property
    def asked(self) -> tuple[object, ...]:
        """What was asked and what is right: two rows that differ here are not of the same case."""
        return self.question, self.history, dict(self.filter), self.gold


@dataclass(frozen=True)
class SavedRun:
    """A run read from its folder."""

    folder: Path
    sets: tuple[SavedSet, ...]
    rows: tuple[SavedRow, ...]
    created: str = ""
    index: Mapping[str, Any] = field(default_factory=dict)
    answerer: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    version: str = ""
    commit: str = ""

    @property
    def failed(self) -> tuple[SavedRow, ...]:
        """The cases that raised."""
        return tuple(row for row in self.rows if row.error)

    def rows_of(self, name: str) -> tuple[SavedRow, ...]:
        """The cases of one set, in order."""
        return tuple(row for row in self.rows if row.set == name)
