"""A claim in other words is read beside itself with another fact of its sentences: the better one is told."""

from collections.abc import Sequence

import pytest

from rag.guards.moved import doubtful
from rag.guards.text import Said
from rag.rerank import Reranker
from rag.writing.contrast import rather_said

SENTENCES = [Said("The pier at Lowick, which Ada Marrow paid for, was the work of Boris Quill and his sons.")]


class Prefers(Reranker):
    """Finds texts with one word the better ones; keeps what it was asked."""

    def __init__(self, word: str, by: float = 2.0) -> None:
        self.word, self.by, self.asked = word, by, list[str]()

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append(question)
        return [self.by * (self.word in question) for _ in texts]


@pytest.mark.parametrize(
    ("reranker", "told"),
    [
        pytest.param(Prefers("Boris Quill"), ("Ada Marrow", "Boris Quill"), id="the_other_is_better"),
        pytest.param(Prefers("Ada Marrow"), None, id="its_own_is_better"),
        pytest.param(Prefers("Boris Quill", by=0.1), None, id="hardly_better"),
    ],
)
def test_the_fact_that_the_sentences_rather_have_is_told(reranker: Prefers, told: tuple[str, str] | None) -> None:
    """Only where another wording is clearly better; the claim itself is always among those read."""
    claim = Said("Work on it was done by Ada Marrow.")
    assert rather_said(claim, SENTENCES, reranker) == told
    assert reranker.asked[0] == claim.text


def test_a_claim_whose_facts_stand_in_their_places_is_not_read_again() -> None:
    """What stays near its sentence costs nothing, and no model can refuse it here."""
    reranker = Prefers("Boris Quill")
    for claim in ("Ada Marrow paid for the pier at Lowick.", "It rained."):
        assert rather_said(Said(claim), SENTENCES, reranker) is None
    assert reranker.asked == []


def test_no_fact_is_doubted_for_one_that_the_claim_names_itself() -> None:
    """A fact that the claim has too is no other reading of it."""
    claim = Said("Work on it was done by Ada Marrow with Boris Quill.")
    assert {other for _, other in doubtful(claim, SENTENCES)} <= {"Lowick"}
