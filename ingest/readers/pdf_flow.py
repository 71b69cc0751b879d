"""Paragraphs of all pages to one flow: where headers and notes go, and which parts are one paragraph.

A header, a footer or a footnote that stands in the middle of a paragraph, because a column or a page ends
there, is put before or behind the paragraph: a sentence that runs over the break stays in one piece.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.models import BlockKind
from ingest.phrases import said_of_line
from ingest.readers.pdf_paragraphs import ITEM, STOP, Paragraph

_NOTE = 0.92  # of the text's size: smaller letters at the foot of a column are a note
_ALIKE = 0.08  # by which two sizes differ
_NOTE_MARK = re.compile(r"[\d*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]")
_BROKEN = re.compile(r"\w[-‐¬\u00ad]$")
_FULL = 0.85  # of a column's width: a line that goes on


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph in the flow: its kind where that is settled, and whether it goes on the one before."""

    paragraph: Paragraph
    kind: BlockKind | None = None
    goes_on: bool = False


def flow_of(pages: Sequence[Sequence[Paragraph]], asides: Sequence[Sequence[Placed]], size: float) -> list[Placed]:
    """All paragraphs in the order they are read; `size` is that of the document's text.

    `asides` are what each page has besides its text: furniture, text written sideways, text that nobody sees.
    """
    bodies, notes = zip(*(_apart(page, size) for page in pages), strict=True) if pages else ((), ())
    flow: list[Placed] = []
    last: Paragraph | None = None
    for number, body in enumerate(bodies):
        placed = []
        for one in body:
            placed.append(Placed(one, goes_on=last is not None and _goes_on(last, one)))
            last = one
        following = next((later[0] for later in bodies[number + 1 :] if later), None)
        runs_on = last is not None and following is not None and _goes_on(last, following)
        first = 1 if placed and placed[0].goes_on else 0
        end = max(first, len(placed) - 1 if runs_on else len(placed))
        below = [Placed(one) for one in notes[number]]
        flow += [*placed[:first], *asides[number], *placed[first:end], *below, *placed[end:]]
    return flow


def _apart(paragraphs: Sequence[Paragraph], size: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """A page's text, and the notes and captions that stand where a column ends or begins."""
    body: list[Paragraph] = []
    notes: list[Paragraph] = []
    opens = False
    for at, one in enumerate(paragraphs):
        after = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if _is_note(one, size) or (body and after and _interrupts(body[-1], one, after)):
            notes.append(one)
            opens = opens or one.opens
            if one.closes and body and not opens:
                body[-1] = replace(body[-1], closes=True)
            continue
        body.append(replace(one, opens=True) if opens else one)
        opens = False
    return body, notes


def _interrupts(before: Paragraph, caption: Paragraph, after: Paragraph) -> bool:
    """Whether a caption at a column's end or beginning stands inside a paragraph."""
    if said_of_line(caption.text) is not BlockKind.CAPTION or not (caption.opens or caption.closes):
        return False
    return _goes_on(replace(before, closes=True), replace(after, opens=True))


def _is_note(paragraph: Paragraph, size: float) -> bool:
    """Whether it is a footnote: small, and marked as one."""
    return paragraph.size <= _NOTE * size and bool(_NOTE_MARK.match(paragraph.text)) and not paragraph.is_row


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a column or page ends in the middle of a paragraph between the two."""
    if not (before.closes and after.opens) or before.is_row or after.is_row or before.bold != after.bold:
        return False
    if abs(before.size - after.size) > _ALIKE * before.size:
        return False
    end, start = before.text, after.text
    if _BROKEN.search(end):
        return start[0].isalpha()
    if STOP.search(end) or ITEM.match(start):
        return False
    last = before.lines[-1]
    full = last.right - last.left >= _FULL * max(line.right - line.left for line in before.lines)
    return start[0].islower() or (full and len(before.lines) > 1 and len(after.lines) > 1)
