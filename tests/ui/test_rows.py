"""Quotes of a table: a row a line, a bar between its cells, nothing lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import clean_span
from corpus.models import BlockKind, Citation, Document, Span
from ingest.models import Source
from ingest.readers.html import HtmlReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.port import FileReader
from rag.models import Answer, Claim, Question, Status, Verdict, VerifiedCitation
from ui.rows import lines_of
from ui.terminal import print_answer
from ui.web.compose import compose_answer

HTML = """<html><head><title>Ships of Alva</title></head><body><article><h1>Ships of Alva</h1><p>The port of Alva counts
the ships that come in, and writes them down in a table once a year.</p><table><tr><th>Harbour</th><th>2021</th>
<th>2022</th></tr><tr><td>Alva</td><td></td><td>17</td></tr><tr><td>Borsk</td><td>9</td><td>11</td></tr></table>
<p>A storm closed the quay in the year after that, and nobody has counted any ships since then.</p></article></html>"""
MARKDOWN = "# Ships\n\n| Harbour | 2021 | 2022 |\n|---|---|---|\n| Alva | | 17 |\n| Borsk | 9 | 11 |\n"
ROWS = ["Harbour | 2021 | 2022", "Alva |  | 17", "Borsk | 9 | 11"]


def _table(reader: FileReader, text: str) -> Citation:
    path = Path("a")
    document = reader.read(text.encode(), Source(path, path, path.name)).document
    rows = [one.span for one in document.blocks if one.kind is BlockKind.TABLE]
    return Citation(document, rows[0].cover(rows[-1]))


def test_a_pages_table_is_shown_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    """In the chat and on a terminal; a cell without words keeps its place."""
    quote = VerifiedCitation(_table(HtmlReader(), HTML), Verdict.EXACT)
    assert lines_of(quote.citation) == ROWS
    answer = Answer(Question("q"), Status.ANSWERED, (Claim(quote.citation.text, (quote,)),))
    assert compose_answer(answer).startswith("> Harbour &#124; 2021 &#124; 2022<br>Alva &#124; &#124; 17<br>Borsk")
    print_answer(answer)
    shown = capsys.readouterr().out
    assert "1. “Harbour | 2021 | 2022\n" in shown
    assert "Borsk | 9 | 11”" in shown


def test_a_markdown_tables_rule_is_not_shown() -> None:
    """Its rows have bars of their own; the line of dashes between them says nothing."""
    assert lines_of(_table(MarkdownReader(), MARKDOWN)) == [
        "| Harbour | 2021 | 2022 |",
        "| Alva | | 17 |",
        "| Borsk | 9 | 11 |",
    ]


def test_cells_are_read_apart() -> None:
    """What is searched and read by models has bars where the text has tabs."""
    quote = _table(HtmlReader(), HTML)
    rows = [one.span for one in quote.document.blocks if one.kind is BlockKind.TABLE]
    assert [clean_span(quote.document, row) for row in rows] == [ROWS[0], "Alva | | 17", ROWS[2]]


@given(st.integers(0, 400), st.integers(1, 400))
def test_no_word_of_a_quote_is_lost(start: int, length: int) -> None:
    """Wherever a quote begins and ends, in a table or over its edge, its letters are shown in their order."""
    document: Document = _PAGE
    start = min(start, len(document.text) - 1)
    quote = Citation(document, Span(start, min(start + length, len(document.text))))
    shown = "".join(lines_of(quote))
    assert "".join(filter(str.isalnum, shown)) == "".join(filter(str.isalnum, quote.text))


_PAGE = _table(HtmlReader(), HTML).document
