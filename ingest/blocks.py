"""Cuts a plain text into typed blocks whose spans point into that text."""

import re
from collections.abc import Iterator, Sequence

from corpus import detect_languages
from corpus.models import Block, BlockKind, Span
from ingest.phrases import said_of_line

_BLANK = re.compile(r"\n[ \t\r\f\v\ufeff\u200b]*\n|\f")
_REFERENCES_FROM = 0.5  # of a document: a table of contents names them too, further up
_WRAP_AT = 120  # a text whose longest line is longer breaks its paragraphs with newlines
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_LIST = re.compile(r"(?:[-*•●–]|\(?\d{1,3}[.)]|\([a-z]\))\s+\S")
REFERENCES = re.compile(r"(?:references|bibliography|works cited|литература|список литературы)\W*$", re.I)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks in order, none overlapping; white space between them belongs to none."""
    spans = list(_paragraphs(text))
    languages = detect_languages([text[span.start : span.end] for span in spans])
    kinds = kinds_of([text[span.start : span.end] for span in spans])
    return tuple(Block(*parts) for parts in zip(kinds, spans, languages, strict=True))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space and byte-order mark at its ends; None when nothing is left."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _is_blank(character: str) -> bool:
    return character.isspace() or character in "\ufeff\u200b"


def _paragraphs(text: str) -> Iterator[Span]:
    position = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
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
        wrapped = full and (len(lines) > 2 or body[0].islower()) and said_of_line(body) is not BlockKind.BYLINE
        if wrapped and not _LIST.match(body):
            current = current.cover(line)
        else:
            yield current
            current = line
        last = line
    if current:
        yield current


def kinds_of(texts: Sequence[str]) -> list[BlockKind]:
    """What each of a text's paragraphs is, as far as its words and its place tell."""
    kinds, in_references = [], False
    for place, text in enumerate(texts):
        if REFERENCES.match(text) and place >= _REFERENCES_FROM * (len(texts) - 1):
            in_references = True
        kinds.append(BlockKind.REFERENCE if in_references else kind_of(text))
    return kinds


def kind_of(text: str) -> BlockKind:
    """What a paragraph is by its own words."""
    if said := said_of_line(text):
        return said
    if _LIST.match(text) and len(text) > 3:
        # "(1) Highly Aligned Interests" is a numbered heading, "(1) it must be funded;" an item.
        return BlockKind.LIST_ITEM if _ENDS.search(text) or text[:1] in "-*•●–" else BlockKind.HEADING
    if len(text) <= 160 and not _ENDS.search(text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH
