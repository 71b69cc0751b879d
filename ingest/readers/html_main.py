"""Which pieces of a page are its content: trafilatura's judgement, corrected by the page's own structure.

trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15) extracts the main text; its words
are never used, only which of the page's pieces they are.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import BlockKind
from ingest.phrases import heads_furniture, said_of_line
from ingest.readers.html_cues import Cue
from ingest.readers.html_page import Piece
from ingest.reference_list import REFERENCES

_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONG = 40  # folded characters; a shorter piece must be a whole line of the extract
_SURE = 60  # characters of a piece that shows where the content is
_LINKED = 0.6  # share of a piece's characters in links above which it is a list of links
_TITLE = 8  # folded characters
_ALL_LINKED = 0.9
_WORDS = 8  # of a piece that is content though nothing vouches for it
_HOLDS = 0.5  # of the content: an element with more of it is no aside, whatever it is called
_KIN = 0.25  # of the long texts in one kind of element: if so many are content, all are
_CONTAINS = 0.7  # of the content: an element with more of it is where content is


def kinds_of_pieces(pieces: Sequence[Piece], extract: str, titles: Sequence[str], site: str = "") -> list[BlockKind]:
    """What each piece is; `extract` is trafilatura's text of the page, one paragraph a line.

    `titles` are the page's names, the surest first; `site` is none of them.
    """
    extracted = _Extract(extract)
    vouched = [not piece.hidden and extracted.holds(piece.text) for piece in pieces]
    if not any(vouched):
        vouched = [not piece.hidden and _reads_like_content(piece) for piece in pieces]
    vouched = _with_kin(pieces, vouched)
    regions = _regions(pieces, vouched)
    content = _content(pieces, vouched, regions, _Names(tuple(map(_folded, titles)), _folded(site)))
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


def _with_kin(pieces: Sequence[Piece], vouched: Sequence[bool]) -> list[bool]:
    """A long text in the same kind of element as content is content: the second post of a forum, say."""
    held: Counter[tuple[str, ...]] = Counter()
    total: Counter[tuple[str, ...]] = Counter()
    for piece, sure in zip(pieces, vouched, strict=True):
        if _is_long_text(piece):
            total[piece.path] += 1
            held[piece.path] += sure
    return [
        sure or (_is_long_text(piece) and held[piece.path] >= _KIN * total[piece.path])
        for piece, sure in zip(pieces, vouched, strict=True)
    ]


def _is_long_text(piece: Piece) -> bool:
    """Whether it is a paragraph, in an element that has a class to be known by."""
    named = any(not step.endswith(".") for step in piece.path[-2:])
    return named and not piece.hidden and size(piece.text) >= _SURE and not _linked(piece)


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


def _content(pieces: Sequence[Piece], vouched: Sequence[bool], regions: _Regions, names: "_Names") -> list[bool]:
    """Whether each piece is content: vouched for, or among what is."""
    sure = [
        at for at, piece in enumerate(pieces)
        if vouched[at] and not regions.aside(piece) and regions.inside(piece) and _is_text(piece)
    ]  # fmt: skip
    titles = {at for at, piece in enumerate(pieces) if names.has(piece) and not _in_margin(piece, regions)}
    first, last = (sure[0], sure[-1]) if sure else (0, len(pieces))
    top = min([at for at in titles if at <= first], default=0)
    first = top or first
    content = []
    for at, piece in enumerate(pieces):
        if piece.hidden or (at not in titles and (regions.aside(piece) or _linked(piece))):
            content.append(False)
        elif at in titles or vouched[at]:
            content.append(at >= top or _is_text(piece))  # over the title stands the site's name
        else:
            among = first <= at <= last or (bool(regions.container) and regions.inside(piece))
            content.append(among and (_fits(piece) or _in_list_of(pieces, vouched, at)))
    return _without_furnished_sections(pieces, _without_lone_headings(pieces, content), vouched)


def _in_margin(piece: Piece, regions: _Regions) -> bool:
    """Whether it stands in an aside other than the header that many pages have around their title."""
    return any(region.number in regions.asides and region.tag != "header" for region in piece.regions)


def _in_list_of(pieces: Sequence[Piece], vouched: Sequence[bool], at: int) -> bool:
    """Whether a short item stands in a list with content before and behind it, or with some of it in the list."""
    first = last = at
    while first > 0 and pieces[first].kind is BlockKind.LIST_ITEM:
        first -= 1
    while last < len(pieces) - 1 and pieces[last].kind is BlockKind.LIST_ITEM:
        last += 1
    is_item = pieces[at].kind is BlockKind.LIST_ITEM
    return is_item and ((vouched[first] and vouched[last]) or any(vouched[first + 1 : last]))


def _fits(piece: Piece) -> bool:
    """Whether a piece among the content that nothing vouches for belongs to it."""
    if said_of_line(piece.text) is not None or piece.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return True
    return len(piece.text.split()) >= _WORDS or piece.text.rstrip().endswith((".", "?", "!", ":", ";", "”", '"', "。"))


def _without_furnished_sections(
    pieces: Sequence[Piece], content: Sequence[bool], vouched: Sequence[bool]
) -> list[bool]:
    """What stands under a heading such as "Related stories" or "Cite this article" goes with it.

    A box in the middle of an article ends with the element that it shares with its heading, where the text goes on.
    """
    kept = []
    level = box = 0
    for at, piece in enumerate(pieces):
        if level and box not in (0, *piece.within) and vouched[at] and content[at] and _is_text(piece):
            level = 0
        if piece.kind is BlockKind.HEADING and (not level or piece.level <= level):
            level = piece.level if piece.level > 1 and heads_furniture(piece.text) else 0
            box = _shared(piece, pieces[at + 1 : at + 2])
        kept.append(content[at] and not level)
    return kept


def _shared(heading: Piece, behind: Sequence[Piece]) -> int:
    """The innermost element that holds the heading and what comes behind it; 0: the page."""
    return max((number for one in behind for number in one.within if number in heading.within), default=0)


def _is_text(piece: Piece) -> bool:
    return size(piece.text) >= _SURE and piece.kind is not BlockKind.TABLE and not _linked(piece)


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
    return not is_content and size(piece.text) >= _SURE


def _linked(piece: Piece) -> bool:
    if piece.kind is BlockKind.HEADING or piece.linked <= _LINKED * len(piece.text):
        return False
    return len(piece.text.split()) < 2 * _WORDS or piece.linked > _ALL_LINKED * len(piece.text)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a page is called, folded, the surest first, and its site, which is none of these."""

    titles: tuple[str, ...]
    site: str

    def has(self, piece: Piece) -> bool:
        """Whether a heading says what the page is called: it is one of its names, or an end of one."""
        if piece.kind is not BlockKind.HEADING or piece.hidden:
            return False
        heading = _folded(piece.text)
        if len(heading) < _TITLE or heading == self.site or piece.level > 2:
            return bool(heading) and heading in self.titles[:1]
        ends = (
            name and (name in heading or name.startswith(heading) or name.endswith(heading)) for name in self.titles
        )
        return any(ends)


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


def size(text: str) -> int:
    """Characters; one of a script without spaces says as much as three."""
    return len(text) + 2 * len(_EAST_ASIAN.findall(text))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
