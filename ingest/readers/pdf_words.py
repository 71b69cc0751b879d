"""The words that a PDF page draws, where, and how: PDFium's characters, joined to words and turned upright.

Coordinates are points from the top left corner of the page as it is shown. Judges no order and no layout.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from corpus.models import Box

_HYPHENS = ("\x02", "\ufffe")  # what PDFium tells a hyphen at a line's end as
_UNKNOWN = "\ufffd"
_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\ufffe\uffff]")
_BOLD = 600  # weight
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_MAYBE_RAISED = re.compile(r"(?<=\w|[).,;:”\"])[0-9]{1,3}$")
_SMALLER = 0.8  # of the letters before it: a raised digit


@dataclass(frozen=True, slots=True)
class Ink:
    """How characters are drawn: size in points, colour and its opacity, render mode, direction in degrees."""

    size: float
    bold: bool
    color: tuple[int, int, int]
    opacity: int
    mode: int
    angle: int


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them; `order` is their place in the page's content stream.

    `shown` is where they stand on the page, `box` the same when the page is turned so that its text is upright.
    """

    text: str
    box: Box
    shown: Box
    ink: Ink
    order: int

    @property
    def middle(self) -> float:
        """The height of its centre line."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def unknown(self) -> int:
        """How many of its glyphs the font does not say a letter for."""
        return self.text.count(_UNKNOWN)


class Frame:
    """Turns the file's coordinates (upwards, unrotated) into those of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self._turns = page.get_rotation() // 90
        size = self._right - self._left, self._top - self._bottom
        self.width: float
        self.height: float
        self.width, self.height = size if self._turns % 2 == 0 else size[::-1]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle in points from the shown page's top left corner."""
        (x0, y0), (x1, y1) = self._point(left, bottom), self._point(right, top)
        return Box(*(round(value, 1) for value in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))

    def angle(self, degrees: float) -> int:
        """The direction of writing as shown, to the next quarter turn: 0, 90, 180 or 270."""
        return int(round((degrees - 90 * self._turns) / 90) % 4 * 90)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            (x - self._left, self._top - y),
            (y - self._bottom, x - self._left),
            (self._right - x, y - self._bottom),
            (self._top - y, self._right - x),
        )[self._turns]


def words_on(page: Any, frame: Frame) -> Iterator[Word]:
    """Every word that the page draws, seen or not, in the order of its content stream."""
    text = page.get_textpage()
    characters = _characters(text)
    inks: dict[int, Ink] = {}
    for start, end in _runs(characters, text, frame):
        body = characters[start:end]
        ink = _ink(text, start, frame, inks)
        box = _cover(text, start, end, frame)
        for hyphen in _HYPHENS:
            body = body.replace(hyphen, "-")
        if _MAYBE_RAISED.search(body):
            body = _with_raised(body, text, start)
        yield Word(_NO_LETTER.sub(_UNKNOWN, body), box, box, ink, start)


def _characters(text: Any) -> str:
    """One code point for each of PDFium's characters, so that their indexes agree."""
    count = text.count_chars()
    whole = str(text.get_text_range()) if count > 0 else ""
    if len(whole) == count:
        return whole
    codes = (pdfium.FPDFText_GetUnicode(text, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else _UNKNOWN for code in codes)


def _runs(characters: str, text: Any, frame: Frame) -> Iterator[tuple[int, int]]:
    """Start and end of each word. One that is broken at a line's end is two words."""
    for match in re.finditer(r"[^\s]+", characters):
        start = match.start()
        for at in range(match.start(), match.end() - 1):
            if characters[at] in _HYPHENS and _moves_on(_box(text, at, frame), _box(text, at + 1, frame)):
                yield start, at + 1
                start = at + 1
        yield start, match.end()


def _moves_on(before: Box, after: Box) -> bool:
    """Whether a character does not stand right behind another on one line."""
    return after.left < before.left or abs(after.bottom - before.bottom) > 0.5 * (before.bottom - before.top)


def _box(text: Any, at: int, frame: Frame) -> Box:
    found = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, at, found)
    return frame.box(found.left, found.bottom, found.right, found.top)


def _cover(text: Any, start: int, end: int, frame: Frame) -> Box:
    first, last = _box(text, start, frame), _box(text, end - 1, frame)
    return Box(
        min(first.left, last.left),
        min(first.top, last.top),
        max(first.right, last.right),
        max(first.bottom, last.bottom),
    )


def _ink(text: Any, at: int, frame: Frame, known: dict[int, Ink]) -> Ink:
    thing = pdfium.FPDFText_GetTextObject(text, at)
    key = ctypes.cast(thing, ctypes.c_void_p).value or -1 - at
    if key not in known:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        color = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFText_GetFillColor(text, at, *color)
        red, green, blue, opacity = (one.value for one in color)
        known[key] = Ink(
            size=round(pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d), 2),
            bold=_is_bold(text, at),
            color=(red, green, blue),
            opacity=opacity,
            mode=pdfium.FPDFTextObj_GetTextRenderMode(thing) if thing else 0,
            angle=frame.angle(math.degrees(math.atan2(matrix.b, matrix.a))),
        )
    return known[key]


def _is_bold(text: Any, at: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, at, name, 128, None)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()


def _with_raised(body: str, text: Any, start: int) -> str:
    """`10` with a small raised 2 reads 10², not 102."""
    matrices = [_size(text, start + at) for at in range(len(body))]
    largest = max(matrices)
    split = len(body)
    while split > 1 and body[split - 1].isdigit() and matrices[split - 1] < _SMALLER * largest:
        split -= 1
    return body[:split] + body[split:].translate(_RAISED)


def _size(text: Any, at: int) -> float:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d))
