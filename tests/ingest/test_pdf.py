"""PDF: the order people read in, a place for each word, furniture apart, and nothing quoted that nobody sees."""

from itertools import pairwise
from pathlib import Path

import pytest

from corpus import ReadFailure
from corpus.models import BlockKind, Document
from ingest.models import Reading, Source
from ingest.readers.pdf import PdfReader
from tests.make_pdf import WIDE, Sheet, column, pdf

HERE = Path("a.pdf")
LEFT = (
    "The harbour of Alva was closed on Monday because a storm had come from the north in the night. Twelve ships waited "
    "outside for the tide, and their crews slept little. The pilots stayed in the old town until the evening, where the "
    "harbour office had found rooms for them. Nobody was hurt, said the office, and nothing was lost but two small boats"
)
RIGHT = (
    "that had been tied up badly at the fish market. On Tuesday the wind turned to the west. The first ship came in "
    "before noon and the last one after dark. The office counted forty crates of oranges that had been washed ashore; "
    "children had eaten most of the rest. It opened an inquiry into the moorings, which it hopes to end before spring."
)


def read(raw: bytes) -> Reading:
    return PdfReader().read(raw, Source(HERE, HERE, HERE.name))


def typed(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, " ".join(document.slice(block.span).split())) for block in document.blocks]


def two_columns(sheet: Sheet, top: float, *, by_rows: bool, shift: float = 5) -> None:
    """Both texts beside each other, the right one a little lower; drawn row by row or column by column."""
    sides = [
        [(50 + side * 260, top + side * shift + 14 * row, line) for row, line in enumerate(column(text, 38))]
        for side, text in enumerate((LEFT, RIGHT))
    ]
    placed = [*sides[0], *sides[1]]
    for x, y, line in sorted(placed, key=lambda one: one[1]) if by_rows else placed:
        sheet.text(x, y, line)


@pytest.mark.parametrize("by_rows", [True, False], ids=["drawn_by_rows", "drawn_by_columns"])
@pytest.mark.parametrize("shift", [0, 5], ids=["level", "shifted"])
def test_two_columns_under_one_title(by_rows: bool, shift: float) -> None:
    """Title, left column, right column, whatever the order they are drawn in; the sentence over the break is one."""
    sheet = Sheet()
    sheet.text(120, 60, "A storm and its oranges: the week in Alva", size=16, bold=True)
    two_columns(sheet, 100, by_rows=by_rows, shift=shift)
    assert typed(read(pdf(sheet)).document) == [
        (BlockKind.HEADING, "A storm and its oranges: the week in Alva"),
        (BlockKind.PARAGRAPH, f"{LEFT} {RIGHT}"),
    ]


def test_a_caption_over_both_columns_comes_between_the_bands() -> None:
    """What crosses the gutter ends the columns above it."""
    sheet = Sheet()
    two_columns(sheet, 60, by_rows=True)
    sheet.text(50, 260, "Figure 1. The harbour of Alva on Monday morning, seen from the old lighthouse on the hill")
    for row, line in enumerate(column(LEFT, 38)):
        sheet.text(50, 300 + 14 * row, line)
        sheet.text(310, 300 + 14 * row, line)
    kinds = [kind for kind, _ in typed(read(pdf(sheet)).document)]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_caption_at_a_columns_end_cuts_no_sentence() -> None:
    """It comes behind the page's text where it would stand in the middle of a paragraph."""
    sheet = Sheet()
    two_columns(sheet, 60, by_rows=False, shift=0)
    sheet.text(50, 230, "Figure 1. The harbour of Alva.")
    assert [text[:9] for _, text in typed(read(pdf(sheet)).document)] == ["The harbo", "Figure 1."]


def test_every_word_has_its_place() -> None:
    """Each word's span holds its own characters, its box is where it was drawn, and pages partition the text."""
    sheets = [Sheet(), Sheet()]
    for number, sheet in enumerate(sheets):
        sheet.text(50, 100, f"The harbour was closed on day {number}.")
        sheet.text(50, 130, "Twelve ships waited outside.")
    reading = read(pdf(*sheets))
    document, words = reading.document, reading.words
    assert [document.slice(word.span) for word in words] == document.text.split()
    assert all(one.span.end <= two.span.start for one, two in pairwise(words))
    assert [(page.number, page.width, page.height) for page in document.pages] == [(1, 600, 800), (2, 600, 800)]
    assert all(document.page_of(word.span) == word.page for word in words)
    harbour = words[1]
    assert harbour.box.left == pytest.approx(50 + 4 * WIDE * 10, abs=1)
    assert harbour.box.right == pytest.approx(50 + 11 * WIDE * 10, abs=1)
    assert harbour.box.top < 100 - 5 < 100 < harbour.box.bottom + 3


def book(pages: int) -> list[Sheet]:
    """A running title, a number that changes, a chapter's name on some pages, and text that runs over each page."""
    sheets = []
    words = f"{LEFT} {RIGHT} ".split() * 4
    for number in range(pages):
        sheet = Sheet()
        sheet.text(50, 40, "Annals of Alva")
        sheet.text(430, 40, f"Storms {number // 2}" if number % 2 else "Oranges")
        sheet.text(295, 780, str(number + 17))
        part = " ".join(words[number * 60 + 3 : number * 60 + 63])
        for row, line in enumerate(column(part, 80)):
            sheet.text(50, 90 + 14 * row, line)
        sheets.append(sheet)
    return sheets


def test_headers_footers_and_numbers_are_boilerplate() -> None:
    """What stands at the same height on many pages is not quoted, and does not cut the text that runs over pages."""
    document = read(pdf(*book(4))).document
    furniture = [text for kind, text in typed(document) if kind is BlockKind.BOILERPLATE]
    assert sorted(furniture) == sorted(
        ["Annals of Alva"] * 4 + ["Oranges", "Storms 0", "Oranges", "Storms 1", "17", "18", "19", "20"]
    )
    bodies = [block.span for block in document.blocks if block.kind.quotable]
    assert len(bodies) < 4  # parts of one paragraph are one block
    assert document.page_of(bodies[0]) == 1


def test_notes_at_the_foot_wait_for_the_end_of_the_sentence() -> None:
    """A footnote between two halves of a paragraph is put in front of it."""
    first, second = Sheet(), Sheet()
    for row, line in enumerate(column(LEFT, 80)):
        first.text(50, 600 + 14 * row, line)
    first.text(50, 560, "Before the storm the harbour had been open for eleven years without a day of rest.")
    first.text(50, 740, "1 Annals of Alva, volume seven, page nine.", size=7)
    for row, line in enumerate(column(RIGHT, 80)):
        second.text(50, 60 + 14 * row, line)
    texts = [text for _, text in typed(read(pdf(first, second)).document)]
    assert texts[1:] == ["1 Annals of Alva, volume seven, page nine.", f"{LEFT} {RIGHT}"]


def test_what_nobody_sees_is_hidden() -> None:
    """White on white, tiny, invisible, off the page, black under black: kept, typed, never quotable; white on red is."""
    sheet = Sheet()
    sheet.text(50, 100, "The harbour was closed on Monday.")
    sheet.text(50, 130, "WHITE", color="1 1 1")
    sheet.text(50, 150, "TINY", size=1)
    sheet.text(50, 170, "INVISIBLE", mode=3)
    sheet.text(5000, 190, "OUTSIDE")
    sheet.box(45, 205, 200, 20, "0 0 0")
    sheet.text(50, 220, "REDACTED")
    sheet.box(45, 245, 300, 20, "1 0 0")
    sheet.text(50, 260, "A warning in white on red.", color="1 1 1")
    document = read(pdf(sheet)).document
    unseen = " ".join(text for kind, text in typed(document) if kind is BlockKind.HIDDEN)
    assert unseen == "WHITE TINY INVISIBLE OUTSIDE REDACTED"
    assert [text for kind, text in typed(document) if kind.quotable] == [
        "The harbour was closed on Monday.",
        "A warning in white on red.",
    ]


def test_a_recognised_scan_is_read() -> None:
    """Invisible letters over a picture of the page are its text, and the reading says so."""
    sheet = Sheet()
    sheet.picture()
    sheet.text(50, 100, "The harbour was closed on Monday.", mode=3)
    reading = read(pdf(sheet))
    assert reading.document.text == "The harbour was closed on Monday."
    assert reading.document.blocks[0].kind.quotable
    assert any("scan" in remark for remark in reading.remarks)


def test_pages_without_text_are_told() -> None:
    """A document of pictures is refused; a page of pictures among others is remarked upon."""
    empty, full = Sheet(), Sheet()
    empty.picture()
    full.text(50, 100, "The harbour was closed on Monday.")
    with pytest.raises(ReadFailure, match="holds no text"):
        read(pdf(empty))
    assert any("no text on page 1" in remark for remark in read(pdf(empty, full)).remarks)


@pytest.mark.parametrize(("rotate", "turn"), [(90, "0 1 -1 0"), (0, "0 1 -1 0"), (270, "0 -1 1 0"), (180, "-1 0 0 -1")])
def test_turned_pages_are_read_upright(rotate: int, turn: str) -> None:
    """Turned by the page or by the text itself, lines are read in order; boxes lie on the page as it is shown."""
    sheet = Sheet(rotate=rotate)
    step = {"0 1 -1 0": (14, 0), "0 -1 1 0": (-14, 0), "-1 0 0 -1": (0, -14)}[turn]
    start = {"0 1 -1 0": (100, 700), "0 -1 1 0": (500, 100), "-1 0 0 -1": (550, 600)}[turn]
    lines = column(LEFT, 60)
    for row, line in enumerate(lines):
        sheet.text(start[0] + step[0] * row, start[1] + step[1] * row, line, turn=turn)
    reading = read(pdf(sheet))
    assert reading.document.text.split("\n") == lines
    page = reading.document.pages[0]
    assert (page.width, page.height) == ((800, 600) if rotate % 180 else (600, 800))
    assert all(
        0 <= w.box.left <= w.box.right <= page.width and 0 <= w.box.top <= w.box.bottom <= page.height
        for w in reading.words
    )


def test_text_written_sideways_is_no_part_of_the_text() -> None:
    """A stamp in the margin is kept as boilerplate and breaks no line."""
    sheet = Sheet()
    for row, line in enumerate(column(LEFT, 70)):
        sheet.text(80, 100 + 14 * row, line)
    sheet.text(30, 200, "alva:2021.7", turn="0 1 -1 0")
    assert sorted(typed(read(pdf(sheet)).document)) == [
        (BlockKind.BOILERPLATE, "alva:2021.7"),
        (BlockKind.PARAGRAPH, LEFT),
    ]


def test_rows_of_a_table_stay_rows() -> None:
    """Cells one below the other are read row by row, and not taken for columns of text."""
    sheet = Sheet()
    for row, cells in enumerate(
        (("Day", "Ships", "Crates"), ("Monday", "12", "40"), ("Tuesday", "9", "31"), ("Friday", "7", "0"))
    ):
        for place, cell in enumerate(cells):
            sheet.text(60 + 150 * place, 100 + 16 * row, cell)
    assert typed(read(pdf(sheet)).document) == [
        (BlockKind.TABLE, "Day Ships Crates"),
        (BlockKind.TABLE, "Monday 12 40"),
        (BlockKind.TABLE, "Tuesday 9 31"),
        (BlockKind.TABLE, "Friday 7 0"),
    ]


def test_a_broken_word_keeps_its_hyphen_and_a_power_stays_one() -> None:
    """The text is what the page prints: a hyphen and a line end; a small raised 2 is not a 2 of the number."""
    sheet = Sheet()
    sheet.text(50, 100, "The storm cost 10", size=10)
    sheet.text(50 + 17 * 6, 96, "2", size=6)
    sheet.text(50 + 18 * 6, 100, " crowns, said a spokesman for the counter-")
    sheet.text(50, 114, "storm office in the evening, when it was quiet again.")
    assert read(pdf(sheet)).document.text == (
        "The storm cost 10² crowns, said a spokesman for the counter-\n"
        "storm office in the evening, when it was quiet again."
    )


def test_references_and_headings() -> None:
    """Bold and large lines are headings; what follows the reference list's heading is never quoted."""
    sheet = Sheet()
    sheet.text(50, 80, "1 Storms", size=14, bold=True)
    for row, line in enumerate(column(LEFT + ".", 80)):
        sheet.text(50, 110 + 14 * row, line)
    sheet.text(50, 300, "References", size=14, bold=True)
    sheet.text(50, 330, "1. Rahn, A. Harbours of the north. Alva, 2019.")
    sheet.text(50, 380, "Appendix", size=14, bold=True)
    sheet.text(50, 410, "The moorings were checked again in the spring of the next year.")
    assert [(kind, text[:12]) for kind, text in typed(read(pdf(sheet)).document)] == [
        (BlockKind.HEADING, "1 Storms"),
        (BlockKind.PARAGRAPH, "The harbour "),
        (BlockKind.REFERENCE, "References"),
        (BlockKind.REFERENCE, "1. Rahn, A. "),
        (BlockKind.HEADING, "Appendix"),
        (BlockKind.PARAGRAPH, "The moorings"),
    ]


@pytest.mark.parametrize(("title", "taken"), [("The closed harbour", "The closed harbour"), ("report.docx", "")])
def test_a_file_name_is_no_title(title: str, taken: str) -> None:
    """The title of the properties is taken, not surely; a file's name is not."""
    sheet = Sheet()
    sheet.text(50, 100, "The harbour was closed on Monday.")
    metadata = read(pdf(sheet, title=title)).document.metadata
    assert metadata.title == taken
    assert all(found.sure < 1 for found in metadata.found.values())


def test_a_small_head_over_the_second_of_two_pages() -> None:
    """A running head that stands once is furniture by its size and its distance; the sentence under it goes on."""
    sheets = []
    for number, (head, text) in enumerate((("Alva Papers 4", LEFT), ("Storms and oranges", RIGHT)), start=1):
        sheet = Sheet()
        sheet.text(60, 40, head, size=8)
        for row, line in enumerate(column(text, 60)):
            sheet.text(60, (600 if number == 1 else 90) + 14 * row, line)
        sheets.append(sheet)
    found = typed(read(pdf(*sheets)).document)
    assert (BlockKind.BOILERPLATE, "Storms and oranges") in found
    assert (BlockKind.PARAGRAPH, f"{LEFT} {RIGHT}") in found
