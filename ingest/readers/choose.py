"""Which reader a file gets, by its content, and whether it is read in this process or in a child."""

from collections.abc import Iterator
from functools import partial

from corpus import ReadFailure
from ingest import sniff
from ingest.isolate import Limits, Worker
from ingest.models import Entry, Failure, Reading, Source
from ingest.readers.archive import ArchiveReader
from ingest.readers.file import OneDocument
from ingest.readers.jsonl import JsonLinesReader
from ingest.readers.parse import read_file
from ingest.readers.port import Reader, unreadable
from ingest.sources import SourceNotes

_PLAIN = (sniff.TEXT, sniff.MARKDOWN)  # nothing but decoding: needs no child


class Readers:
    """All formats. Parsers of formats with a structure run in a child process within `limits`."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._worker = Worker(limits)

    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        """An entry for each document of a file; a Failure where no reader knows it."""
        try:
            with source.path.open("rb") as file:
                kind = sniff.media_type(file, source.path.name, named=source.path == source.root)
        except OSError as error:
            yield Failure(str(source.path), str(unreadable(error)))
        except ReadFailure as failure:
            yield Failure(str(source.path), str(failure))
        else:
            yield from self._reader(kind).entries(source, notes)

    def close(self) -> None:
        """Ends the child process; entries can still be loaded, in a new one."""
        self._worker.close()

    def _reader(self, kind: str) -> Reader:
        if kind in (sniff.ZIP, sniff.TAR):
            return ArchiveReader(kind, self._worker)
        if kind == sniff.JSON_LINES:
            return JsonLinesReader()
        return OneDocument(partial(read_file if kind in _PLAIN else self._read_apart, kind))

    def _read_apart(self, kind: str, source: Source) -> Reading:
        return self._worker.call(read_file, kind, source)
