"""The reading order of a page: bands and columns, found by the white stripes between them.

A gutter is a stripe that no line crosses, as tall as several lines that stand on both of its sides
(Breuel 2002, "Two geometric algorithms for layout analysis", looks for the same white rectangles).
What crosses it, such as a title over two columns, ends the stripe and is read before or after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_lines import Line, lines_of
from ingest.readers.pdf_words import Word

_EDGE = 0.12  # of a region: a column is wider
_LINES = 4  # on either side of a gutter
_TRIED = 12  # stripes, the tallest first
_DENSE = 0.5  # of the height that both columns share is lines, not gaps
_WORDS = 3  # in a column's usual line: a table's cells have fewer
_LETTERS = 10  # the same for scripts without spaces
_FILLED = 0.4  # of a column's width, by its usual line
_DEEPEST = 12  # regions inside regions


@dataclass(frozen=True, slots=True)
class Gutter:
    """A white stripe between columns."""

    left: float
    right: float
    top: float
    bottom: float


def in_reading_order(words: Sequence[Word], known: Sequence[float] = ()) -> list[list[Line]]:
    """The lines of each column or band, in the order they are read.

    `known` are the middles of gutters on the document's other pages: on a page that is nearly
    empty a single line on one side is enough for them.
    """
    done: list[list[Line]] = []
    waiting = [(list(words), 0)]
    while waiting:
        region, depth = waiting.pop()
        gutter = find_gutter(region, known) if depth < _DEEPEST else None
        if gutter is None:
            if region:
                done.append(lines_of(region))
        else:
            waiting += [(part, depth + 1) for part in reversed(_parts(region, gutter)) if part]
    return done


def find_gutter(words: Sequence[Word], known: Sequence[float] = ()) -> Gutter | None:
    """The tallest gutter of a region, or None."""
    if len(words) < 2 * _LINES:
        return None
    narrowest = max(6.0, 0.7 * median(word.ink.size for word in words))
    pieces = [piece for line in lines_of(words) for piece in line.pieces(narrowest)]
    for gutter in sorted(_stripes(pieces, narrowest), key=lambda one: one.top - one.bottom)[:_TRIED]:
        if (found := _checked(pieces, gutter, known)) is not None:
            return found
    return None


def _stripes(pieces: Sequence[Line], width: float) -> Iterator[Gutter]:
    """Every stripe that begins at the end of some piece, away from the region's edges."""
    left, right = min(one.left for one in pieces), max(one.right for one in pieces)
    top, bottom = min(one.top for one in pieces), max(one.bottom for one in pieces)
    edge = _EDGE * (right - left)
    for x in sorted({round(piece.right) + 0.5 for piece in pieces}):
        if left + edge < x < right - edge:
            for start, end in _free(pieces, x, x + width):
                if end > top and start < bottom:
                    yield Gutter(x, x + width, max(start, top), min(end, bottom))


def _parts(words: Sequence[Word], gutter: Gutter) -> list[list[Word]]:
    above, left, right, below = [], [], [], []
    for word in words:
        if word.middle < gutter.top:
            above.append(word)
        elif word.middle > gutter.bottom:
            below.append(word)
        elif word.box.right <= gutter.right:
            left.append(word)
        else:
            right.append(word)
    return [above, left, right, below]


def _free(pieces: Sequence[Line], left: float, right: float) -> Iterator[tuple[float, float]]:
    """Heights between which nothing stands in a stripe."""
    top = float("-inf")
    for piece in sorted((one for one in pieces if one.left < right and one.right > left), key=lambda one: one.top):
        if piece.top > top:
            yield top, piece.top
        top = max(top, piece.bottom)
    yield top, float("inf")


def _checked(pieces: Sequence[Line], gutter: Gutter, known: Sequence[float]) -> Gutter | None:
    """The stripe, cut to where text stands on both sides; None where that is not columns of prose."""
    inside = [one for one in pieces if gutter.top <= one.middle <= gutter.bottom]
    sides = [one for one in inside if one.right <= gutter.right], [one for one in inside if one.left >= gutter.left]
    if not all(sides):
        return None
    left, right = (lines_of([word for piece in side for word in piece.words]) for side in sides)
    middle = (gutter.left + gutter.right) / 2
    seen_before = any(abs(middle - one) < 2 * (gutter.right - gutter.left) for one in known)
    if min(len(left), len(right)) < (1 if seen_before else _LINES) or max(len(left), len(right)) < _LINES:
        return None
    if not seen_before and not (_is_prose(left) and _is_prose(right)):
        return None
    top = min(one.top for one in (*left, *right))
    bottom = max(one.bottom for one in (*left, *right))
    shared = max(left[0].top, right[0].top), min(left[-1].bottom, right[-1].bottom)
    if shared[0] >= shared[1] or not (seen_before or all(_is_dense(side, *shared) for side in (left, right))):
        return None
    return Gutter(gutter.left, gutter.right, max(top, gutter.top), min(bottom, gutter.bottom))


def _is_prose(lines: Sequence[Line]) -> bool:
    width = max(one.right for one in lines) - min(one.left for one in lines)
    filled = median(one.right - one.left for one in lines) >= _FILLED * width
    wordy = median(len(one.words) for one in lines) >= _WORDS or median(len(one.text) for one in lines) >= 2 * _LETTERS
    return filled and wordy


def _is_dense(lines: Sequence[Line], top: float, bottom: float) -> bool:
    within = sum(max(0.0, min(one.bottom, bottom) - max(one.top, top)) for one in lines)
    return within >= _DENSE * (bottom - top)
