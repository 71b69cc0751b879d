"""What checking a quote can come to."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.models import Citation


class Verdict(StrEnum):
    """From best to worst; only the first two let a quote be shown as one."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    DRIFTED = "drifted"
    MISATTRIBUTED = "misattributed"
    SPLICED = "spliced"
    ABSENT = "absent"

    @property
    def stands(self) -> bool:
        """Whether the quote's words are the document's, typography apart."""
        return self in (Verdict.EXACT, Verdict.NORMALIZED)


class Op(StrEnum):
    """What became of a stretch of words on the way from the text to the quote."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a word diff, with what cannot be seen spelt out as `⟨U+202E⟩`.

    `insert` is in the quote only (its `text` is empty), `delete` in the text only.
    """

    op: Op
    quote: str
    text: str

    def __post_init__(self) -> None:
        if bool(self.quote) != (self.op is not Op.DELETE) or bool(self.text) != (self.op is not Op.INSERT):
            raise ValueError(f"a change {self.op} cannot be from {self.text!r} to {self.quote!r}")


@dataclass(frozen=True)
class VerifiedCitation:
    """A citation that was checked against its document; cannot hold a verdict that failed.

    `rivals` are other places of the document where the quote stands as well (the first few of them);
    `places` is how many there are in all, this one included. `also_in` are documents that are copies of this one and
    hold the same words, or nearly so.
    """

    citation: Citation
    verdict: Verdict
    rivals: tuple[Citation, ...] = ()
    places: int = 1
    also_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.verdict.stands:
            raise ValueError(f"a quote found {self.verdict} is no verified citation")
        if self.places <= len(self.rivals) or self.citation in self.rivals:
            raise ValueError(f"{len(self.rivals)} rivals cannot be among {self.places} places")


@dataclass(frozen=True)
class Rejection:
    """A quote that may not be shown as one.

    `elsewhere` is where its words stand (misattributed) or the nearest words do (drifted), `diff` leads from those
    to the quote, `pieces` are the places that a spliced quote was made of, in the quote's order.
    """

    verdict: Verdict
    detail: str
    elsewhere: Citation | None = None
    diff: tuple[Change, ...] = ()
    pieces: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        if self.verdict.stands:
            raise ValueError(f"a quote found {self.verdict} is not rejected")
        if self.pieces and self.verdict is not Verdict.SPLICED:
            raise ValueError(f"a quote found {self.verdict} has no pieces")
        if self.verdict is Verdict.MISATTRIBUTED and self.elsewhere is None:
            raise ValueError("a misattributed quote stands somewhere")
