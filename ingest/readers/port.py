"""The reader ports: a found file in, entries for its documents out; the bytes of one document in, a reading out."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from corpus import READERS, ReadFailure, detect_languages
from corpus.models import Document
from ingest.models import Entry, Failure, Reading, Source
from ingest.sources import SourceNotes, apply_note


class Reader(ABC):
    """Knows how many documents a file holds, and reads each."""

    @abstractmethod
    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        """An entry for each document of the source, cheap until its `load` is called."""


class FileReader(ABC):
    """A format in which one file is one document."""

    @abstractmethod
    def read(self, raw: bytes, source: Source) -> Reading:
        """Raises ReadFailure when the bytes hold no usable text.

        Blocks may leave their language empty: `finished` says it.
        """


def finished(reading: Reading, note: Mapping[str, Any]) -> Reading:
    """The reading with what is written down of its source, and with the language of each block."""
    document = reading.document
    metadata = apply_note(document.metadata, note)
    return replace(reading, document=replace(_with_languages(document), metadata=metadata))


def entry_hash(content: str, note: Mapping[str, Any]) -> str:
    """Changes when the content, its note or the readers change."""
    return hashlib.sha256(f"{READERS}\n{content}\n{sorted(note.items())}".encode()).hexdigest()


def unreadable(error: OSError) -> ReadFailure:
    """What to say of a file that the system does not give."""
    return ReadFailure(f"cannot be read: {error.strerror or error}")


def _with_languages(document: Document) -> Document:
    if all(block.language for block in document.blocks):
        return document
    languages = detect_languages([document.slice(block.span) for block in document.blocks])
    blocks = (replace(block, language=code) for block, code in zip(document.blocks, languages, strict=True))
    return replace(document, blocks=tuple(blocks))
