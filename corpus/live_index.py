"""An index that follows its home: when a new generation goes live, the next question gets it."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from corpus.embed import Embedder, Vectors
from corpus.errors import CitewellError
from corpus.generations import Home
from corpus.index import Index
from corpus.local_index import LocalIndex
from corpus.models import Chunk, Document, Filter, Manifest, PlacedWord, Sentence, Span
from corpus.settings import Settings
from corpus.versions import Parts

_LOG = logging.getLogger(__name__)


class LiveIndex(Index):
    """Delegates to the serving generation.

    Who needs several answers of one generation takes a `lease` on it. A generation that no longer
    serves is closed when the last lease on it ends. While one thread opens a new generation the
    others go on with the one before; one that cannot be opened is told in the log, once, and the
    one before goes on serving.
    """

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self._home = Home(settings.home)
        self._embedder = embedder
        self._parts = Parts.in_force(settings)
        self._guard = Lock()
        self._opening = Lock()
        self._leases: Counter[LocalIndex] = Counter()
        self._tried: Path = self._home.current()
        self._serving = LocalIndex(self._home, embedder, self._parts)

    @contextmanager
    def lease(self) -> Iterator[Index]:
        """The serving generation, open until the block ends whatever goes live meanwhile."""
        self._follow()
        with self._guard:
            index = self._serving
            self._leases[index] += 1
        try:
            yield index
        finally:
            self._end(index)

    @property
    def manifest(self) -> Manifest:
        with self.lease() as index:
            return index.manifest

    def documents(self) -> list[Document]:
        with self.lease() as index:
            return index.documents()

    def document(self, document_id: str) -> Document:
        with self.lease() as index:
            return index.document(document_id)

    def source_names(self) -> frozenset[str]:
        with self.lease() as index:
            return index.source_names()

    def copies(self) -> Mapping[str, str]:
        with self.lease() as index:
            return index.copies()

    def chunk(self, chunk_id: str) -> Chunk:
        with self.lease() as index:
            return index.chunk(chunk_id)

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        with self.lease() as index:
            return index.sentences(document_id, first, last)

    def words(self, document_id: str, span: Span) -> list[PlacedWord]:
        with self.lease() as index:
            return index.words(document_id, span)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed(texts)

    def dense(self, vector: Vectors, k: int, where: Filter) -> list[tuple[str, float]]:
        with self.lease() as index:
            return index.dense(vector, k, where)

    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        with self.lease() as index:
            return index.lexical(text, language, k, where)

    def close(self) -> None:
        with self._guard:
            for index in {self._serving, *self._leases}:
                index.close()

    def _follow(self) -> None:
        """Opens the serving generation when it is a new one and nobody is opening it already."""
        if self._is_followed() or not self._opening.acquire(blocking=False):
            return
        try:
            if not self._is_followed():  # else another thread has opened it just now
                self._open()
        finally:
            self._opening.release()

    def _is_followed(self) -> bool:
        try:
            return self._home.current() == self._tried
        except CitewellError:
            return True  # whatever became of the pointer, what is open goes on

    def _open(self) -> None:
        folder = self._home.current()
        try:
            opened = LocalIndex(self._home, self._embedder, self._parts)
        except CitewellError as error:
            _LOG.warning("generation %s cannot be opened, the one before goes on: %s", folder.name, error)
            self._tried = folder
            return
        with self._guard:
            before, self._serving = self._serving, opened
            self._leases[before] += 1
        self._tried = folder
        self._end(before)

    def _end(self, index: LocalIndex) -> None:
        with self._guard:
            self._leases[index] -= 1
            unused = not self._leases[index]
            if unused:
                del self._leases[index]
            unused = unused and index is not self._serving
        if unused:
            index.close()
