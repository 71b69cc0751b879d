"""An illegal answer cannot be built."""

import pytest

from corpus.models import Citation, Document, Metadata, Span
from rag.models import Answer, Claim, Conflict, Question, Rejection, Side, Status, Verdict, VerifiedCitation

CITATION = Citation(Document("d", "The harbour was closed.", Metadata(), "/d"), Span(0, 11))
VERIFIED = VerifiedCitation(CITATION, Verdict.EXACT)
CLAIM = Claim("The harbour", (VERIFIED,))


@pytest.mark.parametrize("verdict", [v for v in Verdict if not v.stands])
def test_a_failed_verdict_is_no_verified_citation(verdict: Verdict) -> None:
    """Only an exact or normalized quote can be cited."""
    with pytest.raises(ValueError, match="no verified citation"):
        VerifiedCitation(CITATION, verdict)


def test_a_standing_verdict_is_no_rejection() -> None:
    """A quote that stands cannot be rejected."""
    with pytest.raises(ValueError, match="not rejected"):
        Rejection(Verdict.EXACT, "")


def test_a_claim_and_a_side_need_citations() -> None:
    """Nothing is stated without a verified quote."""
    with pytest.raises(ValueError, match="needs a verified citation"):
        Claim("The harbour", ())
    with pytest.raises(ValueError, match="needs a verified citation"):
        Side("54", ())


def test_a_conflict_needs_two_values() -> None:
    """Two sources that give the same value do not disagree."""
    with pytest.raises(ValueError, match="two sides"):
        Conflict("ships", (Side("54", (VERIFIED,)), Side("54", (VERIFIED,))))


@pytest.mark.parametrize(
    ("status", "claims"),
    [(Status.ANSWERED, ()), (Status.PARTIAL, ()), (Status.NOT_IN_DOCUMENTS, (CLAIM,)), (Status.CONFLICTING, (CLAIM,))],
)
def test_status_and_content_agree(status: Status, claims: tuple[Claim, ...]) -> None:
    """An answer has claims unless it says that the documents hold none, and conflicts exactly when it says so."""
    with pytest.raises(ValueError, match="an answer that is"):
        Answer(Question("q"), status, claims)


def test_what_is_missing_is_told_of_a_part_only() -> None:
    """An answer to all of a question, or to none of it, names no missing part."""
    for status, claims in ((Status.ANSWERED, (CLAIM,)), (Status.NOT_IN_DOCUMENTS, ())):
        with pytest.raises(ValueError, match="cannot lack a part"):
            Answer(Question("q"), status, claims, missing=("Who closed it?",))
    assert Answer(Question("q"), Status.PARTIAL, (CLAIM,), missing=("Who closed it?",)).missing == ("Who closed it?",)
