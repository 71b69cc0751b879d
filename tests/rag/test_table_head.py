"""A row is read, and shown, with the head of its table."""

from collections.abc import Iterator

import pytest

from corpus import Index, Settings, open_index
from corpus.models import BlockKind, Filter, Sentence
from ingest import Ingester
from rag.query import parse_query
from rag.read import Evidence, read_chunks
from rag.retrieve import HybridSearch
from rag.select import span_of
from rag.table_head import table_heads
from tests.fakes import FakeEmbedder
from tests.rag.test_read import Listening

OVER = "Ships that came in:"
HEAD = "Harbour | 2021 | 2022"
ROWS = [f"Harbour number {number} | {number} | {number + 3}" for number in range(1, 40)]
TEXT = f"The report is of last year.\n\n{OVER}\n\n{HEAD}\n" + "\n".join(ROWS) + "\n\nNobody asked why they came.\n"


@pytest.fixture
def index(tmp_path) -> Iterator[Index]:
    """One document with one table."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    index = open_index(settings, FakeEmbedder())
    yield index
    index.close()


def _sentences(index: Index) -> list[Sentence]:
    return index.sentences(index.documents()[0].id)


def _text(index: Index, sentence: Sentence) -> str:
    return index.document(sentence.document_id).slice(sentence.span)


def test_each_row_has_the_first_row_and_the_line_over_it(index) -> None:
    """The first row has the line over the table alone; text below the table has neither."""
    rows = [one for one in _sentences(index) if one.kind is BlockKind.TABLE]
    found = table_heads(index, rows)
    heads = [found.get(row.ordinal) for row in rows]
    assert [_text(index, row) for row in rows] == [HEAD, *ROWS]
    assert heads[0] is not None
    assert _text(index, heads[0]) == OVER
    assert {_text(index, head) for head in heads[1:] if head} == {f"{OVER}\n\n{HEAD}"}


def test_rows_are_read_behind_the_head(index) -> None:
    """In their place and once more: the columns' names stand before the figures."""
    reranker, query = Listening(), parse_query("How many ships came to harbour number 7 in 2022?")
    hits = HybridSearch(index, reranker, Settings()).search(query, Filter())
    reranker.calls.clear()
    read_chunks(index, reranker, query, hits)
    rows = [text for call in reranker.calls for text in call if "Harbour number 7 |" in text]
    assert rows == [f"{OVER} {HEAD} {ROWS[6]}"] * 2


def test_a_row_is_shown_with_its_table_from_the_top_unless_that_is_long(index) -> None:
    """What is shown is one span of the source, so the rows between are shown too."""
    document = index.documents()[0]
    shown = {}
    heads = table_heads(index, _sentences(index))
    for one in _sentences(index):
        if one.kind is BlockKind.TABLE:
            evidence = Evidence(document, one, heads[one.ordinal], _text(index, one), 0.0, 0.0)
            shown[evidence.text] = document.slice(span_of(evidence))
    assert shown[ROWS[1]].startswith(OVER)
    assert shown[ROWS[1]].endswith(ROWS[1])
    assert shown[ROWS[-1]] == ROWS[-1]
