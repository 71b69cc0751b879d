"""The paragraphs of one story of a Word file (body, header, footnotes) in their order, tables row by row.

Deleted text, field codes and fall-back drawings are not in it. Knows no kinds but what styles say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from corpus.models import BlockKind
from ingest.readers.docx_styles import Style, is_on, says

_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:rPrChange"), qn("w:pPrChange"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_CHARACTERS = {
    qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}  # fmt: skip
_P, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tr", "tc"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUNS, _TEXTS = {qn("w:r"), f"{_MATH}r"}, {qn("w:t"), f"{_MATH}t"}
_SMALLEST = 4  # half points
_MOST_CELL = 240  # characters; a table with longer cells lays a page out
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(slots=True)
class Paragraph:
    """One paragraph: what is shown of it, what is hidden, and the kind its style says."""

    kind: BlockKind | None = None
    vanishes: bool = False
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    bold: bool = True
    shaded: bool = False

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(self.shown).strip(" \t\n")

    @property
    def secret(self) -> str:
        """What a reader does not see."""
        return "".join(self.hidden).strip(" \t\n")


def paragraphs_of(story: Any, styles: Mapping[str, Style]) -> Iterator[Paragraph]:
    """Each paragraph with text, rows of short cells as one paragraph with a tab between cells."""
    walk = etree.iterwalk(story, events=("start", "end"))
    open_ones = _Open(styles)
    for event, element in walk:
        if event == "end":
            yield from open_ones.end(element.tag)
        elif element.tag in _SKIPPED:
            walk.skip_subtree()
        else:
            open_ones.start(element)


class _Open:
    """Paragraphs and rows whose end has not come; a text box has paragraphs inside a paragraph."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._paragraphs: list[Paragraph] = []
        self._rows: list[list[list[Paragraph]]] = []  # of cells, each of paragraphs

    def start(self, element: Any) -> None:
        if element.tag == _P:
            self._paragraphs.append(_paragraph(element, self._styles))
        elif element.tag in _RUNS and self._paragraphs:
            _run(element, self._paragraphs[-1])
        elif element.tag == _ROW:
            self._rows.append([])
        elif element.tag == _CELL and self._rows:
            self._rows[-1].append([])

    def end(self, tag: str) -> list[Paragraph]:
        """What is done with this and stands in no row."""
        done: list[Paragraph] = []
        if tag == _P and self._paragraphs:
            done = [self._paragraphs.pop()]
        elif tag == _ROW and self._rows:
            done = _row(self._rows.pop())
        if done and self._rows and self._rows[-1]:
            self._rows[-1][-1].extend(done)
            return []
        return done


def _paragraph(element: Any, styles: Mapping[str, Style]) -> Paragraph:
    properties = element.find(qn("w:pPr"))
    named = properties.find(qn("w:pStyle")) if properties is not None else None
    style = styles.get(named.get(qn("w:val")) if named is not None else "", Style())
    kind = says(properties) or style.kind
    return Paragraph(kind, style.hidden, shaded=_is_shaded(element))


def _run(element: Any, paragraph: Paragraph) -> None:
    properties = element.find(qn("w:rPr"))
    text = "".join(_characters(element))
    if not text:
        return
    raised = properties.find(qn("w:vertAlign")) if properties is not None else None
    if raised is not None and raised.get(qn("w:val")) == "superscript" and text.strip("+-−").isdigit():
        text = text.translate(_RAISED)  # 10² printed flat would read 102
    hidden = _is_hidden(properties, paragraph)
    (paragraph.hidden if hidden else paragraph.shown).append(text)
    if text.strip():
        paragraph.bold = paragraph.bold and is_on(properties, "w:b")


def _characters(run: Any) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]


def _is_hidden(properties: Any, paragraph: Paragraph) -> bool:
    switch = properties.find(qn("w:vanish")) if properties is not None else None
    if switch is not None or paragraph.vanishes:
        return switch is None or is_on(properties, "w:vanish")
    if properties is None:
        return False
    size = properties.find(qn("w:sz"))
    if size is not None and (size.get(qn("w:val")) or "").isdigit() and int(size.get(qn("w:val"))) <= _SMALLEST:
        return True
    color = properties.find(qn("w:color"))
    white = color is not None and (color.get(qn("w:val")) or "").upper() == "FFFFFF"
    marked = properties.find(qn("w:highlight")) is not None or _fills(properties)
    return white and not paragraph.shaded and not marked


def _is_shaded(paragraph: Any) -> bool:
    """Whether a colour lies behind a paragraph or the cell it stands in."""
    if _fills(paragraph.find(qn("w:pPr"))):
        return True
    cell = next(paragraph.iterancestors(_CELL), None)
    return cell is not None and _fills(cell.find(qn("w:tcPr")))


def _fills(properties: Any) -> bool:
    shade = properties.find(qn("w:shd")) if properties is not None else None
    return shade is not None and (shade.get(qn("w:fill")) or "auto").upper() not in ("AUTO", "FFFFFF")


def _row(cells: list[list[Paragraph]]) -> list[Paragraph]:
    texts = [" ".join(filter(None, (one.text for one in cell))) for cell in cells]
    if max(map(len, texts), default=0) > _MOST_CELL:
        return [one for cell in cells for one in cell]
    joined = "\t".join(text.replace("\n", " ") for text in texts)
    secrets = [replace(one, shown=[]) for cell in cells for one in cell if one.secret]
    return [Paragraph(BlockKind.TABLE, shown=[joined], bold=False), *secrets]
