"""Cuts a plain text into typed blocks whose spans point into that text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus import all_weekdays, written_dates
from corpus.models import Block, BlockKind, Span
from ingest.header import header_of
from ingest.header_line import HeaderLine
from ingest.phrases import heads_furniture, said_of_line
from ingest.reference_list import REFERENCES, list_begins, list_end
from ingest.table_rows import cells_of, table_rows
from ingest.text_furniture import without_furniture

_BLANK = re.compile(r"\n[ \t\r\f\v\ufeff\u200b]*\n|\f")
_REFERENCES_FROM = 0.5  # of a document: further up a table of contents names them too, so entries must follow
_LONGEST_HEADING = 160  # characters
_WRAP_AT = 120  # a text whose longest line is longer breaks its paragraphs with newlines
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_FEW_WORDS = 12  # of a heading that may have a full stop inside: "Introduction. The problem of the mill"
_STOPS_INSIDE = re.compile(r"[^\W\d_A-ZА-ЯЁ]{4,}[.…][\"'”’»)\]]*\s*[\"“«]?[A-ZА-ЯЁ]")
_LIST = re.compile(r"(?:[-*•●–]|\(?\d{1,3}[.)]|\([a-z]\))\s+\S")


def blocks_of(text: str, title: str = "", header: Sequence[HeaderLine] | None = None) -> tuple[Block, ...]:
    """Blocks in order, none overlapping; white space between them belongs to none. `title` is what it is called.

    `header` where that is known. Their languages are left to find: that needs a model, which the child process that
    reads files does not have.
    """
    lines = header_of(text) if header is None else header
    known = [line.span for line in lines]
    gaps = pairwise([0, *(at for span in known for at in (span.start, span.end)), len(text)])
    spans = [span for start, end in list(gaps)[::2] for span in _paragraphs(text, start, end)]
    texts = [text[span.start : span.end] for span in spans]
    kinds = without_furniture(texts, kinds_of(texts), title)
    blocks = [Block(kind, span, "") for kind, span in zip(kinds, spans, strict=True)]
    head = [Block(BlockKind.BOILERPLATE, span, "") for span in known]
    return tuple(sorted([*head, *blocks], key=lambda block: block.span.start))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space and byte-order mark at its ends; None when nothing is left."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _is_blank(character: str) -> bool:
    return character.isspace() or character in "\ufeff\u200b"


def _paragraphs(text: str, start: int, stop: int) -> Iterator[Span]:
    position = start
    for gap in [*_BLANK.finditer(text, start, stop), None]:
        end = gap.start() if gap else stop
        yield from _unwrapped(text, position, end)
        position = gap.end() if gap else end


def _unwrapped(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines of one blank-line group, joined again where they were only wrapped."""
    lines = [
        span
        for line in re.finditer(r"[^\n]+", text[start:end])
        if (span := trimmed(text, start + line.start(), start + line.end()))
    ]
    longest = max((len(line) for line in lines), default=0)
    current: Span | None = None
    for line in lines:
        if current is None:
            current, last = line, line
            continue
        body = text[line.start : line.end]
        full = longest <= _WRAP_AT and len(last) > 0.6 * longest and longest > 40
        wrapped = full and (len(lines) > 2 or body[0].islower())
        wrapped = wrapped and not (_stands_alone(body) or _stands_alone(text[last.start : last.end]))
        if wrapped and not _LIST.match(body):
            current = current.cover(line)
        else:
            yield current
            current = line
        last = line
    if current:
        yield current


def _stands_alone(line: str) -> bool:
    """Whether a line is a row, a notice, a byline or a caption by itself; a bare number may end a sentence."""
    return cells_of(line) > 1 or (any(map(str.isalpha, line)) and said_of_line(line) is not None)


def kinds_of(texts: Sequence[str]) -> list[BlockKind]:
    """What each of a text's paragraphs is, as far as its words and its place tell."""
    kinds: list[BlockKind] = []
    rows = table_rows(texts)
    listed = 0  # the end of the list of references that we are in
    furnished = False
    for place, text in enumerate(texts):
        if place >= listed and REFERENCES.match(text) and _heads_list(texts, place):
            listed = list_end(texts, place)
        kind = BlockKind.TABLE if place in rows else kind_of(text)
        if _is_day_of_visit(text, kinds, texts[place + 1 : place + 2]) or (furnished and _LIST.match(text)):
            kind = BlockKind.BOILERPLATE
        else:
            furnished = kind is BlockKind.BOILERPLATE and heads_furniture(text)
        kinds.append(BlockKind.REFERENCE if place < listed else kind)
    return kinds


def _heads_list(texts: Sequence[str], place: int) -> bool:
    return place >= _REFERENCES_FROM * (len(texts) - 1) or list_begins(texts, place)


def _is_day_of_visit(text: str, above: Sequence[BlockKind], below: Sequence[str]) -> bool:
    """Whether it is a weekday and a date over the headline: the day on which a page was opened."""
    if BlockKind.PARAGRAPH in above or not below or len(below[0]) > _LONGEST_HEADING:
        return False
    day = next(iter(written_dates(text)), None)
    rest = (text[: day.start] + text[day.end :]).strip(" ,.\n").casefold() if day else ""
    return rest in all_weekdays()


def kind_of(text: str) -> BlockKind:
    """What a paragraph is by its own words."""
    if said := said_of_line(text):
        return said
    if _LIST.match(text) and len(text) > 3:
        # "(1) Highly Aligned Interests" is a numbered heading, "(1) it must be funded;" an item.
        return BlockKind.LIST_ITEM if _ENDS.search(text) or text[:1] in "-*•●–" else BlockKind.HEADING
    if len(text) <= _LONGEST_HEADING and not _ENDS.search(text) and not _tells_on(text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _tells_on(text: str) -> bool:
    """Whether a text without a stop at its end has sentences before it: a paragraph that was cut off."""
    return len(text.split()) > _FEW_WORDS and _STOPS_INSIDE.search(text) is not None
