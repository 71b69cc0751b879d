"""Writes a flow of paragraphs down as the canonical text, with a block for each and a place for each word."""

from collections.abc import Sequence

from corpus.models import Block, Page, PlacedWord, Span
from ingest.readers.assemble import BREAK
from ingest.readers.pdf_flow import Placed
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_pages import Sheet

Written = tuple[str, tuple[Block, ...], tuple[Page, ...], tuple[PlacedWord, ...]]


def written(flow: Sequence[Placed], sheets: Sequence[Sheet]) -> Written:
    """The text, its blocks, the stretch of each page that has text, and each word's box."""
    text = _Text()
    blocks: list[Block] = []
    pages: dict[int, Span] = {}
    for at, placed in enumerate(flow):
        number = placed.paragraph.page
        span = text.paragraph(placed.paragraph.lines, number)
        if placed.goes_on and at and flow[at - 1].paragraph.page and flow[at - 1].kind is placed.kind:
            blocks[-1] = Block(blocks[-1].kind, blocks[-1].span.cover(span), "")
        elif placed.kind:
            blocks.append(Block(placed.kind, span, ""))
        pages[number] = pages[number].cover(span) if number in pages else span
    numbered = (
        Page(number, span, sheets[number - 1].width, sheets[number - 1].height) for number, span in pages.items()
    )
    return "".join(text.parts), tuple(blocks), tuple(numbered), tuple(text.words)


class _Text:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.words: list[PlacedWord] = []
        self._at = 0

    def paragraph(self, lines: Sequence[Line], page: int) -> Span:
        """Appends lines behind an empty line."""
        if self.parts:
            self._add(BREAK)
        start = self._at
        for number, line in enumerate(lines):
            if number:
                self._add("\n")
            for place, word in enumerate(line.words):
                if place:
                    self._add(" ")
                span = Span(self._at, self._at + len(word.text))
                self._add(word.text)
                self.words.append(PlacedWord(page, span, word.shown))
        return Span(start, self._at)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)
