"""JSON Lines: a document a row, with `doc_id, title, text, source, published_at, url`."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any, BinaryIO

from corpus import ReadFailure
from corpus.models import Document, Metadata
from ingest.blocks import blocks_of
from ingest.decode import MOST_BYTES
from ingest.describe import completed, found_in, partial_date
from ingest.describe_text import text_candidates
from ingest.header import header_of
from ingest.models import Entry, Failure, Reading, Source
from ingest.readers.port import Reader, entry_hash, finished, unreadable
from ingest.sources import SourceNotes

_HALF = re.compile("[\ud800-\udfff]")  # of a character beyond 16 bits
_LINE_ENDS = 1 << 20  # bytes that are read at once of a line that is too long


class JsonLinesReader(Reader):
    """The document's id is the row's `doc_id`; a row that is off is a Failure with its line number."""

    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        def again(at: int, line: bytes) -> Callable[[], bytes]:
            return partial(_line_at, source, at, hashlib.sha256(line).digest(), len(line))

        try:
            with source.path.open("rb") as file:
                yield from rows(file, source, notes, again)
        except OSError as error:
            yield Failure(str(source.path), str(unreadable(error)))


def rows(
    file: BinaryIO, source: Source, notes: SourceNotes, again: Callable[[int, bytes], Callable[[], bytes]]
) -> Iterator[Entry | Failure]:
    """An entry for each row of a file; `again` makes what gets a line anew when its document is loaded."""
    for number in count(1):
        at = file.tell()
        line = file.readline(MOST_BYTES + 1)
        if not line:
            return
        where = f"{source.path}:{number}"
        if len(line) > MOST_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(_LINE_ENDS)
            yield Failure(where, f"a row of more than {MOST_BYTES:,} bytes: split it")
        elif line.strip():
            yield _entry(line, source, notes, where, again(at, line))


def _entry(line: bytes, source: Source, notes: SourceNotes, where: str, again: Callable[[], bytes]) -> Entry | Failure:
    try:
        row = _parsed(line)
    except ReadFailure as failure:
        return Failure(where, str(failure))
    note = notes.find(row["doc_id"])
    digest = hashlib.sha256(line).hexdigest()
    return Entry(row["doc_id"], str(source.path), entry_hash(digest, note), partial(_load, again, source, note))


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise ReadFailure(f"not a JSON object in UTF-8: {error}") from error
    if reason := _objection(row):
        raise ReadFailure(reason)
    return dict(row)


def _objection(row: object) -> str:
    if not isinstance(row, dict):
        return "not a JSON object: a row is {doc_id, title, text, ...}"
    for name in ("doc_id", "text"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            return f"`{name}` is missing or empty: it must be a string"
    for name, value in row.items():
        if isinstance(value, str) and _HALF.search(value):
            return f"`{name}` holds half a character (a lone surrogate): write it as valid Unicode"
    return ""


def _line_at(source: Source, at: int, digest: bytes, length: int) -> bytes:
    try:
        with source.path.open("rb") as file:
            file.seek(at)
            line = file.read(length)
    except OSError as error:
        raise unreadable(error) from error
    if hashlib.sha256(line).digest() != digest:
        raise ReadFailure("the file changed while it was read: index it again")
    return line


def _load(again: Callable[[], bytes], source: Source, note: Mapping[str, Any]) -> Reading:
    row = _parsed(again())
    metadata = found_in(
        "row",
        Metadata(
            media_type="text/plain",
            title=str(row.get("title") or ""),
            publisher=str(row.get("source") or ""),
            published_at=partial_date(str(row.get("published_at") or "")),
            url=str(row.get("url") or ""),
        ),
    )
    text = row["text"]
    header = header_of(text)
    known = completed(metadata, text_candidates(text, header))
    blocks = blocks_of(text, known.title, header)
    return finished(Reading(Document(row["doc_id"], text, known, str(source.path), blocks)), note)
