"""Printed lines of one column to paragraphs. Reads sizes, gaps and indents; of the words only bullets and stops."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_lines import Line

_GAP = 1.35  # of the usual distance between lines: an empty line, or half of one
_SIZES = 0.08  # by which a size differs from the one before
_INDENT = 0.8  # ems
ITEM = re.compile(r"(?:[•●▪◦‣–—*]|[-−]\s|\(?\d{1,3}[.)]\s|\([a-z]{1,4}\)\s|\[\d{1,3}\])\s*\S?")
STOP = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_CELL = 1.5  # ems between two cells of a table
_ROWS = 3  # lines one below the other that make a table
_ALIGNED = 2.5  # points
_MOST_CELLS = 20  # that are compared


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together; `page` counts from 1, `cells` marks a row of a table."""

    lines: tuple[Line, ...]
    page: int
    opens: bool = False  # the first of its column
    closes: bool = False  # the last of its column
    is_row: bool = False

    @cached_property
    def text(self) -> str:
        """Its words, without the line ends."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The size of most of its lines."""
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(line.bold for line in self.lines)


def paragraphs_of(lines: Sequence[Line], page: int) -> list[Paragraph]:
    """The paragraphs of one column or band, in order."""
    column = _Column(lines)
    found: list[Paragraph] = []
    group: list[Line] = []
    for at, line in enumerate(lines):
        is_row = column.rows[at]
        if group and (is_row or column.breaks(at)):
            found.append(Paragraph(tuple(group), page))
            group = []
        if is_row:
            found.append(Paragraph((line,), page, is_row=True))
        else:
            group.append(line)
    if group:
        found.append(Paragraph(tuple(group), page))
    if found:
        found[0] = replace(found[0], opens=True)
        found[-1] = replace(found[-1], closes=True)
    return found


class _Column:
    """What is usual in a column: the distance between lines, the edges; and which of its lines are rows of tables."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        pitches = [two.middle - one.middle for one, two in pairwise(lines) if _like(one, two)]
        self._pitch = sorted(pitches)[len(pitches) // 3] if pitches else float("inf")
        self._left = sorted(line.left for line in lines)[len(lines) // 10]
        self._right = sorted(line.right for line in lines)[-1 - len(lines) // 20]
        self.rows = _rows(lines, self._right)

    def breaks(self, at: int) -> bool:
        """Whether the line at that place begins a paragraph."""
        before, line = self._lines[at - 1], self._lines[at]
        pitch = min(self._pitch, 2.2 * line.size)
        if line.middle - before.middle > _GAP * pitch or not _like(before, line) or before.bold != line.bold:
            return True
        if ITEM.match(line.text) and not (line.text[0].isdigit() and not STOP.search(before.text)):
            return True
        return self._is_indented(at) or self._ended_early(before, line)

    def _is_indented(self, at: int) -> bool:
        """A first line further in than the others; or, where those are further in, one further out."""
        before, line = self._lines[at - 1], self._lines[at]
        em = _INDENT * line.size
        if line.left > before.left + em and line.left > self._left + em:
            after = self._lines[at + 1] if at + 1 < len(self._lines) else None
            returns = after is None or after.left < line.left - em / 2
            return returns and bool(STOP.search(before.text))
        return line.left < before.left - em and bool(STOP.search(before.text)) and before.left < self._left + 6 * em

    def _ended_early(self, before: Line, line: Line) -> bool:
        """Whether the next word would still have stood on the line before: somebody ended it there."""
        room = self._right - before.right
        first = line.words[0].box
        return room > (first.right - first.left) + 0.8 * line.size


def _like(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SIZES * max(one.size, other.size)


def _rows(lines: Sequence[Line], right: float) -> list[bool]:
    """Whether each line is a table's row: several below each other have a cell at the same place."""
    rows = [False] * len(lines)
    run, shared = 0, (list[float](), list[float]())
    for at, line in enumerate(lines):
        places = _places(line, right)
        common = _common(shared[0], places[0]), _common(shared[1], places[1])
        run, shared = (run + 1, common) if any(common) else (1, places)
        if run >= _ROWS:
            rows[at + 1 - run : at + 1] = [True] * run
    return rows


def _places(line: Line, right: float) -> tuple[list[float], list[float]]:
    """Where the cells besides the first begin and end.

    The column's own right edge does not count: justified lines with wide gaps end there too.
    """
    cells = list(line.pieces(_CELL * line.size))[1:_MOST_CELLS]
    return [one.left for one in cells], [one.right for one in cells if one.right < right - _ALIGNED]


def _common(known: Sequence[float], places: Sequence[float]) -> list[float]:
    return [one for one in known if any(abs(one - other) < _ALIGNED for other in places)]
