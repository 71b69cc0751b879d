"""Which words of a PDF page a reader sees: not invisible, not off the page, not tiny, not in the colour behind them.

A scanned page whose letters were recognised carries them invisibly over its picture: those are its text.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from corpus.models import Box
from ingest.readers.pdf_words import Frame, Ink, Word

_SMALLEST = 2.0  # points
_NEAR = 48  # sum of the differences of two colours that nobody tells apart
_FAINT = 12  # of 255: less is not seen
_NOT_DRAWN = (3, 7)  # render modes: invisible, clipping only
_RECOGNISED = 0.9  # share of invisible words on a page with a picture that make it a recognised scan
_PICTURE = 0.5  # of the page that such a picture covers
_MOST_THINGS = 20_000
_SEGMENTS = 6  # of a path that is a rectangle
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Something painted that words may stand on; `color` None is a picture or a gradient."""

    box: Box
    color: tuple[int, int, int] | None

    def lies_behind(self, word: Box) -> bool:
        """Whether it covers a word from edge to edge."""
        return (
            self.box.left <= word.left + 1
            and self.box.right >= word.right - 1
            and self.box.top <= word.top + 2
            and self.box.bottom >= word.bottom - 2
        )


def is_recognised_scan(words: Sequence[Word], backdrops: Sequence[Backdrop], frame: Frame) -> bool:
    """Whether the page is a picture whose letters a program has recognised."""
    area = frame.width * frame.height
    pictured = any(
        one.color is None and (one.box.right - one.box.left) * (one.box.bottom - one.box.top) >= _PICTURE * area
        for one in backdrops
    )
    invisible = sum(word.ink.mode in _NOT_DRAWN for word in words)
    return bool(pictured and words and invisible >= _RECOGNISED * len(words))


def is_seen(word: Word, backdrops: Sequence[Backdrop], frame: Frame, *, recognised: bool) -> bool:
    """Whether a reader of the page sees the word."""
    if word.ink.size < _SMALLEST or not _on_page(word.box, frame):
        return False
    if word.ink.mode in _NOT_DRAWN:
        return recognised
    return word.ink.opacity > _FAINT and not _drowns(word.ink, word.box, backdrops)


def backdrops_on(page: Any, frame: Frame, words: Sequence[Word]) -> list[Backdrop]:
    """What is painted on the page, where that can matter to one of the words."""
    colors = {word.ink.color for word in words}
    plain = all(_distance(color, _WHITE) >= _NEAR for color in colors)
    invisible = any(word.ink.mode in _NOT_DRAWN for word in words)
    found = []
    for thing, kind in _things(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            color = _fill(thing)
            if color is not None and (not plain or any(_distance(color, one) < _NEAR for one in colors)):
                found.append(Backdrop(_bounds(thing, frame), color))
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT and (invisible or not plain):
            found.append(Backdrop(_bounds(thing, frame), None))
    return found


def _on_page(box: Box, frame: Frame) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def _drowns(ink: Ink, box: Box, backdrops: Sequence[Backdrop]) -> bool:
    """Whether what was painted last behind a word has its colour."""
    behind = next((one for one in reversed(backdrops) if one.lies_behind(box)), None)
    color = behind.color if behind else _WHITE
    return color is not None and _distance(ink.color, color) < _NEAR


def _things(page: Any) -> Iterator[tuple[Any, int]]:
    """What is painted, in its order; of a drawing that was put in as one piece, the piece."""
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_THINGS)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_FORM or _holds_paint(thing):
            yield thing, kind


def _holds_paint(form: Any) -> bool:
    for at in range(min(pdfium.FPDFFormObj_CountObjects(form), _MOST_THINGS)):
        inner = pdfium.FPDFFormObj_GetObject(form, at)
        if pdfium.FPDFPageObj_GetType(inner) != pdfium.FPDF_PAGEOBJ_TEXT:
            return True
    return False


def _fill(path: Any) -> tuple[int, int, int] | None:
    """The colour of a filled rectangle, None for every other path."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if not mode.value or pdfium.FPDFPath_CountSegments(path) > _SEGMENTS:
        return None
    color = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(path, *color) or color[3].value <= _FAINT:
        return None
    return color[0].value, color[1].value, color[2].value


def _bounds(thing: Any, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return frame.box(left.value, bottom.value, right.value, top.value)


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
