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


@dataclass(frozen=True)
class VerifiedCitation:
    """A citation that was checked against its document; cannot hold a verdict that failed."""

    citation: Citation
    verdict: Verdict

    def __post_init__(self) -> None:
        if not self.verdict.stands:
            raise ValueError(f"a quote found {self.verdict} is no verified citation")


@dataclass(frozen=True)
class Rejection:
    """A quote that may not be shown as one; `elsewhere` is where its words do stand."""

    verdict: Verdict
    detail: str
    elsewhere: Citation | None = None

    def __post_init__(self) -> None:
        if self.verdict.stands:
            raise ValueError(f"a quote found {self.verdict} is not rejected")
