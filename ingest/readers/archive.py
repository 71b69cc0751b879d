"""An archive (zip, tar, tar.gz) of documents. Nothing is ever unpacked to disk.

A member's id is the archive's own with the member's path behind it: `box.zip/inner/page.html`. The child
process opens the archive; `ingest.readers.members` says what it will not take out of one.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from corpus import ReadFailure
from ingest import sniff
from ingest.isolate import Worker
from ingest.models import Entry, Failure, Reading, Source
from ingest.readers.jsonl import rows
from ingest.readers.members import Member, Refused, member_of, members_of, read_member
from ingest.readers.port import Reader, entry_hash, finished
from ingest.sources import SourceNotes


class ArchiveReader(Reader):
    """Each member that is a document is an entry; each that cannot be read is a Failure of its own."""

    def __init__(self, kind: str, worker: Worker) -> None:
        self._kind = kind
        self._worker = worker

    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        try:
            members = self._worker.call(members_of, self._kind, source.path)
        except ReadFailure as failure:
            yield Failure(str(source.path), str(failure))
            return
        if not members:
            yield Failure(str(source.path), "the archive holds no files")
        for member in members:
            inner = Source(source.path / member.name, source.root, f"{source.id}/{member.name}")
            if isinstance(member, Refused):
                yield Failure(f"{source.path}/{member.name}", member.reason)
            elif member.kind == sniff.JSON_LINES:
                yield from self._rows(source.path, member, inner, notes)
            else:
                yield self._entry(source.path, member, inner, notes)

    def _entry(self, archive: Path, member: Member, inner: Source, notes: SourceNotes) -> Entry:
        note = notes.find(inner.id, inner.path.name, member.digest)
        load = partial(self._load, archive, member, inner, note)
        return Entry(inner.id, str(inner.path), entry_hash(member.digest, note), load)

    def _load(self, archive: Path, member: Member, inner: Source, note: Mapping[str, Any]) -> Reading:
        return finished(self._worker.call(read_member, self._kind, archive, member, inner), note)

    def _rows(self, archive: Path, member: Member, inner: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        def again(_: int, line: bytes) -> Callable[[], bytes]:
            return lambda: line

        try:
            raw = self._worker.call(member_of, self._kind, archive, member)
        except ReadFailure as failure:
            yield Failure(str(inner.path), str(failure))
            return
        yield from rows(BytesIO(raw), inner, notes, again)
