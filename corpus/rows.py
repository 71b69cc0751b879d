"""A document as columns of the catalogue and back."""

import json
from dataclasses import asdict
from datetime import date

from corpus.models import Block, BlockKind, DateMention, Document, Found, Metadata, Page, Span


def document_to_row(document: Document) -> tuple[bytes, str, str, str, str]:
    """(text, metadata, blocks, pages, dates); the last four are JSON."""
    metadata = json.dumps(asdict(document.metadata), ensure_ascii=False)
    blocks = [(one.kind, one.span.start, one.span.end, one.language) for one in document.blocks]
    pages = [(one.number, one.span.start, one.span.end, one.width, one.height) for one in document.pages]
    dates = [
        (one.span.start, one.span.end, one.earliest.isoformat(), one.latest.isoformat(), one.relative)
        for one in document.dates
    ]
    # Lone surrogates (seen in JSON) are not UTF-8; the record must hold them all the same.
    text = document.text.encode("utf-8", "surrogatepass")
    return text, metadata, json.dumps(blocks), json.dumps(pages), json.dumps(dates)


def document_of(row: tuple[str, bytes, str, str, str, str, str]) -> Document:
    """The document of (id, text, metadata, path, blocks, pages, dates)."""
    document_id, text, metadata, path, blocks, pages, dates = row
    return Document(
        id=document_id,
        text=text.decode("utf-8", "surrogatepass"),
        metadata=metadata_of(metadata),
        path=path,
        blocks=tuple(Block(BlockKind(kind), Span(s, e), language) for kind, s, e, language in json.loads(blocks)),
        pages=tuple(Page(number, Span(s, e), width, height) for number, s, e, width, height in json.loads(pages)),
        dates=tuple(
            DateMention(Span(s, e), date.fromisoformat(earliest), date.fromisoformat(latest), relative)
            for s, e, earliest, latest, relative in json.loads(dates)
        ),
    )


def metadata_of(column: str) -> Metadata:
    """The metadata of its JSON column."""
    values = json.loads(column)
    values["authors"], values["languages"] = tuple(values["authors"]), tuple(values["languages"])
    values["found"] = {name: Found(**found) for name, found in values["found"].items()}
    return Metadata(**values)
