"""Scores by shared words, for questions in a language that a cross-encoder does not read."""

from collections.abc import Sequence

from corpus import stems
from rag.query import parse_query
from rag.rerank import Reading, Reranker

_ENGLISH = "en"


class WordReranker(Reranker):
    """The share of the question's content words, by stem, that a text holds: from 0 to 1."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        query = parse_query(question)
        wanted = query.stems
        return [len(wanted & set(stems(text, query.language))) / max(1, len(wanted)) for text in texts]


class EnglishReranker(Reranker):
    """A cross-encoder that reads English only, with shared words for all other questions."""

    def __init__(self, model: Reranker) -> None:
        self._model = model
        self._words = WordReranker()

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return self._reader(question).score(question, texts)

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        return self._reader(question).read(question, texts)

    def answerability(self, question: str, texts: Sequence[str]) -> list[float]:
        return self._reader(question).answerability(question, texts)

    def _reader(self, question: str) -> Reranker:
        return self._model if parse_query(question).language == _ENGLISH else self._words
