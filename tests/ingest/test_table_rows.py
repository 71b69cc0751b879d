"""Rows of a table in a plain text."""

from corpus.models import BlockKind
from ingest.blocks import blocks_of

TABLE = ("Harbour | 2021 | 2022", "Alva | 14 | 17", "Borsk | 9 | 11")


def _kinds(text: str) -> dict[str, BlockKind]:
    return {text[one.span.start : one.span.end]: one.kind for one in blocks_of(text)}


def test_lines_of_cells_with_figures_are_rows_and_their_first_line_too() -> None:
    """Each row is a block of its own, though the lines are of a length and follow each other."""
    kinds = _kinds("Ships that came in:\n\n" + "\n".join(TABLE) + "\n\nThe port of Alva grew.")
    assert {kinds[row] for row in TABLE} == {BlockKind.TABLE}
    assert kinds["The port of Alva grew."] is BlockKind.PARAGRAPH


def test_tabs_cut_cells_as_well() -> None:
    """As a spreadsheet copies them."""
    rows = [row.replace(" | ", "\t") for row in TABLE]
    assert {_kinds("\n".join(rows))[row] for row in rows} == {BlockKind.TABLE}


def test_a_menu_and_a_lone_line_are_no_table() -> None:
    """A line of links has no figures; one line of cells has no company."""
    kinds = _kinds(
        "Home | News | Sport\nAbout | Jobs | Contact\n\nNobody knows why.\n\nAlva | 14 | 17\n\nNobody asked."
    )
    assert BlockKind.TABLE not in kinds.values()
