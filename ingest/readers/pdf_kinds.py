"""What the paragraphs of a PDF are: by size and weight against the text, then by their words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.models import BlockKind
from ingest.blocks import kind_of
from ingest.phrases import said_of_line
from ingest.readers.pdf_flow import Placed
from ingest.readers.pdf_paragraphs import ITEM, Paragraph
from ingest.readers.pdf_words import Word
from ingest.reference_list import REFERENCES, list_end

_LARGER = 1.12  # than the text: a heading
_LONGEST_HEADING = 200  # characters
_REFERENCES_FROM = 0.25  # of the flow: a table of contents names them too, further up
_LEADERS = (". . . .", ".....", "……")


def usual_size(words: Iterable[Word]) -> float:
    """The size of most letters of a document."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.ink.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def kinds_of(flow: Sequence[Placed], size: float) -> Iterator[BlockKind]:
    """A kind for each paragraph in the flow."""
    texts = [placed.paragraph.text for placed in flow]
    listed: Paragraph | None = None  # the heading of the reference list that we are in
    end = 0  # of that list, as its words tell
    for at, placed in enumerate(flow):
        one = placed.paragraph
        kind = placed.kind or _kind(flow, at, size)
        if REFERENCES.match(one.text) and not placed.kind and at >= _REFERENCES_FROM * len(flow):
            listed, end = one, end if at < end else list_end(texts, at)  # a heading within a list ends it nowhere else
        elif at >= end or (
            kind is BlockKind.HEADING and listed and _stands_out(one, size) and _stands_out(listed, size)
        ):
            listed = None
        yield BlockKind.REFERENCE if listed and kind.quotable else kind


def _kind(flow: Sequence[Placed], at: int, size: float) -> BlockKind:
    one = flow[at].paragraph
    if any(mark in one.text for mark in _LEADERS):
        return BlockKind.BOILERPLATE  # an entry of the table of contents
    if one.is_row:
        return BlockKind.TABLE
    if len(one.text) <= _LONGEST_HEADING and one.size >= _LARGER * size:
        return BlockKind.HEADING
    return said_of_line(one.text) or _by_form(flow, at)


def _by_form(flow: Sequence[Placed], at: int) -> BlockKind:
    """Heading, item or paragraph, by weight and by how its words begin and end."""
    one = flow[at].paragraph
    if len(one.text) <= _LONGEST_HEADING and one.bold and not one.text.endswith((".", ",", ";")):
        return BlockKind.HEADING
    kind = kind_of(one.text)
    in_parts = flow[at].goes_on or (at + 1 < len(flow) and flow[at + 1].goes_on)
    unfinished = in_parts or one.text[0].islower() or one.text.endswith(("-", ",", "‐"))
    if kind is BlockKind.HEADING and unfinished:
        return BlockKind.LIST_ITEM if ITEM.match(one.text) and not flow[at].goes_on else BlockKind.PARAGRAPH
    return kind


def _stands_out(paragraph: Paragraph, size: float) -> bool:
    return paragraph.bold or paragraph.size >= _LARGER * size
