"""Page headers, page footers and page numbers: what stands at the same height on many pages.

A line is furniture when the same words, numbers aside, stand in the margin of several pages at about
the same height, when it is a number that counts the pages, or when it stands apart over any page but the first
in letters smaller than the text's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_lines import Line, lines_of
from ingest.readers.pdf_words import Word

_MARGIN = 0.14  # of a page's height, at the top and at the bottom
_OUTERMOST = 3  # lines from an edge that are looked at
_PAGES = 3  # that make a line furniture
_SHARE = 0.5  # of the pages of a document that has fewer
_NEAR = 4.0  # points
_SMALL = 0.9  # of the text's size
_APART = 2.2  # text sizes from a head's line to the next one
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.I)
_COUNTS = re.compile(
    r"\W*(?:page|p\.|стр\.?|с\.|seite|página)?\s*(\d{1,4})(?:\s*(?:/|of|из|von|de)\s*\d{1,4})?\W*", re.I
)


def furniture_of(pages: Sequence[tuple[float, Sequence[Word]]]) -> list[list[Line]]:
    """For each page, given as its height and words, the lines that are furniture."""
    margins = [_margin(height, words) for height, words in pages]
    sure = _repeated(margins) | _counted(margins) | _small_heads(pages, margins)
    furniture = []
    for at, lines in enumerate(margins):
        heights = [line.top for line in lines if (at, id(line)) in sure]
        # A chapter's name beside the page's number changes with the chapter.
        furniture.append([line for line in lines if any(abs(line.top - height) < _NEAR for height in heights)])
    return furniture


def _margin(height: float, words: Sequence[Word]) -> list[Line]:
    """The outermost lines of a page, cut at wide gaps: a number may stand beside a name."""
    top = [word for word in words if word.box.bottom < _MARGIN * height]
    bottom = [word for word in words if word.box.top > (1 - _MARGIN) * height]
    lines = [*lines_of(top)[:_OUTERMOST], *lines_of(bottom)[-_OUTERMOST:]]
    return [piece for line in lines for piece in line.pieces(1.5 * line.size)]


def _repeated(margins: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for places in _by_signature(margins).values():
        for group in _at_one_height(places):
            pages = {at for at, _ in group}
            if len(pages) >= _PAGES or (len(pages) > 1 and len(pages) >= _SHARE * len(margins)):
                found |= {(at, id(line)) for at, line in group}
    return found


def _by_signature(margins: Sequence[Sequence[Line]]) -> Mapping[str, list[tuple[int, Line]]]:
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for at, lines in enumerate(margins):
        for line in lines:
            places[_signature(line.text)].append((at, line))
    return places


def _signature(text: str) -> str:
    folded = _NUMBER.sub("#", text.casefold())
    return "#" if _ROMAN.fullmatch(folded.strip()) else "".join(folded.split())


def _at_one_height(places: Iterable[tuple[int, Line]]) -> list[list[tuple[int, Line]]]:
    groups: list[list[tuple[int, Line]]] = [[]]
    placed = sorted(places, key=lambda one: one[1].top)
    for before, place in pairwise([placed[0], *placed]):
        if place[1].top - before[1].top > _NEAR:
            groups.append([])
        groups[-1].append(place)
    return groups


def _small_heads(
    pages: Sequence[tuple[float, Sequence[Word]]], margins: Sequence[Sequence[Line]]
) -> set[tuple[int, int]]:
    """The first lines of later pages, where small and apart: a paper of two pages repeats nothing."""
    sizes = [word.ink.size for _, words in pages for word in words for _ in word.text]
    usual = median(sizes) if sizes else 0.0
    found: set[tuple[int, int]] = set()
    for at, ((_, words), lines) in enumerate(zip(pages, margins, strict=True)):
        if not at or not lines:
            continue
        top = min(line.top for line in lines)
        below = min((word.box.top for word in words if word.box.top > top + _NEAR), default=top)
        heads = [line for line in lines if line.top - top < _NEAR]
        if below - top > _APART * usual and all(line.size <= _SMALL * usual for line in heads):
            found |= {(at, id(line)) for line in heads}
    return found


def _counted(margins: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Numbers that go up by one from page to page, wherever in the margin they stand."""
    offsets: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for at, lines in enumerate(margins):
        for line in lines:
            if (match := _COUNTS.fullmatch(line.text)) is not None:
                offsets[int(match[1]) - at].add((at, id(line)))
    counted: set[tuple[int, int]] = set()
    for found in offsets.values():
        pages = {at for at, _ in found}
        if len(pages) >= _PAGES or (len(pages) > 1 and len(pages) >= _SHARE * len(margins)):
            counted |= found
    return counted
