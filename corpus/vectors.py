"""The vector cache: Chroma, embedded and persisted. The only module that knows Chroma.

Chroma never embeds here (`embedding_function=None`): vectors come in and go out as numbers.
One process writes a directory, once, before anyone reads it; readers open a private view of it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import cached_property
from os import cpu_count
from pathlib import Path
from typing import Any

import numpy as np

from corpus.embed import Vectors
from corpus.errors import IndexDamaged, WriteFailure
from corpus.exact_vectors import MOST, ExactVectors
from corpus.strays import named_strays

_COLLECTION = "chunks"
_SQLITE = "chroma.sqlite3"
_BATCH = 2000  # Chroma takes 5,461 at most
_NONE: dict[str, Any] = {"ids": [], "embeddings": []}
_ASKED_AT_ONCE = 50  # vectors: three times the speed of one by one, and little gain above


def warm() -> None:
    """Imports Chroma, which takes half a second, when there is time for it."""
    import chromadb

    assert chromadb.__version__


def written_when_opened(path: Path) -> bool:
    """Whether Chroma changes this file of its folder even when it only reads."""
    return path.name == _SQLITE


class VectorStore:
    """Vectors by id, searched by cosine similarity.

    Give it no text twice: among many equal vectors its graph falls apart, and others are not found any more.
    """

    def __init__(self, folder: Path, *, create: bool = False, expected: int = 0) -> None:
        """Opens a store, or makes an empty one for an `expected` number of vectors."""
        import chromadb  # takes most of a second: only a run that searches pays
        from chromadb.config import Settings as ChromaSettings
        from chromadb.errors import ChromaError

        self._folder = folder
        self._exact: ExactVectors | None = None
        self._errors = (ChromaError, ValueError, OSError)
        # Chroma rewrites all its vectors at each threshold; reaching it exactly at the end, it does so once.
        hnsw: Any = {"space": "cosine", "sync_threshold": max(expected, 1000)}
        try:
            self._client: Any = chromadb.PersistentClient(
                path=str(folder), settings=ChromaSettings(anonymized_telemetry=False, is_persistent=True)
            )
            if create:
                self._collection = self._client.create_collection(
                    _COLLECTION, embedding_function=None, configuration={"hnsw": hnsw}
                )
            else:
                self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        except self._errors as error:
            kind, cure = (WriteFailure, "") if create else (IndexDamaged, ": `citewell doctor --fix` repairs it")
            raise kind(f"the vectors in {folder} cannot be opened ({error}){cure}") from error

    def close(self) -> None:
        """Releases Chroma's files."""
        self._client.close()

    def compact(self) -> None:
        """Gives back the room that the queue of a closed store took."""
        try:
            with closing(sqlite3.connect(self._folder / _SQLITE)) as database:
                database.execute("VACUUM")
        except sqlite3.Error as error:
            raise WriteFailure(f"the vectors cannot be written ({error})") from error

    def count(self) -> int:
        """How many vectors the store holds."""
        return int(self._collection.count())

    def add(
        self,
        ids: Sequence[str],
        vectors: Vectors,
        advance: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Stores vectors of shape (len(ids), dimension)."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            with self._writing():
                self._collection.add(ids=list(ids[part]), embeddings=vectors[part])
            advance(len(ids[part]))

    def remove(self, ids: Sequence[str]) -> None:
        """Takes vectors out; what is written to a store from now on goes to its files at once."""
        with self._writing():
            self._collection.modify(configuration={"hnsw": {"sync_threshold": 2}})
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids with their cosine similarity, best first; exact up to `MOST` vectors."""
        if (whole := self._whole()) is not None:
            return whole.nearest(vector, k)
        query = self._collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        distances = (query["distances"] or [[]])[0]
        found = dict(self._strays.nearest(vector, k))
        found |= {one: 1.0 - distance for one, distance in zip(query["ids"][0], distances, strict=True)}
        return sorted(found.items(), key=lambda hit: -hit[1])[:k]

    def best_scores(self, vectors: Vectors) -> Vectors:
        """The cosine similarity of each vector to the one nearest to it: 1 for one that the store holds."""
        if (whole := self._whole()) is not None:
            return whole.best_scores(vectors)
        parts = np.array_split(vectors, range(_ASKED_AT_ONCE, len(vectors), _ASKED_AT_ONCE))
        with ThreadPoolExecutor(cpu_count()) as pool:  # Chroma compares outside the interpreter's lock
            linked = np.concatenate(list(pool.map(self._linked_scores, parts)))
        best: Vectors = np.maximum(linked, self._strays.best_scores(vectors))
        return best

    def _linked_scores(self, vectors: Vectors) -> Vectors:
        """What the graph alone finds, of shape (len(vectors),)."""
        found = self._collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
        distances = found["distances"] or []
        return np.array([1.0 - one[0] if one else 0.0 for one in distances], dtype=np.float32)

    def stored(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of the ids that the store holds."""
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))

    def _whole(self) -> ExactVectors | None:
        """All vectors, of a store that is small enough to be compared one by one; the graph is for larger ones."""
        if self._exact is None and self.count() <= MOST:
            held = self._collection.get(include=["embeddings"])
            self._exact = ExactVectors(held["ids"], np.asarray(held["embeddings"], dtype=np.float32))
        return self._exact

    @cached_property
    def _strays(self) -> ExactVectors:
        ids = named_strays(self._folder)
        found: Any = self._collection.get(ids=ids, include=["embeddings"]) if ids else _NONE
        return ExactVectors(found["ids"], np.asarray(found["embeddings"], dtype=np.float32))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._exact = None
        try:
            yield
        except self._errors as error:
            raise WriteFailure(f"the vectors cannot be written ({error})") from error
