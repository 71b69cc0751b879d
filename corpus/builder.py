"""Builds the next generation beside the serving one and puts it in its place when it is whole."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import numpy as np

from corpus.catalogue import Catalogue
from corpus.embed import Embedder, Vectors
from corpus.errors import CitewellError, IndexDamaged, WriteFailure
from corpus.generations import Home
from corpus.layout import CATALOGUE
from corpus.models import Chunk, Document, Manifest, PlacedWord, Sentence
from corpus.schema import FORMAT
from corpus.seal import broken_seals, write_seal
from corpus.searchers import build_searchers
from corpus.unfinished import UNFINISHED, Unfinished
from corpus.vectors import warm as warm_vectors
from corpus.versions import Parts

Advance = Callable[[int], None]
_EMBEDDED_AT_ONCE = 1024  # texts: what a killed run may lose; each part must fill several batches
_ROOM = 64 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document cut up and ready to go in; `searched[i]` is the text by which `chunks[i]` is found.

    `root` is the path that was named when the document's file was found.
    """

    document: Document
    source_hash: str
    sentences: Sequence[Sentence]
    chunks: Sequence[Chunk]
    searched: Sequence[str]
    words: Sequence[PlacedWord] = ()
    root: str = ""


_Before = tuple[Path, Manifest]  # the generation that serves when a build begins


class Builder:
    """The catalogue of a generation in the making, and what it takes to finish it.

    `embedded` counts the texts that were given to the embedder.
    """

    def __init__(self, home: Home, folder: Path, embedder: Embedder, parts: Parts, before: _Before | None) -> None:
        self._home = home
        self._folder = folder
        self._embedder = embedder
        self._parts = parts
        self.embedded = 0
        self._before = before
        self._stopped = Event()
        self._catalogue = Catalogue(folder / CATALOGUE, create=True)
        self._writer = ThreadPoolExecutor(1, "record")
        self._writing: Future[None] | None = None
        self._unfinished = Unfinished(home.path / UNFINISHED, embedder.identity)

    @property
    def catalogue(self) -> Catalogue:
        """The record, with all that was added in it."""
        self._settle()
        return self._catalogue

    def warm(self) -> None:
        """Has the model loaded in the background, where it can be, and imports meanwhile what publishing takes."""
        self._embedder.warm()
        warm_vectors()

    def add(self, batch: Sequence[Prepared], advance: Advance = lambda chunks: None) -> None:
        """Puts documents in, each whole or not at all; a text embedded before is not embedded again.

        `advance` is told of chunks as they are embedded. Give many documents at once: texts of one
        length are embedded together. They are recorded while the next ones are embedded.
        """
        known = self._vectors([text for prepared in batch for text in prepared.searched], advance)
        self._settle()
        self._writing = self._writer.submit(self._record, batch, known)

    def _record(self, batch: Sequence[Prepared], known: Mapping[str, Vectors]) -> None:
        for one in batch:
            vectors = np.array([known[text] for text in one.searched], dtype=np.float32)
            with self._catalogue.transaction():
                self._catalogue.add(one.document, one.source_hash, one.sentences, root=one.root)
                self._catalogue.add_chunks(one.chunks, one.searched, vectors)
                self._catalogue.add_words(one.document.id, one.words)
        with self._catalogue.transaction():
            self._catalogue.copies.sign()

    def _settle(self) -> None:
        """Waits until all that was added is recorded; raises what went wrong with it."""
        if self._writing:
            self._writing.result()
            self._writing = None

    def stop(self) -> None:
        """Ends an `add` that another thread is at, before its next part."""
        self._stopped.set()

    def remove(self, document_ids: Sequence[str]) -> None:
        """Takes documents out."""
        with self.catalogue.transaction():
            self.catalogue.remove(document_ids)

    def publish(self, advance: Advance = lambda chunks: None) -> Manifest:
        """Builds both searchers from the catalogue, verifies them and puts the generation in place."""
        with self.catalogue.transaction():
            published = {one: values.published_at for one, values in self.catalogue.metadata().items()}
            self.catalogue.copies.update(published)
        churned = build_searchers(self._folder, self.catalogue, self._before, advance)
        documents, chunks = self.catalogue.counts()
        manifest = Manifest(
            format=FORMAT,
            generation=int(self._folder.stem),
            embedder=self._embedder.identity,
            chunker=self._parts.chunker,
            cleaner=self._parts.cleaner,
            readers=self._parts.readers,
            documents=documents,
            chunks=chunks,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            churned=churned,
        )
        self.catalogue.write_manifest(manifest)
        self.catalogue.close()
        write_seal(self._folder)
        self._home.publish(self._folder)
        self._unfinished.forget()
        return manifest

    def close(self) -> None:
        """Releases the files; what was embedded and not published is kept for the next run."""
        self._writer.shutdown()
        self._catalogue.close()
        self._unfinished.close()

    def _vectors(self, texts: Sequence[str], advance: Advance) -> dict[str, Vectors]:
        known = self._catalogue.vectors_of(texts)  # those being recorded now are known to the unfinished ones
        known |= self._unfinished.vectors_of(text for text in texts if text not in known)
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        advance(len(texts) - len(fresh))
        fresh.sort(key=len, reverse=True)  # the longest first: what does not fit into memory is told at once
        size = -(-len(fresh) // max(1, round(len(fresh) / _EMBEDDED_AT_ONCE)))  # no small part is left over
        for start in range(0, len(fresh), max(1, size)):
            if self._stopped.is_set():
                raise CitewellError("stopped: run the same command again to go on")
            part = fresh[start : start + size]
            made = dict(zip(part, self._embedder.embed(part), strict=True))
            self._unfinished.keep(made)
            known |= made
            self.embedded += len(part)
            advance(len(part))
        return known


@contextmanager
def build_generation(
    home: Home, embedder: Embedder, parts: Parts, *, fresh: bool = False, take_over: bool = True
) -> Iterator[Builder]:
    """A builder that starts as a copy of the serving generation (or empty, when `fresh`).

    Unless `Builder.publish` is called, leaving the context changes nothing. Unless it may `take_over`
    the vector cache of that generation, all of it is built anew.
    Raises IndexDamaged when the serving record is not what was written, WriteFailure when there is no room.
    """
    with _failures_told(home), home.building() as folder:
        before = None if fresh or not home.exists() else _start(home)
        if before:
            shutil.copyfile(before[0] / CATALOGUE, folder / CATALOGUE)
        builder = Builder(home, folder, embedder, parts, before if take_over else None)
        try:
            yield builder
        finally:
            builder.close()


def open_catalogue(home: Home, *, checked: bool = False) -> Catalogue:
    """The serving generation's record; raises IndexMissing or IndexDamaged.

    Where it is `checked`, every byte of it is what was written.
    """
    folder, hold = home.hold_current()
    try:
        catalogue = Catalogue(folder / CATALOGUE)
        try:
            if checked and catalogue.manifest().format == FORMAT:  # layouts before had no seal
                _refuse_broken(folder)
        except IndexDamaged:
            catalogue.close()
            raise
        return catalogue
    finally:
        hold.release()  # an open file can be read to its end whatever becomes of its name


def _start(home: Home) -> _Before:
    """A generation to start from: damage must not be copied and sealed anew."""
    with closing(open_catalogue(home, checked=True)) as catalogue:
        return catalogue.path.parent, catalogue.manifest()


def _refuse_broken(folder: Path) -> None:
    if broken := broken_seals(folder, only=CATALOGUE):
        raise IndexDamaged(f"the index is damaged: {folder / broken[0]}. `citewell doctor --fix` repairs it")


@contextmanager
def _failures_told(home: Home) -> Iterator[None]:
    """Turns what the system and the libraries raise for want of room into one error that says what to do."""
    try:
        yield
    except (OSError, sqlite3.Error, WriteFailure) as error:
        free = shutil.disk_usage(home.path).free
        full = free < _ROOM or "full" in str(error).lower()
        cure = "make room" if full else "see that this folder can be written"
        raise WriteFailure(
            f"the index in {home.path} cannot be written: {error} ({free >> 20:,} MB are free). The index that serves "
            f"is as it was. To go on where this run stopped, {cure} and run the same command again."
        ) from error
