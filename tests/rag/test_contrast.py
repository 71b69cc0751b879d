"""A claim in other words is read beside itself with another fact of its sentences: the better one is told."""

from collections.abc import Sequence

import pytest

from rag.guards.moved import doubtful
from rag.guards.text import Said
from rag.rerank import Reranker
from rag.writing.contrast import rather_said, untied

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


def test_a_claim_without_another_fact_to_read_costs_nothing() -> None:
    """Where the sentences have no other fact of a kind, or not the claim's own, there is nothing to compare."""
    reranker = Prefers("Boris Quill")
    for claim in ("It rained.", "In 1904 it rained.", "Work went on with Carla Dent."):
        assert rather_said(Said(claim), SENTENCES, reranker) is None
    assert reranker.asked == []


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        pytest.param("Ada Marrow paid for the pier at Lowick.", None, id="near_its_sentence"),
        pytest.param("Its builder was Ada Marrow.", "Ada Marrow", id="nothing_around_it_is_alike"),
    ],
)
def test_a_fact_without_words_of_its_place_is_tied_to_none(claim: str, told: str | None) -> None:
    """Where another fact of the sentences would stand there as well, nothing says that it is not the one meant."""
    found = untied(Said(claim), SENTENCES)
    assert (found and found[0]) == told


def test_no_fact_is_doubted_for_one_that_the_claim_names_itself() -> None:
    """A fact that the claim has too is no other reading of it."""
    claim = Said("Work on it was done by Ada Marrow with Boris Quill.")
    assert {other for _, other in doubtful(claim, SENTENCES)} <= {"Lowick"}
