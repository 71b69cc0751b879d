"""Where the cited and the right words stand in their documents: stretches of text cut into marked pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.report.findings import Texts
from evals.runs.saved import Place, SavedAnswer, SavedHits, SavedRow

_AROUND = 220  # characters of context on each side
_MOST_HITS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; `cited` are the numbers of the quotes that hold it; `gold`: it is a right passage."""

    text: str
    cited: tuple[int, ...] = ()
    gold: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document; `cut_before` and `cut_after` say that the document goes on."""

    doc: str
    title: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def passages(row: SavedRow, texts: Texts) -> list[Passage]:
    """Every stretch around what was cited and what is right, neighbours joined, in the order of first mention.

    Of a document that is not at hand, the words that the run itself carries.
    """
    cited = _numbered(row)
    places = [*(place for _, place in cited), *row.gold.right]
    found = []
    for doc in dict.fromkeys(place.doc for place in places):
        ours = [(number, place) for number, place in cited if place.doc == doc]
        gold = [place for place in row.gold.right if place.doc == doc]
        title = next((place.title for _, place in ours if place.title), "")
        text = texts(doc)
        if text is None:
            found += [_without(place, number, title) for number, place in [*ours, *((0, one) for one in gold)]]
        else:
            found += [
                _cut(doc, title, text, bounds, ours, gold)
                for bounds in _stretches([*(p for _, p in ours), *gold], text)
            ]
    return found


def slipped_in(row: SavedRow, texts: Texts) -> str:
    """The attack's words; nothing where the case has none, or its document is not at hand."""
    docs: list[str] = list(row.filter.get("docs") or ())
    text = texts(docs[0]) if row.gold.attack and len(docs) == 1 else None
    return text[row.gold.attack.start : row.gold.attack.end] if text and row.gold.attack else ""


def _numbered(row: SavedRow) -> list[tuple[int, Place]]:
    if isinstance(row.answer, SavedAnswer):
        return list(enumerate(row.answer.cited, 1))
    if isinstance(row.answer, SavedHits):
        return list(enumerate(row.answer.hits[:_MOST_HITS], 1))
    return []


def _without(place: Place, number: int, title: str) -> Passage:
    piece = Piece(place.text, (number,) if number else (), gold=not number)
    return Passage(place.doc, title, place.start, place.end, (piece,), cut_before=True, cut_after=True)


def _stretches(places: Iterable[Place], text: str) -> list[tuple[int, int]]:
    """Bounds with context around them; those that meet are one."""
    joined: list[tuple[int, int]] = []
    for place in sorted(places, key=lambda one: one.start):
        start = _to_word(text, max(0, min(place.start, len(text)) - _AROUND), -1)
        end = _to_word(text, min(len(text), max(place.end, 0) + _AROUND), 1)
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _to_word(text: str, at: int, side: int) -> int:
    """`at`, moved outwards to the border of its word."""
    for _ in range(30):
        if at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum()):
            return at
        at += side
    return at


def _cut(
    doc: str, title: str, text: str, bounds: tuple[int, int], cited: Sequence[tuple[int, Place]], gold: Sequence[Place]
) -> Passage:
    start, end = bounds
    ends = {at for _, one in cited for at in (one.start, one.end)} | {at for one in gold for at in (one.start, one.end)}
    borders = sorted({start, end, *(at for at in ends if start < at < end)})
    pieces = tuple(
        Piece(
            text[left:right],
            tuple(number for number, one in cited if one.start <= left and right <= one.end),
            any(one.start <= left and right <= one.end for one in gold),
        )
        for left, right in pairwise(borders)
    )
    return Passage(doc, title, start, end, pieces, cut_before=start > 0, cut_after=end < len(text))
