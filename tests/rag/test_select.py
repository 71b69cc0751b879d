"""Selection: as many as the question needs, each once, lists whole, no sentence torn from what it leans on."""

from collections.abc import Sequence
from itertools import pairwise

from corpus import Index, SentenceTransformersEmbedder, Settings, open_index
from corpus.models import Document
from ingest import Ingester
from rag.query import parse_query
from rag.read import Evidence
from rag.rerank import likely_answer
from rag.select import Selection
from rag.worth import Worth
from tests.fakes import FakeEmbedder

TEXT = (
    "The storm at Alva had several victims. The first was the pilot of the ferry. He had left the harbour at noon. "
    "The second was a fisherman from Norra. The third was the keeper of the lighthouse. The harbour was closed."
)

CHOICE = Selection(Worth.load(), 6, 0.05)


def make(tmp_path, text: str = TEXT) -> tuple[Index, Document]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    index = open_index(settings, FakeEmbedder())
    return index, index.document("a.txt")


def evidence(index: Index, document: Document, scores: Sequence[float]) -> list[Evidence]:
    found, before = [], None
    for sentence, score in zip(index.sentences(document.id), scores, strict=True):
        found.append(
            Evidence(
                document, sentence, before, document.slice(sentence.span), score, 0.0, answers=likely_answer(score)
            )
        )
        before = sentence
    return sorted(found, key=lambda one: -one.score)


def texts(index: Index, question: str, found: list[Evidence], most: int = 6, doubt: float = 0.05) -> list[str]:
    picks = Selection(Worth.load(), most, doubt).choose(index, parse_query(question), found)
    return [pick.evidence.document.slice(pick.span) for pick in picks]


def test_a_clear_answer_stands_alone(tmp_path) -> None:
    """One sentence far above the rest is all; whoever allows no doubt is shown four."""
    index, document = make(tmp_path, "Alva is one. Norra is two. Ode is three. Rahn is four. Vik is five. Lund is six.")
    clear = evidence(index, document, [-9, 11, -9, -9, -9, -9])
    assert texts(index, "Where?", clear, doubt=1.0) == ["Norra is two."]
    assert len(texts(index, "Where?", clear, doubt=0.0)) == 4
    index.close()


def test_never_more_than_asked_and_best_first(tmp_path) -> None:
    """The limit holds whatever the doubt, and the best ranked sentence opens the answer."""
    index, document = make(tmp_path, "Alva is one. Norra is two. Ode is three. Rahn is four. Vik is five. Lund is six.")
    found = evidence(index, document, [7, 9, 8, 8, 7, -6])
    assert len(texts(index, "Where?", found, most=2, doubt=0.0)) == 2
    assert texts(index, "Where?", found, doubt=0.0)[0] == "Norra is two."
    index.close()


def test_a_question_that_the_models_cannot_read_gets_the_first_four(tmp_path) -> None:
    """For another language the scores tell nothing of how many are needed."""
    index, document = make(tmp_path, "Alva is one. Norra is two. Ode is three. Rahn is four. Vik is five. Lund is six.")
    found = evidence(index, document, [-9, 11, -9, -9, -9, -9])
    assert len(texts(index, "Когда закрыли причал в порту?", found, doubt=1.0)) == 4
    index.close()


def test_a_leaning_sentence_brings_the_one_before(tmp_path) -> None:
    """A sentence that opens with a pronoun is shown as one span with the sentence it points at."""
    index, document = make(tmp_path)
    found = evidence(index, document, [-9, -9, 9, -9, -9, -9])
    assert texts(index, "When did he leave?", found)[0] == (
        "The first was the pilot of the ferry. He had left the harbour at noon."
    )
    index.close()


def test_spans_never_overlap(tmp_path) -> None:
    """When a sentence is chosen by itself and with its neighbour, one span holds both."""
    index, document = make(tmp_path)
    picks = CHOICE.choose(index, parse_query("When?"), evidence(index, document, [5, 8, 9, 4, -9, -9]))
    spans = sorted(pick.span for pick in picks)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    index.close()


def test_a_list_comes_out_whole(tmp_path) -> None:
    """Where many things are asked for, each member of the list behind its opening sentence is there."""
    index, document = make(tmp_path)
    shown = " ".join(
        texts(index, "Which victims did the storm have?", evidence(index, document, [9, 1, 0, -8, -9, -2]))
    )
    assert all(word in shown for word in ("pilot", "fisherman", "keeper"))
    index.close()


def test_the_same_words_are_shown_once(tmp_path) -> None:
    """A sentence that a document repeats is one claim."""
    index, document = make(tmp_path, "The harbour was closed. Ships waited. The harbour was closed.")
    assert texts(index, "Why?", evidence(index, document, [9, 1, 9])).count("The harbour was closed.") == 1
    index.close()


def test_nothing_read_nothing_chosen(tmp_path, embedder: SentenceTransformersEmbedder) -> None:
    """Without evidence there is nothing to show."""
    index, _ = make(tmp_path)
    assert CHOICE.choose(index, parse_query("Why?"), []) == []
    index.close()
