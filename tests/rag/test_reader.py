"""The reader: the packaged cross-encoder with low-rank changes, which tells whether a text answers."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from corpus import MINILM_RERANKER
from rag.answer_head import AnswerHead
from rag.bert_weights import float_weights, products_of, quantised
from rag.onnx_file import read_weights
from rag.reader import Reader
from rag.rerank import Reading, likely_answer
from rag.rerank_graph import READER_STATES, short_graph
from rag.rerank_onnx import OnnxReranker

QUESTION = "Who opened the harbour at Norra?"
ANSWERS = "Queen Ada opened the harbour at Norra in 1931."
NEAR = "The harbour at Norra was opened in 1931 after a storm, and the ships that waited there came in."


@pytest.fixture(scope="module")
def published() -> bytes:
    return (MINILM_RERANKER.folder() / "model.onnx").read_bytes()


@pytest.fixture(scope="module")
def reading() -> OnnxReranker:
    return OnnxReranker(MINILM_RERANKER.folder(), AnswerHead.load(), Reader.load())


def test_a_text_that_answers_is_told_from_one_about_the_same_thing(reading: OnnxReranker) -> None:
    """Both name the harbour and its opening; one names who opened it."""
    answers, near = reading.read(QUESTION, [ANSWERS, NEAR])
    assert answers.answers > 0.5 > near.answers


def test_reading_moves_no_score(reading: OnnxReranker) -> None:
    """Scores are those of the published layers, to the last bit, and the words pointed at the same."""
    plain = OnnxReranker(MINILM_RERANKER.folder(), AnswerHead.load())
    with_reader, without = reading.read(QUESTION, [ANSWERS])[0], plain.read(QUESTION, [ANSWERS])[0]
    assert (with_reader.score, with_reader.words) == (without.score, without.words)
    assert reading.score(QUESTION, [ANSWERS]) == plain.score(QUESTION, [ANSWERS])


def test_without_a_reader_an_answer_is_guessed_from_the_score() -> None:
    """What ranks by it goes on with any other reranker."""
    plain = OnnxReranker(MINILM_RERANKER.folder()).read(QUESTION, [ANSWERS])[0]
    assert plain.told is None
    assert plain.answers == likely_answer(plain.score) > likely_answer(plain.score - 1)
    assert Reading(1.0, told=-2.5).answers == -2.5


def test_the_shipped_reader_is_for_the_packaged_model() -> None:
    """Its file names the model's hash, and changes products that the model has."""
    reader = Reader.load()
    published = read_weights((MINILM_RERANKER.folder() / "model.onnx").read_bytes())
    assert reader.sha256 == MINILM_RERANKER.sha256
    assert reader.down.keys() == reader.up.keys() <= products_of(published).keys()


def _changing(layer: int, up: float) -> Reader:
    draw = np.random.default_rng(5)
    name = f"/bert/encoder/layer.{layer}/output/dense"
    down = {name: draw.normal(size=(2, 1536)).astype(np.float32)}
    ups = {name: (up * draw.normal(size=(384, 2))).astype(np.float32)}
    return Reader("", down, ups, draw.normal(size=384).astype(np.float32), 0.0)


@pytest.mark.parametrize(("layer", "twice"), [(11, 1), (8, 4)])
def test_only_layers_from_the_first_change_on_stand_twice(published: bytes, layer: int, twice: int) -> None:
    """What lies before is shared between the score and the reader."""
    plain, both = short_graph(published), short_graph(published, _changing(layer, 0.01))
    assert plain is not None
    assert both is not None

    def attentions(model: bytes) -> int:
        return sum(op == "MultiHeadAttention" for op, _, _ in read_weights(model).nodes)

    assert attentions(both) == attentions(plain) + twice
    assert READER_STATES in {name for _, _, outputs in read_weights(both).nodes for name in outputs}


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
    reader = Reader("", {}, {}, np.ones(384, dtype=np.float32), 0.0)
    told = OnnxReranker(MINILM_RERANKER.folder(), reader=reader).read(QUESTION, [ANSWERS])[0].told
    assert told is None


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
