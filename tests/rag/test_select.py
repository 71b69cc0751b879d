"""Selection: the best few, each once, lists whole, no sentence torn from what it leans on."""

from collections.abc import Sequence
from itertools import pairwise

from corpus import Index, SentenceTransformersEmbedder, Settings, open_index
from corpus.models import Document
from ingest import Ingester
from rag.query import parse_query
from rag.read import Evidence
from rag.select import select
from tests.fakes import FakeEmbedder

TEXT = (
    "The storm at Alva had several victims. The first was the pilot of the ferry. He had left the harbour at noon. "
    "The second was a fisherman from Norra. The third was the keeper of the lighthouse. The harbour was closed."
)


def make(tmp_path, text: str = TEXT) -> tuple[Index, Document]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    index = open_index(settings, FakeEmbedder())
    return index, index.document("a.txt")


def evidence(index: Index, document: Document, scores: Sequence[float]) -> list[Evidence]:
    found, before = [], None
    for sentence, score in zip(index.sentences(document.id), scores, strict=True):
        found.append(Evidence(document, sentence, before, document.slice(sentence.span), score, score, 0.0))
        before = sentence
    return sorted(found, key=lambda one: -one.score)


def texts(index: Index, question: str, found: list[Evidence], most: int = 6) -> list[str]:
    return [pick.evidence.document.slice(pick.span) for pick in select(index, parse_query(question), found, most)]


def test_four_at_least_and_more_only_when_as_good(tmp_path) -> None:
    """The best four come in their order; a fifth needs a score near the best one's."""
    index, document = make(tmp_path, "Alva one. Norra two. Ode three. Rahn four. Vik five. Lund six.")
    assert len(texts(index, "Where?", evidence(index, document, [9, 8, 1, 0, -5, -6]))) == 4
    assert len(texts(index, "Where?", evidence(index, document, [9, 8, 8, 8, 7, -6]))) == 5
    assert texts(index, "Where?", evidence(index, document, [1, 9, 5, 4, -9, -9]))[0] == "Norra two."
    assert len(texts(index, "Where?", evidence(index, document, [9, 8, 8, 8, 7, -6]), most=2)) == 2
    index.close()


def test_a_question_for_many_things_gets_all_there_is_room_for(tmp_path) -> None:
    """Asked for several things, the answer may need every sentence that it may show."""
    index, document = make(tmp_path, "Alva one. Norra two. Ode three. Rahn four. Vik five. Lund six.")
    found = evidence(index, document, [9, 8, 1, 0, -5, -6])
    assert len(texts(index, "Which harbours are named?", found)) == 6
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
    picks = select(index, parse_query("When?"), evidence(index, document, [5, 8, 9, 4, -9, -9]), 6)
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
    assert select(index, parse_query("Why?"), [], 6) == []
    index.close()
