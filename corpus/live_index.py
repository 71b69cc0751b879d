"""An index that follows its home: when a new generation goes live, the next question gets it."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from corpus.embed import Embedder, Vectors
from corpus.generations import Home
from corpus.index import Index
from corpus.local_index import LocalIndex
from corpus.models import Chunk, Document, Filter, Manifest, PlacedWord, Sentence, Span
from corpus.settings import Settings


class LiveIndex(Index):
    """Delegates to the serving generation.

    Who needs several answers of one generation takes a `snapshot` and asks that. The generation
    before stays open until the next but one, for the questions that are still being answered.
    """

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self._home = Home(settings.home)
        self._embedder = embedder
        self._lock = Lock()
        self._folder: Path = self._home.current()
        self._open: list[LocalIndex] = [LocalIndex(self._folder, embedder)]

    def snapshot(self) -> Index:
        """The serving generation, opened if it is a new one. Raises as `open_index` does."""
        folder = self._home.current()
        with self._lock:
            if folder != self._folder:
                self._open.append(LocalIndex(folder, self._embedder))
                self._folder = folder
                for old in self._open[:-2]:
                    old.close()
                del self._open[:-2]
            return self._open[-1]

    @property
    def manifest(self) -> Manifest:
        return self.snapshot().manifest

    def documents(self) -> list[Document]:
        return self.snapshot().documents()

    def document(self, document_id: str) -> Document:
        return self.snapshot().document(document_id)

    def source_names(self) -> frozenset[str]:
        return self.snapshot().source_names()

    def chunk(self, chunk_id: str) -> Chunk:
        return self.snapshot().chunk(chunk_id)

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        return self.snapshot().sentences(document_id, first, last)

    def words(self, document_id: str, span: Span) -> list[PlacedWord]:
        return self.snapshot().words(document_id, span)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed(texts)

    def dense(self, vector: Vectors, k: int, where: Filter) -> list[tuple[str, float]]:
        return self.snapshot().dense(vector, k, where)

    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        return self.snapshot().lexical(text, language, k, where)

    def close(self) -> None:
        with self._lock:
            for one in self._open:
                one.close()
