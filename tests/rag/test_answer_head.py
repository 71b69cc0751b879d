"""The head that tells where an answer stands, over what the reader makes of each token."""

import numpy as np
import onnxruntime
import pytest

from corpus import MINILM_RERANKER
from rag.answer_head import AnswerHead, TokenStates, best_run
from rag.onnx_file import GraphWriter
from rag.reader import Reader, reader_sha256
from rag.rerank import WordScore
from rag.rerank_graph import INPUTS
from rag.rerank_onnx import OnnxReranker
from rag.rerank_words import EnglishReranker

QUESTION = "When was the harbour at Norra closed?"
TEXT = "The harbour at Norra, which was opened by Queen Ada, was closed on 4 May 1931 after a storm."


@pytest.fixture(scope="module")
def pointing() -> OnnxReranker:
    return OnnxReranker(MINILM_RERANKER.folder(), Reader.load(), AnswerHead.load())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who opened the harbour at Norra?", "Queen Ada"),
        ("When did Queen Ada open the harbour?", "1931"),
        ("Where was the harbour opened?", "Norra"),
    ],
)
def test_it_points_at_what_is_asked_for(pointing: OnnxReranker, question: str, answer: str) -> None:
    """Other questions of one sentence have their answers in other places of it."""
    text = "Queen Ada opened the harbour at Norra in 1931."
    start, end, _ = best_run(pointing.read(question, [text])[0].words)
    assert text[start:end] == answer


def test_pointing_moves_nothing_else(pointing: OnnxReranker) -> None:
    """Whether a text answers is told to the last bit as without a head."""
    plain = OnnxReranker(MINILM_RERANKER.folder(), Reader.load())
    without, told = plain.read(QUESTION, [TEXT])[0], pointing.read(QUESTION, [TEXT])[0]
    assert (without.answers, without.words) == (told.answers, ())
    assert told.words


def test_words_lie_where_they_stand(pointing: OnnxReranker) -> None:
    """The words' offsets cut the text into its words, in order, letters of other scripts too."""
    text = "Café Ångström, the naïve 北京 door №5."
    words = pointing.read("Where is the door?", [text])[0].words
    assert [text[one.start : one.end] for one in words] == [
        *("Café", "Ångström", ",", "the", "naïve", "北", "京", "door"),
        *("№5", "."),
    ]


def test_the_head_is_for_the_shipped_reader() -> None:
    """The file names the reader that it was fitted over: one that is tuned anew needs a new head."""
    assert AnswerHead.load().sha256 == reader_sha256()


def test_a_question_in_another_language_has_no_words(pointing: OnnxReranker) -> None:
    """The model reads English: for other questions shared words score, and nothing is pointed at."""
    assert EnglishReranker(pointing).read("Когда закрыли гавань?", [TEXT])[0].words == ()
    assert EnglishReranker(pointing).read(QUESTION, [TEXT])[0].words != ()


def test_states_need_a_reader() -> None:
    """A reranker without a reader has no states to tell."""
    with pytest.raises(ValueError, match="without a reader"):
        OnnxReranker(MINILM_RERANKER.folder()).states(QUESTION, TEXT)


def test_a_word_has_the_score_of_its_likeliest_token() -> None:
    """Two tokens of one word: one word, from the first's start to the second's end."""
    head = AnswerHead("", np.array([1.0, 0.0], dtype=np.float32), 0.5)
    states = TokenStates([(0, 3), (3, 6), (7, 9)], [0, 0, 1], np.array([[1, 9], [2, 9], [-1, 9]], dtype=np.float32))
    assert head.scored(states) == (WordScore(0, 6, 2.5), WordScore(7, 9, -0.5))


def test_the_best_run() -> None:
    """A weak word between strong ones is taken along, weak ones at the ends are not; no words, no run."""
    scores = (-3.0, 2.0, -1.0, 2.0, -4.0)
    words = [WordScore(2 * place, 2 * place + 1, score) for place, score in enumerate(scores)]
    start, end, total = best_run(words)
    assert (start, end) == (2, 7)
    assert total == pytest.approx(2.0 - 1.0 + 2.0 + 3 * 0.7)
    with pytest.raises(ValueError, match="no words"):
        best_run([])


def test_an_output_that_the_graph_does_not_have_is_an_error() -> None:
    """The runtime refuses the model, instead of giving something else."""
    graph = GraphWriter({})
    graph.node("Cast", ["input_ids"], "logits", to=1)
    model = graph.model(INPUTS[:1], "logits", "no such value")
    with pytest.raises(Exception, match="no such value"):
        onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
