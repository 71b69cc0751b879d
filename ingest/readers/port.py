"""The reader port: a found file in, entries for its documents out."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from corpus import READERS, ReadFailure
from ingest.models import Entry, Failure, Reading, Source
from ingest.sources import SourceNotes, apply_note


class Reader(ABC):
    """Knows one format."""

    @abstractmethod
    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        """An entry for each document of the source, cheap until its `load` is called."""


class FileReader(Reader):
    """A format in which one file is one document."""

    @abstractmethod
    def read(self, raw: bytes, source: Source) -> Reading:
        """Raises ReadFailure when the bytes hold no usable text."""

    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        try:
            raw = source.path.read_bytes()
        except OSError as error:
            yield Failure(str(source.path), f"cannot be read: {error.strerror}")
            return
        digest = hashlib.sha256(raw).hexdigest()
        note = notes.find(source.id, source.path.name, digest)
        yield Entry(
            id=source.id,
            path=str(source.path),
            source_hash=entry_hash(digest, note),
            load=partial(self._load, source, note),
        )

    def _load(self, source: Source, note: Mapping[str, Any]) -> Reading:
        try:
            reading = self.read(source.path.read_bytes(), source)
        except OSError as error:
            raise ReadFailure(f"cannot be read: {error.strerror}") from error
        document = reading.document
        return replace(reading, document=replace(document, metadata=apply_note(document.metadata, note)))


def entry_hash(content: str, note: Mapping[str, Any]) -> str:
    """Changes when the content, its note or the readers change."""
    return hashlib.sha256(f"{READERS}\n{content}\n{sorted(note.items())}".encode()).hexdigest()
