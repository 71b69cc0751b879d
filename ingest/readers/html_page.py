"""A page's text in document order, cut where a browser would cut it. Judges nothing: `html_main` does.

The parser tells its events and no tree is built, so that no depth of nesting loses text.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from lxml import etree

from corpus.models import BlockKind
from ingest.readers.html_cues import Cue, cue_of
from ingest.readers.html_style import Look, Styles

_NOT_TEXT = """
    script style template noscript head iframe object embed svg canvas audio video map rp applet frameset noframes
    datalist
"""
_OWN_LINES = """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section select
    summary table caption tbody td tfoot th thead tr ul button textarea
"""
_DROPPED, _BLOCKS = frozenset(_NOT_TEXT.split()), frozenset(_OWN_LINES.split())
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.PARAGRAPH,
    "tr": BlockKind.TABLE,
}
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "source", "track", "param")
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACE_RUN = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" ?\n ?")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_POWER = re.compile(r"[+\-−]?\d+")
_BARE = {BlockKind.TABLE: BlockKind.PARAGRAPH}
# Links inside headings: to edit a section of an encyclopedia, to point at one of a manual.
_LINKS_OF_HEADINGS = re.compile(r"editsection|\b(?:headerlink|header-anchor|anchorjs-link|hash-link)\b")
_MOST_WITHIN = 15  # elements around a piece that are remembered
_MOST_CELL = 240  # characters; a table with longer cells lays a page out


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a page: what its tag says it is, and what stands around it.

    `regions` are the elements with a cue that enclose it, outermost first, `path` the names and classes of
    the innermost three, `within` the numbers of its innermost elements that are lines of their own, `linked`
    how many of its characters are links, `row` and `cell` its place in a table (0: in none), `level` a heading's rank.
    """

    text: str
    kind: BlockKind
    hidden: bool
    regions: tuple["Region", ...]
    path: tuple[str, ...] = ()
    linked: int = 0
    row: int = 0
    cell: int = 0
    level: int = 0
    within: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """An element with a cue; `number` counts from 1 in document order."""

    number: int
    cue: Cue
    tag: str


@dataclass(slots=True)
class _Frame:
    tag: str
    look: Look
    regions: tuple[Region, ...]
    path: tuple[str, ...]
    kind: BlockKind
    dropped: bool
    linked: bool
    raised: bool
    pre: bool
    level: int
    in_main: bool
    apart: bool
    row: int
    cell: int
    within: tuple[int, ...]
    part: str


@dataclass(slots=True)
class _Buffer:
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str, *, linked: bool) -> None:
        self.parts.append(text)
        self.linked += len(text.strip()) if linked else 0


_OUTSIDE = _Frame("", Look(), (), (), BlockKind.PARAGRAPH, False, False, False, False, 0, False, False, 0, 0, (), "")


class PageParser:
    """What lxml's HTML parser tells its events to; `close` gives the pieces."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._frames: list[_Frame] = [_OUTSIDE]
        self._pieces: list[Piece] = []
        self._seen, self._unseen = _Buffer(), _Buffer()
        self._broken = False  # a line has just been broken: a second break ends the paragraph
        self._beside = ""  # a link or a named part of a line has just ended: another right behind it stands apart
        self._regions = self._rows = self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.rpartition("}")[2].lower()
        outer = self._frames[-1]
        if tag in _BLOCKS or _is_apart(attributes):
            self._end_piece()
        if tag == "br":
            self._break()
        if self._beside and not outer.pre and _stand_apart(self._beside, _part(tag, attributes)):
            self._seen.add(" ", linked=False)
        if tag == "img" and not outer.dropped:
            self._unseen.add(f" {attributes.get('alt', '')} ", linked=False)
        if tag in ("td", "th"):
            outer.cell += 1
        if tag not in _VOID:
            self._frames.append(self._frame(tag, attributes, outer))

    def end(self, tag: str) -> None:
        tag = tag.rpartition("}")[2].lower()
        if tag in _VOID:
            return
        if tag in _BLOCKS or self._frames[-1].apart:
            self._end_piece()
        self._beside = self._frames[-1].part
        if len(self._frames) > 1:
            self._frames.pop()

    def data(self, text: str) -> None:
        frame = self._frames[-1]
        if frame.dropped:
            return
        if not frame.pre:
            text = _SPACE.sub(" ", text)
        if frame.raised and _POWER.fullmatch(text.strip()):
            text = text.translate(_RAISED)  # 10² printed flat would read 102
        if text.strip():
            self._broken = False
        self._beside = ""
        (self._unseen if frame.look.hidden else self._seen).add(text, linked=frame.linked)

    def close(self) -> list[Piece]:
        """The pieces, tables' cells joined row by row."""
        self._end_piece()
        return _joined_rows(self._pieces)

    def _frame(self, tag: str, attributes: Mapping[str, str], outer: _Frame) -> _Frame:
        cue = cue_of(tag, attributes, in_main=outer.in_main)
        regions = outer.regions
        if cue:
            self._regions += 1
            regions = (*regions[-30:], Region(self._regions, cue, tag))
        heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        if tag == "tr":
            self._rows += 1
        self._elements += 1
        kept = outer.kind if tag in ("p", "div", "span", "section") or tag not in _BLOCKS else BlockKind.PARAGRAPH
        return _Frame(
            tag=tag,
            look=self._styles.look(tag, attributes, outer.look),
            regions=regions,
            path=(*outer.path[-2:], f"{tag}.{attributes.get('class', '')}") if tag in _BLOCKS else outer.path,
            kind=BlockKind.PARAGRAPH if _is_apart(attributes) else _KINDS.get(tag, kept),
            dropped=outer.dropped or tag in _DROPPED,
            linked=outer.linked or tag == "a",
            raised=tag == "sup" or (outer.raised and tag not in _BLOCKS),
            pre=outer.pre or tag in ("pre", "textarea"),
            level=int(tag[1]) if heading else outer.level if tag not in _BLOCKS and not _is_apart(attributes) else 0,
            in_main=outer.in_main or cue is Cue.MAIN,
            apart=_is_apart(attributes),
            row=self._rows if tag == "tr" else 0 if tag == "table" else outer.row,
            cell=0 if tag in ("tr", "table") else outer.cell,
            within=(*outer.within[-_MOST_WITHIN:], self._elements) if tag in _BLOCKS else outer.within,
            part=_part(tag, attributes),
        )

    def _break(self) -> None:
        if self._broken:
            self._end_piece()
        else:
            self._seen.add("\n", linked=False)
            self._broken = True

    def _end_piece(self) -> None:
        frame = self._frames[-1]
        for buffer, hidden in ((self._seen, False), (self._unseen, True)):
            raw = "".join(buffer.parts)
            text = raw.strip("\n") if frame.pre else _AROUND_BREAK.sub("\n", _SPACE_RUN.sub(" ", raw))
            if (text := text.strip(" \t\r\n\f")) and any(not character.isspace() for character in text):
                linked = min(buffer.linked, len(text))
                inside = (frame.row, frame.cell, frame.level, frame.within)
                self._pieces.append(Piece(text, frame.kind, hidden, frame.regions, frame.path, linked, *inside))
        self._seen, self._unseen = _Buffer(), _Buffer()
        self._broken = False


def _part(tag: str, attributes: Mapping[str, str]) -> str:
    """What a part of a line is called: a link, a time, a span with a class; empty for all others."""
    if tag in ("a", "time"):
        return tag
    named = attributes.get("class", "") if tag == "span" else ""
    return f"{tag} {named}" if named else ""


def _stand_apart(before: str, after: str) -> bool:
    """Whether two parts without a space between them are two things: links of a list, a name and a time."""
    return bool(after) and (after != before or after in ("a", "time"))


def _is_apart(attributes: Mapping[str, str]) -> bool:
    """Whether an element in a line is none of its words, such as the link that edits a section."""
    return _LINKS_OF_HEADINGS.search(attributes.get("class", "")) is not None


def pieces_of(page: str) -> list[Piece]:
    """Every text of a page, in document order. Raises lxml.etree.LxmlError on what no parser takes."""
    parser = etree.HTMLParser(target=PageParser(Styles(page)), huge_tree=True, encoding="utf-8")
    pieces: list[Piece] = etree.fromstring(page.encode("utf-8", "replace"), parser)
    return pieces


def pieces_of_xml(page: str) -> list[Piece]:
    """The same of XHTML, where `<title/>` ends itself. Raises lxml.etree.LxmlError where it is not XML."""
    parser = etree.XMLParser(
        target=PageParser(Styles(page)), resolve_entities=False, no_network=True, huge_tree=True, encoding="utf-8"
    )
    pieces: list[Piece] = etree.fromstring(page.encode("utf-8", "replace"), parser)
    return pieces


def _joined_rows(pieces: list[Piece]) -> list[Piece]:
    """A row of short cells is one piece, a tab between cells, be they empty; long cells are paragraphs of a layout."""
    joined: list[Piece] = []
    for row, group in groupby(pieces, key=lambda piece: piece.row):
        members = list(group)
        seen = [piece for piece in members if not piece.hidden]
        if not row:
            joined += members
        elif not seen or _lays_out(seen):
            joined += [replace(one, kind=_BARE.get(one.kind, one.kind)) for one in members]
        else:
            joined.append(_row(seen))
            joined += [piece for piece in members if piece.hidden]
    return joined


def _lays_out(cells: list[Piece]) -> bool:
    """Whether a row is no row of data: a long text, or several paragraphs, in one cell."""
    sizes: Counter[int] = Counter()
    for piece in cells:
        sizes[piece.cell] += len(piece.text)
    several = max(Counter(piece.cell for piece in cells).values()) > 2
    if len(sizes) == 1 and len(cells) > 1:
        return True
    return max(sizes.values()) > (_MOST_CELL if not several else _MOST_CELL // 3)


def _row(cells: list[Piece]) -> Piece:
    text = cells[0].text
    for before, cell in pairwise(cells):
        text += ("\t" * (cell.cell - before.cell) or " ") + cell.text.replace("\n", " ")
    return replace(cells[0], text=text, kind=BlockKind.TABLE, linked=sum(cell.linked for cell in cells), level=0)
