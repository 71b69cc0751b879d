"""Sheets to one flow of paragraphs, each with its kind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.models import BlockKind
from ingest.readers.pdf_columns import find_gutter, in_reading_order
from ingest.readers.pdf_flow import Placed, flow_of
from ingest.readers.pdf_furniture import furniture_of
from ingest.readers.pdf_kinds import kinds_of, usual_size
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_pages import Sheet
from ingest.readers.pdf_paragraphs import Paragraph, paragraphs_of
from ingest.readers.pdf_words import Word


def laid_out(sheets: Sequence[Sheet]) -> list[Placed]:
    """Every paragraph in the order it is read, its kind settled."""
    furniture = furniture_of([(sheet.tall, sheet.words) for sheet in sheets])
    bodies = [_without(sheet.words, lines) for sheet, lines in zip(sheets, furniture, strict=True)]
    size = usual_size(word for body in bodies for word in body)
    gutters = [gutter for body in bodies if (gutter := find_gutter(body)) is not None]
    known = [(gutter.left + gutter.right) / 2 for gutter in gutters]
    pages = [
        [paragraph for lines in in_reading_order(body, known) for paragraph in paragraphs_of(lines, number)]
        for number, body in enumerate(bodies, start=1)
    ]
    asides = [
        [*_asides(number, lines), *_besides(number, sheet)]
        for number, (sheet, lines) in enumerate(zip(sheets, furniture, strict=True), start=1)
    ]
    flow = flow_of(pages, asides, size)
    return [replace(placed, kind=kind) for placed, kind in zip(flow, kinds_of(flow, size), strict=True)]


def _without(words: Sequence[Word], lines: Sequence[Line]) -> list[Word]:
    taken = {id(word) for line in lines for word in line.words}
    return [word for word in words if id(word) not in taken]


def _asides(number: int, lines: Sequence[Line]) -> Iterator[Placed]:
    for line in lines:
        yield Placed(Paragraph((line,), number), BlockKind.BOILERPLATE)


def _besides(number: int, sheet: Sheet) -> Iterator[Placed]:
    """Stamps and labels that are written sideways, and what nobody sees, in the order of the file."""
    for kind, words in ((BlockKind.BOILERPLATE, sheet.sideways), (BlockKind.HIDDEN, sheet.unseen)):
        for _, group in groupby(words, key=lambda word: word.ink):
            yield Placed(Paragraph((Line(tuple(group)),), number), kind)
