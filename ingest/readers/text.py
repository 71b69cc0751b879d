"""Plain text. The canonical text is the decoded file, character for character."""

import re

from corpus.models import Document, Metadata
from ingest.blocks import blocks_of
from ingest.decode import decode
from ingest.describe import found_in, partial_date, split_authors
from ingest.models import Reading, Source
from ingest.readers.port import FileReader

_HEAD_LINES = 12
_LONGEST_TITLE = 200
_LABEL = re.compile(r"(title|publisher|authors?|published|date|url|doi)\s*:\s*(.+)$", re.I)


class TextReader(FileReader):
    """Takes title, publisher, authors and date from `Label: value` lines at the head, or nothing."""

    def read(self, raw: bytes, source: Source) -> Reading:
        text = decode(raw)
        return Reading(Document(source.id, text, _metadata(text), str(source.path), blocks_of(text)))


def _metadata(text: str) -> Metadata:
    lines = [line.strip(" \ufeff\r") for line in text.splitlines() if line.strip(" \ufeff\r")][:_HEAD_LINES]
    labels = {m[1].lower(): m[2].strip() for line in lines if (m := _LABEL.match(line))}
    return found_in(
        "text",
        Metadata(
            media_type="text/plain",
            title=labels.get("title") or _first_title(lines),
            publisher=labels.get("publisher", ""),
            authors=split_authors(labels.get("authors") or labels.get("author") or ""),
            published_at=partial_date(labels.get("published") or labels.get("date") or ""),
            url=labels.get("url", ""),
            doi=labels.get("doi", ""),
        ),
    )


def _first_title(lines: list[str]) -> str:
    line = lines[0] if lines else ""
    return line if len(line) <= _LONGEST_TITLE and not line.endswith((".", ":")) else ""
