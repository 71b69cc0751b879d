"""Which pieces of a page are its content: trafilatura's judgement, corrected by the page's own structure.

trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15) extracts the main text; its words
are never used, only which of the page's pieces they are.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import BlockKind
from ingest.blocks import REFERENCES
from ingest.phrases import said_of_line
from ingest.readers.html_cues import Cue
from ingest.readers.html_page import Piece

_LONG = 40  # folded characters; a shorter piece must be a whole line of the extract
_SURE = 60  # characters of a piece that shows where the content is
_LINKED = 0.6  # share of a piece's characters in links above which it is a list of links
_WORDS = 8  # of a piece that is content though nothing vouches for it
_HOLDS = 0.5  # of the content: an element with more of it is no aside, whatever it is called
_CONTAINS = 0.7  # of the content: an element with more of it is where content is


def kinds_of_pieces(pieces: Sequence[Piece], extract: str, title: str) -> list[BlockKind]:
    """What each piece is; `extract` is trafilatura's text of the page, one paragraph a line."""
    extracted = _Extract(extract)
    vouched = [not piece.hidden and extracted.holds(piece.text) for piece in pieces]
    if not any(vouched):
        vouched = [not piece.hidden and _reads_like_content(piece) for piece in pieces]
    regions = _regions(pieces, vouched)
    content = _content(pieces, vouched, regions, title)
    return _with_references(pieces, [_kind(*one) for one in zip(pieces, content, strict=True)], regions)


class _Extract:
    def __init__(self, extract: str) -> None:
        self._lines = {_folded(line) for line in extract.splitlines()}
        self._whole = _folded(extract)

    def holds(self, text: str) -> bool:
        folded = _folded(text)
        if len(folded) < _LONG:
            return folded in self._lines
        return folded in self._whole


@dataclass(frozen=True, slots=True)
class _Regions:
    """Which elements' cues are to be believed, by their numbers."""

    asides: frozenset[int]
    references: frozenset[int]
    container: int  # the innermost element that holds nearly all content; 0: the page

    def aside(self, piece: Piece) -> bool:
        return any(region.number in self.asides for region in piece.regions)

    def inside(self, piece: Piece) -> bool:
        return not self.container or any(region.number == self.container for region in piece.regions)


def _regions(pieces: Sequence[Piece], vouched: Sequence[bool]) -> _Regions:
    held: Counter[int] = Counter()
    seen: dict[int, Cue] = {}
    total = 0
    for piece, sure in zip(pieces, vouched, strict=True):
        for region in piece.regions:
            seen[region.number] = region.cue
            held[region.number] += len(piece.text) if sure else 0
        total += len(piece.text) if sure else 0
    asides = {number for number, cue in seen.items() if cue is Cue.ASIDE and held[number] <= _HOLDS * total}
    mains = [number for number, cue in seen.items() if cue is Cue.MAIN and held[number] > _CONTAINS * total]
    references = {number for number, cue in seen.items() if cue is Cue.REFERENCES and held[number] <= _HOLDS * total}
    return _Regions(frozenset(asides), frozenset(references), max(mains, default=0))


def _content(pieces: Sequence[Piece], vouched: Sequence[bool], regions: _Regions, title: str) -> list[bool]:
    """Whether each piece is content: vouched for, or among what is."""
    sure = [
        at for at, piece in enumerate(pieces)
        if vouched[at] and not regions.aside(piece) and regions.inside(piece) and len(piece.text) >= _SURE
    ]  # fmt: skip
    first, last = (sure[0], sure[-1]) if sure else (0, len(pieces))
    content = []
    for at, piece in enumerate(pieces):
        if piece.hidden:
            content.append(False)
        elif piece.kind is BlockKind.HEADING and piece.level == 1 and _is_title(piece.text, title):
            content.append(True)
        elif regions.aside(piece) or _linked(piece):
            content.append(False)
        elif vouched[at]:
            content.append(True)
        else:
            among = first <= at <= last or (bool(regions.container) and regions.inside(piece))
            content.append(among and _fits(piece))
    return _without_lone_headings(pieces, content)


def _fits(piece: Piece) -> bool:
    """Whether a piece among the content that nothing vouches for belongs to it."""
    if piece.kind is not BlockKind.PARAGRAPH or said_of_line(piece.text) is not None:
        return True
    return len(piece.text.split()) >= _WORDS or piece.text.rstrip().endswith((".", "?", "!", ":", ";", "”", '"', "。"))


def _without_lone_headings(pieces: Sequence[Piece], content: list[bool]) -> list[bool]:
    """A heading over nothing but boilerplate is boilerplate."""
    kept = content[:]
    told = False  # whether content stands under the heading that comes next, going up
    for at in range(len(pieces) - 1, -1, -1):
        if pieces[at].kind is BlockKind.HEADING and pieces[at].level > 1:
            kept[at] = content[at] and told
            told = kept[at]
        elif not pieces[at].hidden:
            told = told or content[at] if not _ends_section(pieces[at], content[at]) else False
    return kept


def _ends_section(piece: Piece, is_content: bool) -> bool:
    return not is_content and len(piece.text) >= _SURE


def _linked(piece: Piece) -> bool:
    short = len(piece.text.split()) < 2 * _WORDS
    return piece.linked > _LINKED * len(piece.text) and short and piece.kind is not BlockKind.HEADING


def _is_title(heading: str, title: str) -> bool:
    return bool(title) and len(_folded(heading)) >= 8 and (
        _folded(heading) in _folded(title) or _folded(title) in _folded(heading)
    )  # fmt: skip


def _reads_like_content(piece: Piece) -> bool:
    aside = any(region.cue is Cue.ASIDE for region in piece.regions)
    return not aside and not _linked(piece) and len(piece.text.split()) >= 3


def _kind(piece: Piece, is_content: bool) -> BlockKind:
    if piece.hidden:
        return BlockKind.HIDDEN
    said = said_of_line(piece.text)
    if not is_content:
        return BlockKind.BOILERPLATE
    if said is BlockKind.BOILERPLATE and piece.level == 1:
        return piece.kind
    if said and piece.kind is not BlockKind.TABLE:
        return said
    return piece.kind


def _with_references(pieces: Sequence[Piece], kinds: list[BlockKind], regions: _Regions) -> list[BlockKind]:
    """Reference lists: what is marked as one, and what stands under a heading that says so."""
    level = 0
    typed = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind is BlockKind.HEADING and (not level or piece.level <= level):
            level = piece.level if REFERENCES.match(piece.text) else 0
        marked = any(region.number in regions.references for region in piece.regions)
        typed.append(BlockKind.REFERENCE if kind.quotable and (level or marked) else kind)
    return typed


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
