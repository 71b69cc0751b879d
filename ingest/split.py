"""Blocks to sentences, as spans of the canonical text (segmenter: sentencex, Wikimedia)."""

import re
from collections.abc import Iterator, Sequence

import sentencex

from corpus.models import Block, BlockKind, Document, Sentence, Span
from ingest.blocks import trimmed

_LONGEST = 1200  # characters; a longer "sentence" is a table or a text without stops
_SPACE = re.compile(r"\s")
_UNFINISHED = re.compile(r"[\w,\-–—(“\"'’]$")
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u4e00-\u9fff]")
_FLOWING = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def sentences_of(document: Document) -> list[Sentence]:
    """Every sentence that may be quoted, in order, never empty, never overlapping."""
    found: list[Sentence] = []
    for paragraph, flow in enumerate(_flows(document)):
        first = flow[0]
        whole = first.span.cover(flow[-1].span)
        for span in _split(document.text, whole, first.language):
            found.append(Sentence(document.id, len(found), span, flow[-1].kind, first.language, paragraph))
    return found


def _flows(document: Document) -> Iterator[list[Block]]:
    """Runs of blocks that one sentence may run through: a page or column break stands between."""
    flow: list[Block] = []
    for block in document.blocks:
        if flow and _continues(document, flow[-1], block):
            flow.append(block)
        else:
            if flow and flow[0].kind.quotable:
                yield flow
            flow = [block]
    if flow and flow[0].kind.quotable:
        yield flow


def _continues(document: Document, before: Block, after: Block) -> bool:
    if before.kind not in _FLOWING or after.kind not in _FLOWING or before.language != after.language:
        return False
    end, start = document.slice(before.span), document.slice(after.span)
    return (
        len(end) > 80 and bool(_UNFINISHED.search(end)) and (start[0].islower() or start[0] in '"“(') and len(start) > 1
    )


def _split(text: str, whole: Span, language: str) -> Iterator[Span]:
    # Newlines become spaces, character for character: the segmenter takes them for paragraph ends.
    flat = re.sub(r"\s", " ", text[whole.start : whole.end])
    for boundary in sentencex.get_sentence_boundaries(language, flat):
        start, end = whole.start + boundary["start_index"], whole.start + boundary["end_index"]
        for piece in _bounded(text, start, end):
            span = trimmed(text, piece.start, piece.end)
            if span and _WORD.search(text[span.start : span.end]):
                yield span


def _bounded(text: str, start: int, end: int) -> Sequence[Span]:
    """Pieces of at most `_LONGEST` characters, cut at white space where there is some."""
    pieces = []
    while end - start > _LONGEST:
        spaces = [gap.end() for gap in _SPACE.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        cut = spaces[-1] if spaces else start + _LONGEST
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, end)] if start < end else pieces
