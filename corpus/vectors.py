"""The vector cache: Chroma, embedded and persisted. The only module that knows Chroma.

Chroma never embeds here (`embedding_function=None`): vectors come in and go out as numbers.
One process writes a directory, once, before anyone reads it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus.embed import Vectors
from corpus.errors import IndexDamaged

_COLLECTION = "chunks"
_FILTER = 10_000
_BATCH = 2000  # Chroma takes 5,461 at most


class VectorStore:
    """Chunk vectors by id, searched by cosine similarity."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        import chromadb  # takes most of a second: only a run that searches pays
        from chromadb.config import Settings as ChromaSettings
        from chromadb.errors import ChromaError

        self._client: Any = chromadb.PersistentClient(
            path=str(folder), settings=ChromaSettings(anonymized_telemetry=False, is_persistent=True)
        )
        try:
            if create:
                self._collection = self._client.create_collection(
                    _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
            else:
                self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise IndexDamaged(
                f"the vectors in {folder} cannot be opened ({error}): `citewell index --rebuild`"
            ) from error

    def close(self) -> None:
        """Releases Chroma's files."""
        self._client.close()

    def count(self) -> int:
        """How many vectors the store holds."""
        return self._collection.count()

    def add(
        self,
        ids: Sequence[str],
        documents: Sequence[str],
        vectors: Vectors,
        advance: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Stores vectors of shape (len(ids), dimension), each with the document it belongs to."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collection.add(
                ids=list(ids[part]),
                embeddings=vectors[part],
                metadatas=[{"document": document} for document in documents[part]],
            )
            advance(len(ids[part]))

    def nearest(self, vector: Vectors, k: int, documents: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """The k nearest chunk ids with their cosine similarity, best first."""
        if documents is None:
            return self._nearest(vector, k, None)
        # SQLite takes about 32,000 values in one statement: a wide filter is asked in parts.
        parts = (documents[at : at + _FILTER] for at in range(0, len(documents), _FILTER))
        found = [hit for part in parts for hit in self._nearest(vector, k, {"document": {"$in": list(part)}})]
        return sorted(found, key=lambda hit: -hit[1])[:k]

    def _nearest(self, vector: Vectors, k: int, where: Any) -> list[tuple[str, float]]:
        found = self._collection.query(
            query_embeddings=[vector.tolist()], n_results=k, where=where, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        return [(chunk, 1.0 - distance) for chunk, distance in zip(found["ids"][0], distances, strict=True)]
