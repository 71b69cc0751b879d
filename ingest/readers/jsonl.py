"""JSON Lines: a document a row, with `doc_id, title, text, source, published_at, url`."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from corpus.models import Document, Metadata
from ingest.blocks import blocks_of
from ingest.describe import completed, found_in, partial_date
from ingest.describe_text import text_candidates
from ingest.models import Entry, Failure, Reading, Source
from ingest.readers.port import Reader, entry_hash
from ingest.sources import SourceNotes, apply_note


class JsonLinesReader(Reader):
    """The document's id is the row's `doc_id`; a row that is off is a Failure with its line number."""

    def entries(self, source: Source, notes: SourceNotes) -> Iterator[Entry | Failure]:
        try:
            with source.path.open("rb") as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield _entry(line, source, notes, f"{source.path}:{number}")
        except OSError as error:
            yield Failure(str(source.path), f"cannot be read: {error.strerror}")


def _entry(line: bytes, source: Source, notes: SourceNotes, where: str) -> Entry | Failure:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        return Failure(where, f"not a JSON object in UTF-8: {error}")
    reason = _objection(row)
    if reason:
        return Failure(where, reason)
    note = notes.find(row["doc_id"])
    digest = hashlib.sha256(line).hexdigest()
    return Entry(row["doc_id"], str(source.path), entry_hash(digest, note), partial(_load, row, source, note))


def _objection(row: object) -> str:
    if not isinstance(row, dict):
        return "not a JSON object: a row is {doc_id, title, text, ...}"
    for name in ("doc_id", "text"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            return f"`{name}` is missing or empty: it must be a string"
    for name, value in row.items():
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            return f"`{name}` holds half a character (a lone surrogate): write it as valid Unicode"
    return ""


def _load(row: dict[str, Any], source: Source, note: Mapping[str, Any]) -> Reading:
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
    known = apply_note(completed(metadata, text_candidates(text)), note)
    return Reading(Document(row["doc_id"], text, known, str(source.path), blocks_of(text)))
