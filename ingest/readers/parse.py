"""Reads one document by its media type; what runs in the child process. Imports each format when it comes."""

from importlib import import_module

from ingest import sniff
from ingest.decode import read_bytes
from ingest.models import Reading, Source
from ingest.readers.port import FileReader

_READERS = {
    sniff.TEXT: ("text", "TextReader"),
    sniff.MARKDOWN: ("markdown", "MarkdownReader"),
    sniff.HTML: ("html", "HtmlReader"),
    sniff.PDF: ("pdf", "PdfReader"),
    sniff.DOCX: ("docx", "DocxReader"),
    sniff.EPUB: ("epub", "EpubReader"),
}


def read_file(media_type: str, source: Source) -> Reading:
    """Raises ReadFailure where it holds no usable text, OSError where the system does not give it."""
    return read_raw(media_type, read_bytes(source.path), source)


def read_raw(media_type: str, raw: bytes, source: Source) -> Reading:
    """The same, of a file's content."""
    module, name = _READERS[media_type]
    reader: FileReader = getattr(import_module(f"ingest.readers.{module}"), name)()
    return reader.read(raw, source)
