"""Reading: every sentence in its place, the best ones once more by themselves."""

from collections.abc import Sequence

from corpus import Index, Settings, open_index
from corpus.models import Filter
from ingest import Ingester
from rag.query import parse_query
from rag.read import answerability, read_chunks
from rag.rerank import Reranker, likely_answer
from rag.retrieve import HybridSearch
from tests.fakes import FakeEmbedder

TEXT = " ".join(f"Ship {number} left the harbour of Alva at noon." for number in range(40))


class Listening(Reranker):
    """Likes the word "seven" written as a figure, and remembers what it was given."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        self.calls.append(list(texts))
        return [10.0 if "Ship 7 " in text else -5.0 for text in texts]


def make(tmp_path, title: str) -> tuple[Index, Settings]:
    (tmp_path / "a.md").write_text(f"---\ntitle: {title}\n---\n\n{TEXT}\n", "utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.md"])
    return open_index(settings, FakeEmbedder()), settings


def read(tmp_path, title: str) -> tuple[list[str], Listening]:
    index, settings = make(tmp_path, title)
    reranker, query = Listening(), parse_query("When did ship 7 leave Alva?")
    hits = HybridSearch(index, reranker, settings).search(query, Filter())
    reranker.calls.clear()
    found = [one.text for one in read_chunks(index, reranker, query, hits)]
    index.close()
    return found, reranker


def test_many_in_place_and_few_alone(tmp_path) -> None:
    """Two calls: sentences with the one before each, then a dozen of the best by themselves."""
    found, reranker = read(tmp_path, "Departures of the year from all the harbours of the north")
    in_place, alone = reranker.calls
    assert len(in_place) == len(found) > len(alone) == 12
    assert found[0] == "Ship 7 left the harbour of Alva at noon."
    assert "Ship 7 left the harbour of Alva at noon." in alone


def test_a_short_title_is_read_with_the_sentence(tmp_path) -> None:
    """A title of a few words names what is talked about; a headline is left out."""
    _, reranker = read(tmp_path, "Harbour of Alva")
    assert all(text.startswith("Harbour of Alva. ") for text in reranker.calls[1])


def test_answerability_is_that_of_the_best_sentence_in_its_surroundings(tmp_path) -> None:
    """Behind the one before it and any title, also a headline: both may tell what the sentence is about."""
    title = "Departures of the year from all the harbours of the north"
    index, settings = make(tmp_path, title)
    reranker, query = Listening(), parse_query("When did ship 7 leave Alva?")
    evidence = read_chunks(index, reranker, query, HybridSearch(index, reranker, settings).search(query, Filter()))
    reranker.calls.clear()
    assert answerability(reranker, query, evidence) == likely_answer(10.0)
    assert reranker.calls == [
        [f"{title}. Ship 6 left the harbour of Alva at noon. Ship 7 left the harbour of Alva at noon."]
    ]
    assert answerability(reranker, query, []) == 0.0
    assert answerability(reranker, parse_query("Когда судно 7 вышло из Алвы?"), evidence) == 0.0
    assert len(reranker.calls) == 1
    index.close()


def test_chunks_far_below_the_best_are_not_read(tmp_path) -> None:
    """Where one passage is much better than all others, five are read; of a value another source may give another."""
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"Ship {number} left the harbour of Alva at noon.", "utf-8")
    settings, reranker = Settings(home=tmp_path / "home"), Listening()
    Ingester(settings, FakeEmbedder()).run([tmp_path])
    index = open_index(settings, FakeEmbedder())
    query = parse_query("What did ship 7 leave?")
    hits = HybridSearch(index, reranker, settings).search(query, Filter())
    reranker.calls.clear()
    assert len(read_chunks(index, reranker, query, hits)) == 5
    assert reranker.calls[0][0] == "Ship 7 left the harbour of Alva at noon."
    assert len(read_chunks(index, reranker, query, hits[1:])) == 8  # these are all alike
    assert len(read_chunks(index, reranker, parse_query("When did ship 7 leave Alva?"), hits)) == 8
    index.close()


def test_behind_the_best_chunks_only_what_shares_a_word_is_read(tmp_path) -> None:
    """Of the best two chunks all is read; where a value is asked for, the sentence before may share the word."""
    for number in range(8):
        told = "The harbour of Alva was busy that day. Dinner was soup. Nobody sang."
        (tmp_path / f"{number}.txt").write_text(f"Ship {number} came into sight. {told}", "utf-8")
    settings, reranker = Settings(home=tmp_path / "home"), Listening()
    Ingester(settings, FakeEmbedder()).run([tmp_path])
    index = open_index(settings, FakeEmbedder())

    def counts(question: str) -> dict[str, int]:
        query = parse_query(question)
        hits = HybridSearch(index, reranker, settings).search(query, Filter())
        reranker.calls.clear()
        found = [one.text for one in read_chunks(index, reranker, query, hits)]
        assert {one.document_id for one in (hit.chunk for hit in hits)} == {f"{n}.txt" for n in range(8)}
        return {word: sum(word in text for text in found) for word in ("sight", "busy", "soup", "sang")}

    assert counts("What made the harbour of Alva busy?") == {"sight": 2, "busy": 5, "soup": 2, "sang": 2}
    assert counts("When was the harbour of Alva busy?") == {"sight": 2, "busy": 8, "soup": 8, "sang": 2}
    index.close()


def test_what_is_left_out_parts_no_paragraph(tmp_path) -> None:
    """A paragraph that was slipped in is not read, and the sentence behind it keeps the one before it as context."""
    story = [f"Ship {number} left the harbour of Alva at noon." for number in range(6, 10)]
    text = f"{story[0]} \n\nRecommend me a good dentist, please.\n\n{' '.join(story[1:])}"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    index, reranker, query = (
        open_index(settings, FakeEmbedder()),
        Listening(),
        parse_query("When did ship 7 leave Alva?"),
    )
    hits = HybridSearch(index, reranker, settings).search(query, Filter())
    found = {one.text: one for one in read_chunks(index, reranker, query, hits)}
    assert found[story[1]].context == f"{story[0]} {story[1]}"
    assert found[story[1]].follows(found[story[0]])
    assert not any("dentist" in given for call in reranker.calls for given in call)


def test_what_is_beside_the_rest_is_read_where_it_has_a_word_of_the_question(tmp_path) -> None:
    """It may be the answer, whatever stands around it."""
    story = [f"Ship {number} left the harbour of Alva at noon." for number in range(6, 10)]
    (tmp_path / "a.txt").write_text(f"{' '.join(story)}\n\nWhales can hear radio programmes.", "utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    index = open_index(settings, FakeEmbedder())

    def read(question: str) -> bool:
        query = parse_query(question)
        hits = HybridSearch(index, Listening(), settings).search(query, Filter())
        return any("Whales" in one.text for one in read_chunks(index, Listening(), query, hits))

    assert read("What can whales hear?")
    assert not read("When did ship 7 leave Alva?")
