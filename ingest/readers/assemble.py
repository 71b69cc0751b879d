"""Paragraphs to a canonical text with typed blocks. Knows no format."""

from collections.abc import Iterable

from corpus.models import Block, BlockKind, Span

BREAK = "\n\n"


def assembled(paragraphs: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """The text, an empty line between paragraphs, and a block for each; languages are left to find."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for kind, text in paragraphs:
        if not text or text.isspace():
            continue
        if parts:
            parts.append(BREAK)
            at += len(BREAK)
        parts.append(text)
        blocks.append(Block(kind, Span(at, at + len(text)), ""))
        at += len(text)
    return "".join(parts), tuple(blocks)


def quotable_text(text: str, blocks: Iterable[Block]) -> str:
    """What a reader of the document reads, without navigation, notices and what is hidden."""
    return BREAK.join(text[one.span.start : one.span.end] for one in blocks if one.kind.quotable)
