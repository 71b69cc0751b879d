"""Builds the next generation beside the serving one and puts it in its place when it is whole."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.catalogue import FORMAT, Catalogue
from corpus.embed import Embedder, Vectors
from corpus.errors import IndexDamaged
from corpus.generations import Home
from corpus.lexical import LexicalIndex
from corpus.local_index import CATALOGUE, LEXICAL, VECTORS, check_counts
from corpus.models import Chunk, Document, Manifest, PlacedWord, Sentence
from corpus.vectors import VectorStore

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document cut up and ready to go in; `searched[i]` is the text by which `chunks[i]` is found."""

    document: Document
    source_hash: str
    sentences: Sequence[Sentence]
    chunks: Sequence[Chunk]
    searched: Sequence[str]
    words: Sequence[PlacedWord] = ()


class Builder:
    """The catalogue of a generation in the making, and what it takes to finish it."""

    def __init__(self, home: Home, folder: Path, catalogue: Catalogue, embedder: Embedder, chunker: str) -> None:
        self.catalogue = catalogue
        self._home = home
        self._folder = folder
        self._embedder = embedder
        self._chunker = chunker

    def add(self, batch: Sequence[Prepared]) -> None:
        """Puts documents in, each whole or not at all; a text embedded before is not embedded again."""
        searched = [text for prepared in batch for text in prepared.searched]
        known = self.catalogue.vectors_of(searched)
        fresh = [text for text in dict.fromkeys(searched) if text not in known]
        known.update(zip(fresh, self._embedder.embed(fresh), strict=True))
        for one in batch:
            vectors = np.array([known[text] for text in one.searched], dtype=np.float32)
            with self.catalogue.transaction():
                self.catalogue.add(one.document, one.source_hash, one.sentences)
                self.catalogue.add_chunks(one.chunks, one.searched, vectors)
                self.catalogue.add_words(one.document.id, one.words)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Takes documents out."""
        with self.catalogue.transaction():
            self.catalogue.remove(document_ids)

    def publish(self, advance: Advance) -> Manifest:
        """Builds both searchers from the catalogue, verifies them and puts the generation in place."""
        manifest = self._finish(advance)
        self.catalogue.close()
        self._home.flip(self._folder)
        return manifest

    def _finish(self, advance: Advance) -> Manifest:
        documents, chunks = self.catalogue.counts()
        manifest = Manifest(
            format=FORMAT,
            generation=int(self._folder.name),
            embedder=self._embedder.identity,
            chunker=self._chunker,
            documents=documents,
            chunks=chunks,
        )
        rows = list(self.catalogue.searchable())
        matrix = _matrix([row[4] for row in rows], manifest.embedder.dimension)
        vectors = VectorStore(self._folder / VECTORS, create=True)
        lexical = LexicalIndex(self._folder / LEXICAL, create=True)
        try:
            vectors.add([row[0] for row in rows], [row[1] for row in rows], matrix, advance)
            lexical.add((row[0], row[1], row[2], row[3]) for row in rows)
            check_counts(manifest, self.catalogue, vectors, lexical)
            _check_vectors([row[0] for row in rows], matrix, vectors)
        finally:
            vectors.close()
        self.catalogue.write_manifest(manifest)
        return manifest


def _matrix(blobs: Sequence[bytes], dimension: int) -> Vectors:
    return np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(blobs), dimension)


def _check_vectors(ids: Sequence[str], matrix: Vectors, vectors: VectorStore, sample: int = 200) -> None:
    """Every sampled vector must find itself, or one equal to it, before the index may serve."""
    step = max(1, len(ids) // sample)
    for identity, vector in zip(ids[::step], matrix[::step], strict=True):
        nearest = vectors.nearest(vector, 1)
        if not nearest or nearest[0][1] < 0.999:
            raise IndexDamaged(f"the vector of {identity!r} does not find itself: run `citewell index` again")


@contextmanager
def build_generation(home: Home, embedder: Embedder, chunker: str, *, fresh: bool = False) -> Iterator[Builder]:
    """A builder that starts as a copy of the serving generation (or empty, when `fresh`).

    Unless `Builder.publish` is called, leaving the context changes nothing.
    """
    with home.building() as folder:
        builder = Builder(home, folder, _start(home, folder, fresh=fresh), embedder, chunker)
        try:
            yield builder
        finally:
            builder.catalogue.close()
            home.discard(folder)


def open_catalogue(home: Home) -> Catalogue:
    """The serving generation's record; raises IndexMissing or IndexDamaged."""
    return Catalogue(home.current() / CATALOGUE)


def _start(home: Home, folder: Path, *, fresh: bool) -> Catalogue:
    if fresh or not home.exists():
        return Catalogue(folder / CATALOGUE, create=True)
    with closing(open_catalogue(home)) as serving:
        serving.copy_to(folder / CATALOGUE)
    return Catalogue(folder / CATALOGUE)
