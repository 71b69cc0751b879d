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
