"""The reader: the packaged cross-encoder with low-rank changes, which tells whether a text answers."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from corpus import MINILM_RERANKER
from rag.bert_weights import float_weights, products_of, quantised
from rag.onnx_file import GraphWriter, read_weights
from rag.reader import STRICT, Reader
from rag.rerank import Reading, likely_answer
from rag.rerank_graph import INPUTS, POOLED, TOKENS, short_graph
from rag.rerank_onnx import OnnxReranker

QUESTION = "Who opened the harbour at Norra?"
ANSWERS = "Queen Ada opened the harbour at Norra in 1931."
NEAR = "The harbour at Norra was opened in 1931 after a storm, and the ships that waited there came in."


@pytest.fixture(scope="module")
def published() -> bytes:
    return (MINILM_RERANKER.folder() / "model.onnx").read_bytes()


@pytest.fixture(scope="module")
def reading() -> OnnxReranker:
    return OnnxReranker(MINILM_RERANKER.folder(), Reader.load())


def test_a_text_that_answers_is_told_from_one_about_the_same_thing(reading: OnnxReranker) -> None:
    """Both name the harbour and its opening; one names who opened it."""
    answers, near = reading.read(QUESTION, [ANSWERS, NEAR])
    assert answers.answers > 0.5 > near.answers


def test_reading_moves_no_score(reading: OnnxReranker) -> None:
    """Scores are those of the published layers, to the last bit."""
    assert reading.score(QUESTION, [ANSWERS]) == OnnxReranker(MINILM_RERANKER.folder()).score(QUESTION, [ANSWERS])


def test_without_a_reader_an_answer_is_guessed_from_the_score() -> None:
    """What ranks by it goes on with any other reranker; nothing is pointed at."""
    plain = OnnxReranker(MINILM_RERANKER.folder())
    assert plain.read(QUESTION, [ANSWERS]) == [Reading(likely_answer(plain.score(QUESTION, [ANSWERS])[0]))]


@pytest.fixture(scope="module")
def judging() -> OnnxReranker:
    return OnnxReranker(MINILM_RERANKER.folder(), Reader.load(), strict=Reader.load(STRICT))


def test_a_near_miss_in_its_place_is_told_from_an_answer(judging: OnnxReranker) -> None:
    """Both tell of the harbour's opening, behind the same words; one names who opened it."""
    before = "The harbour at Norra. Work began in 1929. "
    answers, near = judging.answerability(QUESTION, [before + ANSWERS, before + NEAR])
    assert answers > 0 > near


def test_the_stricter_reader_moves_no_score_and_no_reading(judging: OnnxReranker, reading: OnnxReranker) -> None:
    """What is ranked by stays as it is, to the last bit."""
    assert judging.score(QUESTION, [ANSWERS]) == reading.score(QUESTION, [ANSWERS])
    assert judging.read(QUESTION, [ANSWERS]) == reading.read(QUESTION, [ANSWERS])
    assert judging.answerability(QUESTION, [ANSWERS]) != reading.answerability(QUESTION, [ANSWERS])


def test_without_a_stricter_reader_answerability_is_what_is_read(reading: OnnxReranker) -> None:
    """By the reader where there is one, and guessed from the score where there is none."""
    assert reading.answerability(QUESTION, [ANSWERS]) == [reading.read(QUESTION, [ANSWERS])[0].answers]
    plain = OnnxReranker(MINILM_RERANKER.folder())
    assert plain.answerability(QUESTION, [ANSWERS]) == [likely_answer(plain.score(QUESTION, [ANSWERS])[0])]


@pytest.mark.parametrize("name", ["reader", STRICT])
def test_the_shipped_readers_are_for_the_packaged_model(name: str) -> None:
    """Their files name the model's hash, and change products that the model has."""
    reader = Reader.load(name)
    published = read_weights((MINILM_RERANKER.folder() / "model.onnx").read_bytes())
    assert reader.sha256 == MINILM_RERANKER.sha256
    assert reader.down.keys() == reader.up.keys() <= products_of(published).keys()


def _changing(layer: int, up: float) -> Reader:
    draw = np.random.default_rng(5)
    name = f"/bert/encoder/layer.{layer}/output/dense"
    down = {name: draw.normal(size=(2, 1536)).astype(np.float32)}
    ups = {name: (up * draw.normal(size=(384, 2))).astype(np.float32)}
    return Reader("", down, ups, draw.normal(size=384).astype(np.float32), 0.0)


def test_the_readers_graph_tells_tokens_and_their_summary(published: bytes) -> None:
    """Instead of the score, and in as many layers as the model has."""
    changed = short_graph(published, _changing(8, 0.01))
    assert changed is not None
    nodes = read_weights(changed).nodes
    assert {POOLED, TOKENS} <= {name for _, _, outputs in nodes for name in outputs}
    assert sum(op == "MultiHeadAttention" for op, _, _ in nodes) == 12


def test_a_change_of_nothing_changes_little_and_a_change_much(published: bytes, tmp_path) -> None:
    """The changed layer is quantised anew, which moves a state by hundredths; what is tuned moves it more."""
    (tmp_path / "model.onnx").write_bytes(published)
    (tmp_path / "tokenizer.json").write_bytes((MINILM_RERANKER.folder() / "tokenizer.json").read_bytes())
    nothing, little, much = (
        OnnxReranker(tmp_path, reader=_changing(10, up)).read(QUESTION, [ANSWERS])[0].answers for up in (0, 1e-6, 0.05)
    )
    assert nothing == pytest.approx(little, abs=0.5)
    assert abs(nothing - much) > 0.5


def test_another_model_is_read_without_the_reader(tmp_path) -> None:
    """Its layers are not those that the reader changes: answers are guessed from the score."""
    graph = GraphWriter({})
    graph.node("Cast", ["input_ids"], "logits", to=1)
    (tmp_path / "model.onnx").write_bytes(graph.model(INPUTS[:1], "logits"))
    (tmp_path / "tokenizer.json").write_bytes((MINILM_RERANKER.folder() / "tokenizer.json").read_bytes())
    other = OnnxReranker(tmp_path, Reader.load(), strict=Reader.load(STRICT))
    guessed = likely_answer(other.score(QUESTION, [ANSWERS])[0])
    assert other.read(QUESTION, [ANSWERS]) == [Reading(guessed)]
    assert other.answerability(QUESTION, [ANSWERS]) == [guessed]


def test_float_weights_are_the_published_ones(published: bytes) -> None:
    """Outputs first, as torch has them, and each product's numbers times their scale."""
    weights: Mapping[str, NDArray[np.float32]] = float_weights(published)
    assert weights["encoder.layer.3.intermediate.dense.weight"].shape == (1536, 384)
    assert weights["embeddings.word_embeddings.weight"].shape == (30522, 384)
    assert weights["classifier.weight"].shape == (1, 384)
    assert {one.dtype for one in weights.values()} == {np.dtype(np.float32)}


@given(arrays(np.float32, (4, 3), elements=st.floats(-2, 2, width=32)).filter(lambda one: np.abs(one).max() > 1e-3))
def test_quantising_is_off_by_half_a_step_at_most(weights: NDArray[np.float32]) -> None:
    """Each number is the nearest of 255, the greatest is kept."""
    numbers, scale = quantised(weights)
    assert np.abs(numbers * scale - weights).max() <= 0.5001 * scale
    assert np.abs(numbers).max() == 127
