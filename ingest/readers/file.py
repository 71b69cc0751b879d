"""A file that is one document: hashed as it is found, read when it is asked for."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ingest.models import Entry, Failure, Reading, Source
from ingest.readers.port import Reader, entry_hash, finished, unreadable
from ingest.sources import SourceNotes


class OneDocument(Reader):
    """`read` gets the source's reading, in this process or another; it may raise OSError."""

    def __init__(self, read: Callable[[Source], Reading]) -> None:
        self._read = read

    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        try:
            with source.path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield Failure(str(source.path), str(unreadable(error)))
            return
        note = notes.find(source.id, source.path.name, digest)
        yield Entry(source.id, str(source.path), entry_hash(digest, note), partial(self._load, source, note))

    def _load(self, source: Source, note: Mapping[str, Any]) -> Reading:
        try:
            reading = self._read(source)
        except OSError as error:
            raise unreadable(error) from error
        return finished(reading, note)
