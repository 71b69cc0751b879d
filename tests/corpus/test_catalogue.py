"""The record gives back what was put in."""

from datetime import date
from pathlib import Path

from corpus import Catalogue
from corpus.models import Block, BlockKind, Box, DateMention, Document, Found, Metadata, Page, PlacedWord, Span


def test_a_document_comes_back_whole(tmp_path: Path) -> None:
    """Text, metadata with where each value was found, blocks, pages, dates and printed words survive the record."""
    text = "Opened on 2 May \ud800 2021.\f\fSecond page."
    metadata = Metadata(title="A", authors=("B", "C"), languages=("en",), found={"title": Found("text", 0.5)})
    document = Document(
        "a.pdf",
        text,
        metadata,
        "/a.pdf",
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, 23), "en"), Block(BlockKind.HIDDEN, Span(25, 37), "en")),
        pages=(Page(1, Span(0, 23), 595.0, 842.0), Page(2, Span(25, 37), 595.0, 842.0)),
        dates=(DateMention(Span(10, 23), date(2021, 5, 2), date(2021, 5, 2), relative=False),),
    )
    words = [
        PlacedWord(1, Span(0, 6), Box(72, 70, 110, 82)),
        PlacedWord(2, Span(25, 31), Box(72, 70, 110, 82)),
    ]
    catalogue = Catalogue(tmp_path / "catalogue.sqlite", create=True)
    with catalogue.transaction():
        catalogue.add(document, "hash", [])
        catalogue.add_words(document.id, words)
    assert catalogue.document("a.pdf") == document
    assert catalogue.words("a.pdf") == words
    assert catalogue.words("a.pdf", Span(30, 34)) == words[1:]
    with catalogue.transaction():
        catalogue.remove(["a.pdf"])
    assert catalogue.words("a.pdf") == []
    catalogue.close()
