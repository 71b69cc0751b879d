"""Which reader a file gets, by its name's ending."""

from ingest.readers.html import HtmlReader
from ingest.readers.jsonl import JsonLinesReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.port import Reader
from ingest.readers.text import TextReader

_READERS: dict[str, Reader] = {
    **dict.fromkeys(("", ".txt", ".text"), TextReader()),
    **dict.fromkeys((".md", ".markdown"), MarkdownReader()),
    **dict.fromkeys((".html", ".htm", ".xhtml"), HtmlReader()),
    **dict.fromkeys((".jsonl", ".ndjson"), JsonLinesReader()),
}
SUFFIXES = tuple(suffix for suffix in _READERS if suffix)


def reader_for(suffix: str) -> Reader | None:
    """The reader of a lower-case suffix with its dot (`.md`), or None where there is none."""
    return _READERS.get(suffix)
