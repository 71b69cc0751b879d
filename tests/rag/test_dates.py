"""The days that a quote's words mean stand beside the quote, in scripts' rows and in people's words."""

from datetime import date

import pytest

from corpus.models import Block, BlockKind, Citation, Document, Metadata, Span
from ingest.annotate import annotated
from rag import citation_to_dict, explained
from rag.dates import in_words
from rag.models import Verdict

TEXT = "The harbour was closed last month. On Tuesday, or on Tuesday, it opens. It was built in 1999."


def quoted(words: str, published_at: str = "2024-04-10") -> Citation:
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT)), "en"),)
    document = annotated(Document("d", TEXT, Metadata(published_at=published_at), "/d", blocks))
    return Citation(document, Span(TEXT.index(words), TEXT.index(words) + len(words)))


def test_a_row_tells_the_days_inside_its_quote() -> None:
    """Only mentions inside the span, with their own offsets; the quoted text is the document's."""
    row = citation_to_dict(quoted("The harbour was closed last month."), Verdict.EXACT)
    assert row["text"] == "The harbour was closed last month."
    assert row["dates"] == [
        {
            "start": 23,
            "end": 33,
            "text": "last month",
            "earliest": "2024-03-01",
            "latest": "2024-03-31",
            "relative": True,
        }
    ]
    assert "dates" not in citation_to_dict(quoted("closed"), Verdict.EXACT)


def test_only_what_is_told_by_distance_is_explained() -> None:
    """Each relative mention once; a year that is written out explains itself, and nothing is told without a date."""
    assert explained(quoted(TEXT)) == [("last month", "March 2024"), ("Tuesday", "9 April 2024")]
    assert explained(quoted(TEXT, "")) == []


def test_dates_in_boilerplate_are_left_out() -> None:
    """What cannot be quoted is not annotated."""
    blocks = (Block(BlockKind.BOILERPLATE, Span(0, len(TEXT)), "en"),)
    assert annotated(Document("d", TEXT, Metadata(published_at="2024"), "/d", blocks)).dates == ()


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2024, 3, 26), date(2024, 3, 26), "26 March 2024"),
        (date(2024, 3, 1), date(2024, 3, 31), "March 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 4, 1), date(2024, 4, 10), "1 to 10 April 2024"),
        (date(2024, 3, 25), date(2024, 4, 1), "25 March to 1 April 2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 to 2 January 2024"),
    ],
)
def test_days_in_words(earliest: date, latest: date, words: str) -> None:
    """A run of days is written as people do."""
    assert in_words(earliest, latest) == words
