"""Which neighbouring blocks one sentence may run through: a column's or a page's end stands between.

Evidence, from strong to weak: a word broken by a hyphen; an end that asks for more (a comma, "of the")
before a small letter; any unfinished end of a long block before a small letter; for scripts without
small letters, an unfinished long block right before a page's end. Boilerplate between the two, such as
a page header, is passed over; hidden text never is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.models import Block, BlockKind, Document, Span

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_MOST_BETWEEN = 240  # characters of boilerplate; a quote shows them, so a longer stretch cuts the sentence
_LONG = 80  # characters; a shorter block without a stop is a heading or a line of its own
_BROKEN = re.compile(r"\w[-‐¬\u00ad]$")
_UNFINISHED = re.compile(r"[\w,\-–—(“\"'’»)\]%]$")
ASKS_FOR_MORE = re.compile(
    r",$|\b(?:the|an?|of|to|in|on|at|by|for|from|with|and|or|as|that|which|who|is|are|was|were|be|has|have|its|their|"
    r"и|в|на|с|к|о|по|из|за|для|от|до|не|что|как|или|под|при|der|die|das|und|von|mit|le|la|les|de|du|des|et|el|los|y)$",
    re.I,
)
_FIRST = re.compile(r"[\"“'‘«(\[]*[^\W\d_]")
_ITEM = re.compile(r"(?:[-*•●–]|\(?\d{1,3}[.)]|\([a-z]\))\s")


@dataclass
class Flow:
    """A run of blocks; `passed_over` are the spans of boilerplate inside it."""

    blocks: list[Block]
    passed_over: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first block's start to the last one's end."""
        return self.blocks[0].span.cover(self.blocks[-1].span)

    @property
    def language(self) -> str:
        """The first block's."""
        return self.blocks[0].language

    @property
    def kind(self) -> BlockKind:
        """What its sentences are: the last block's kind, which alone has the sentence's end."""
        return self.blocks[-1].kind


def flows_of(document: Document) -> Iterator[Flow]:
    """Every run of quotable blocks, in order."""
    flow: Flow | None = None
    between: list[Block] = []
    for block in document.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            between.append(block)
            continue
        if flow and _runs_on(document, flow.blocks[-1], block, between):
            flow.blocks.append(block)
            flow.passed_over += [one.span for one in between]
        else:
            if flow and flow.kind.quotable:
                yield flow
            flow = Flow([block])
        between = []
    if flow and flow.kind.quotable:
        yield flow


def _runs_on(document: Document, before: Block, after: Block, between: Sequence[Block]) -> bool:
    if before.kind not in _FLOWING or after.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return False
    end, start = document.slice(before.span), document.slice(after.span)
    if sum(len(one.span) for one in between) > _MOST_BETWEEN or _ITEM.match(start):
        return False
    if _BROKEN.search(end) and start[0].isalpha():
        return True
    if before.language != after.language or not _UNFINISHED.search(end) or len(start) < 2:
        return False
    page_ends = bool(between) or "\f" in document.text[before.span.end : after.span.start]
    return _goes_on(end, start, page_ends=page_ends)


def _goes_on(end: str, start: str, *, page_ends: bool) -> bool:
    """Whether an unfinished end and the words behind it read as one sentence."""
    first = _FIRST.match(start)
    letter = first.group()[-1] if first else ""
    asks, long = bool(ASKS_FOR_MORE.search(end)), len(end) > _LONG
    if letter.islower():
        return long or asks
    return bool(letter) and page_ends and long and (asks or not letter.isupper())
