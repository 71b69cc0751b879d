"""The packaged cross-encoder."""

import pytest

from corpus import MINILM_RERANKER
from rag.rerank_onnx import OnnxReranker

QUESTION = "When was the harbour at Norra closed?"
TEXTS = ["The harbour at Norra was closed in May.", "Snow fell on the hills all week, and nobody went out. " * 20, ""]


@pytest.fixture(scope="module")
def reranker() -> OnnxReranker:
    return OnnxReranker(MINILM_RERANKER.folder())


def test_a_text_scores_alike_alone_and_in_company(reranker: OnnxReranker) -> None:
    """What else is read with a text does not move its logit, in whatever order they come."""
    together = reranker.score(QUESTION, TEXTS)
    assert together == [reranker.score(QUESTION, [text])[0] for text in TEXTS]
    assert together[::-1] == reranker.score(QUESTION, TEXTS[::-1])
    assert together[0] > 5
    assert together[1] < 0


def test_nothing_to_read_is_no_error(reranker: OnnxReranker) -> None:
    """No texts, no scores."""
    assert reranker.score(QUESTION, []) == []


def test_a_long_question_leaves_room_for_the_text(reranker: OnnxReranker) -> None:
    """A question of thousands of words still tells texts apart."""
    long = QUESTION + " Tell me all that is known of it, please." * 500
    fits, other, _ = reranker.score(long, TEXTS)
    assert fits > other
