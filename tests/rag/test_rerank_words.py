"""Shared words where no model reads the language."""

from collections.abc import Sequence

import pytest

from corpus import Settings, open_index
from corpus.models import Filter
from ingest import Ingester
from rag.query import parse_query
from rag.rerank import Reranker, likely_answer
from rag.rerank_words import EnglishReranker, WordReranker
from rag.retrieve import HybridSearch
from tests.fakes import FakeEmbedder, FakeReranker


class Seven(Reranker):
    """Likes everything alike."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return [7.0] * len(texts)


def test_the_share_of_the_questions_words() -> None:
    """Inflected words count, function words do not."""
    scores = WordReranker().score("Когда закрыли причал в Норре?", ["Причалы Норры закрыты.", "В порту снег.", ""])
    assert scores[0] == pytest.approx(2 / 3, abs=0.34)
    assert scores[0] > scores[1] == scores[2] == 0.0


def test_the_model_reads_english_and_nothing_else() -> None:
    """An English question goes to the cross-encoder, any other to shared words."""
    reranker = EnglishReranker(Seven())
    assert reranker.score("When was the harbour at Norra closed?", ["In May."]) == [7.0]
    assert reranker.score("Когда закрыли причал в Норре?", ["Причал закрыли в мае."])[0] < 1.0
    assert reranker.answerability("When was the harbour at Norra closed?", ["In May."]) == [likely_answer(7.0)]
    assert reranker.answerability("Когда закрыли причал в Норре?", ["Причал закрыли."])[0] < likely_answer(1.0)


def test_the_english_embedder_is_not_asked_in_russian(tmp_path) -> None:
    """Where words find something, a Russian question is searched by words alone."""
    (tmp_path / "a.txt").write_text("Причал в Норре закрыли в мае из-за льда.", "utf-8")
    embedder, settings = FakeEmbedder(), Settings(home=tmp_path / "home")
    Ingester(settings, embedder).run([tmp_path / "a.txt"])
    index = open_index(settings, embedder)
    embedder.embedded.clear()
    search = HybridSearch(index, FakeReranker(), settings)
    (hit,) = search.fused(parse_query("Когда закрыли причал в Норре?"), Filter(), 5)
    assert set(hit.ranks) == {"lexical", "fused"}
    assert embedder.embedded == []
    assert search.fused(parse_query("Кто живёт на маяке?"), Filter(), 5)[0].ranks["dense"] == 1
    index.close()


def test_words_that_match_best_weigh_a_little(tmp_path) -> None:
    """Of two chunks that the cross-encoder likes alike, the one that the words found comes first."""
    (tmp_path / "a.txt").write_text("Snow fell on the hills all week.", "utf-8")
    (tmp_path / "b.txt").write_text("The harbour at Norra was closed in May.", "utf-8")
    embedder, settings = FakeEmbedder(), Settings(home=tmp_path / "home")
    Ingester(settings, embedder).run([tmp_path / "a.txt", tmp_path / "b.txt"])
    index = open_index(settings, embedder)
    best, other = HybridSearch(index, Seven(), settings).search(
        parse_query("When was the harbour at Norra closed?"), Filter()
    )
    assert best.chunk.document_id == "b.txt"
    assert best.score > other.score
    index.close()
