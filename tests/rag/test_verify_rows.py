"""A table's row is verified as it is copied, with bars for tabs or blanks for bars, and nothing else is let through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Block, BlockKind, Document, Metadata, Span
from ingest.blocks import blocks_of
from rag import verify
from rag.models import Verdict, VerifiedCitation
from rag.verifier.fold import FoldedDocument
from rag.verifier.narrow import Narrowing
from rag.verifier.standing import Wanted

SHIPS = (
    "Losses of the line\n\nShip | Year | Drowned | Saved\nAlva Maid | 2019 | 12 | M\nNorra Belle | 2020 | 3 | 95\n"
    "Ode Star | 2021 | -5 | 201\n\nThe office will count again."
)


def plain(text: str) -> Document:
    """A plain text as it is read."""
    return Document("ships.txt", text, Metadata(media_type="text/plain"), "/ships.txt", blocks_of(text))


def of_page(*rows: str) -> Document:
    """A page's table, a row of cells with tabs between them to a paragraph."""
    text = "\n\n".join(rows)
    blocks = [Block(BlockKind.TABLE, Span(*match.span()), "en") for match in re.finditer(r"[^\n]+", text)]
    return Document("page.html", text, Metadata(media_type="text/html"), "/page.html", tuple(blocks))


PORTS = of_page("Port\tShips\tTons", "Alva North\t120\t4,500", "Norra Quay\t\t3,100", "P(A | B)\t7\t9")


@pytest.mark.parametrize(
    ("document", "quote"),
    [
        pytest.param(PORTS, "Alva North | 120 | 4,500", id="a_bar_for_a_tab"),
        pytest.param(PORTS, "Port | Ships | Tons\nAlva North | 120 | 4,500", id="two_rows_as_they_are_shown"),
        pytest.param(PORTS, "Norra Quay |  | 3,100", id="an_empty_cell"),
        pytest.param(PORTS, "“Alva North | 120”", id="within_quotation_marks"),
        pytest.param(plain(SHIPS), "Ship Year Drowned Saved", id="no_bars_between_words"),
        pytest.param(plain(SHIPS), "Norra Belle\t2020\t3\t95", id="a_tab_for_a_bar"),
        pytest.param(plain(SHIPS), "Norra Belle  2020  3  95", id="two_blanks_for_a_bar"),
        pytest.param(plain(SHIPS), "Ode Star | 2021 | \u22125", id="a_minus_stays_one"),
    ],
)
def test_a_row_stands_as_it_is_copied(document: Document, quote: str) -> None:
    """The words cited are the row's own, with the marks that it has."""
    found = verify(quote, [document])
    assert isinstance(found, VerifiedCitation)
    assert found.verdict is Verdict.NORMALIZED
    assert found.citation.text in document.text


@pytest.mark.parametrize(
    ("document", "quote"),
    [
        pytest.param(PORTS, "Alva | North 120", id="a_bar_within_a_cell"),
        pytest.param(PORTS, "Norra Quay | 3,100", id="an_empty_cell_left_out"),
        pytest.param(PORTS, "Alva North | | 120 | 4,500", id="a_cell_too_many"),
        pytest.param(PORTS, "Alva North | 120 | 4,501", id="a_digit"),
        pytest.param(PORTS, "Alva North | 120 | 4,50", id="a_figure_cut_off"),
        pytest.param(PORTS, "Alva North | 4,500", id="a_cell_left_out"),
        pytest.param(PORTS, "P(A B) 7 9", id="a_bar_of_a_page_is_no_mark_between_cells"),
        pytest.param(plain(SHIPS), "Norra Belle 2020 3 95", id="figures_run_together"),
        pytest.param(plain(SHIPS), "Alva Maid  2019  12 M", id="twelve_million"),
        pytest.param(plain(SHIPS), "Ode Star  2021  5", id="a_minus_lost"),
        pytest.param(plain(SHIPS), "AlvaMaid  2019", id="a_blank_within_a_cell"),
        pytest.param(plain("P(A | B) = 1\nP(A | C) = 2\nP(A | D) = 3\n\nSo much for it."), "P(A B) = 1", id="a_formula"),
        pytest.param(plain("cat ships | head 3\ncat ports | head 5\n\nRun both."), "cat ships head 3", id="two_lines"),
        pytest.param(plain("Say yes | no to all of it. It stands there."), "Say yes no to all of it", id="no_table"),
    ],
)  # fmt: skip
def test_what_is_changed_does_not(document: Document, quote: str) -> None:
    """Cells, figures and signs are the row's, and only what sets cells apart is forgiven."""
    assert not isinstance(verify(quote, [document]), VerifiedCitation)


CELL = st.sampled_from(["Alva", "Norra Belle", "12", "3", "-5", "4,500", "20 m", "Ode", "saved", "1 000", "B-7"])
CUT = st.sampled_from([" | ", "\t", "  ", " ", " |  | "])
ROWS = st.integers(2, 4).flatmap(lambda cells: st.lists(st.tuples(*[CELL] * cells), min_size=3, max_size=5))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"-?\w+(?:[.,]\w+)*", text)]


@given(ROWS, st.booleans(), st.data())
def test_only_what_stands_between_cells_is_forgiven(
    rows: list[tuple[str, ...]], page: bool, data: st.DataObject
) -> None:
    """A quote of any cells with anything between them has, where it stands, the words of its place, each whole."""
    document = of_page(*map("\t".join, rows)) if page else plain("\n".join(map(" | ".join, rows)) + "\n\nSo it was.")
    row = data.draw(st.sampled_from(rows))
    cells = list(data.draw(st.one_of(st.just(row), st.permutations(row), st.lists(CELL, min_size=2, max_size=4))))
    quote = cells[0] + "".join(data.draw(CUT) + cell for cell in cells[1:])
    found = verify(quote, [document])
    if isinstance(found, VerifiedCitation):
        assert _words(found.citation.text) == _words(quote)
        bars = len(re.findall(r"(?<= )\|(?= )", quote))
        assert bars <= len(re.findall(r"(?<= )\|(?= )|\t", found.citation.text))


@given(ROWS, st.booleans(), st.integers(0, 200), st.characters(codec="ascii", categories=["L", "N"]))
def test_a_changed_letter_is_never_let_through(rows: list[tuple[str, ...]], page: bool, at: int, other: str) -> None:
    """Of a row as it is copied, one letter or digit exchanged: it stands only where the table has just that."""
    document = of_page(*map("\t".join, rows)) if page else plain("\n".join(map(" | ".join, rows)) + "\n\nSo it was.")
    copied = (" | " if page else "\t").join(rows[0])
    spots = [match.start() for match in re.finditer(r"\w", copied)]
    spot = spots[at % len(spots)]
    found = verify(f"{copied[:spot]}{other}{copied[spot + 1 :]}", [document])
    if isinstance(found, VerifiedCitation):
        assert _words(found.citation.text) == _words(f"{copied[:spot]}{other}{copied[spot + 1 :]}")


def test_a_row_that_is_copied_otherwise_finds_its_document_among_many() -> None:
    """With bars where the document has tabs, and without those that it has."""
    ships, ports = plain(SHIPS), PORTS
    narrowing = Narrowing([Wanted("Alva North | 120 | 4,500"), Wanted("Norra Belle  2020  3  95"), Wanted("3 | 95")])
    for document in (ships, ports):
        narrowing.read(FoldedDocument(document))
    assert narrowing.worth_reading(0)[0] == "page.html"
    assert narrowing.worth_reading(1)[0] == narrowing.worth_reading(2)[0] == "ships.txt"
