"""What is searched and read by models: the words without the accidents of their layout.

The canonical text stays as it is, and no clean text is ever shown as a quote; each carries its map
back. `docs/adr/0008-cleaning-with-a-map.md` says what is mended and why.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.broken_words import Words, broken_words, words_of
from corpus.edits import Edit, Edited
from corpus.mend import characters, gaps, marks
from corpus.models import Block, Document, Span
from corpus.mojibake import mojibake

VERSION = "clean-3"  # stands in an index's manifest: raising it makes an older index ask for a rebuild


class CleanText:
    """The clean words of a text, and the way from each to its place in the text and back.

    `words` tell how a broken word is spelled (by default those of the text itself), `skip` are
    stretches to leave out, and `offset` is where the text begins in the document that spans point into.
    """

    def __init__(
        self, source: str, *, words: Callable[[], Words] | None = None, skip: Sequence[Span] = (), offset: int = 0
    ) -> None:
        self.text = source
        self._length = len(source)
        self._offset = offset
        self._steps: list[Edited] = []
        known = words or (lambda: words_of(source))
        self._apply(Edit(span.start - offset, span.end - offset, "") for span in skip)
        before = None
        while before != self.text:  # what one round drops may bring together what the next one drops
            before = self.text
            self._apply(mojibake(self.text))
            self._apply([*broken_words(self.text, known), *characters(self.text), *marks(self.text)])
            self._apply(gaps(self.text))

    @classmethod
    def of(cls, document: Document, span: Span | None = None, without: Sequence[Span] = ()) -> "CleanText":
        """The clean words of a stretch of a document, without the boilerplate and hidden text inside it, or `without`.

        Spans point into the document; its other words tell how a broken word is spelled.
        """
        wanted = span or Span(0, len(document.text))
        skip = [
            Span(max(one.span.start, wanted.start), min(one.span.end, wanted.end))
            for one in _blocks_in(document.blocks, wanted)
            if not one.kind.quotable
        ]
        left_out = _apart([*skip, *without])
        return cls(document.slice(wanted), words=lambda: words_of(document.text), skip=left_out, offset=wanted.start)

    def to_source(self, span: Span) -> Span:
        """Where the clean characters at `span` stand in the source; raises ValueError outside the text."""
        if span.end > len(self.text):
            raise ValueError(f"the clean text has {len(self.text)} characters, not {span}")
        start, end = span.start, span.end
        for step in reversed(self._steps):
            start, end = step.to_source(start, end)
        return Span(start + self._offset, end + self._offset)

    def to_clean(self, span: Span) -> Span | None:
        """What became of the source's characters at `span`; None where nothing of them is left."""
        start, end = max(span.start - self._offset, 0), min(span.end - self._offset, self._length)
        for step in self._steps:
            if start >= end:
                return None
            start, end = step.to_clean(start, end)
        return Span(start, end) if start < end else None

    def _apply(self, found: Iterable[Edit]) -> None:
        edits = list(found)
        if edits:
            self._steps.append(Edited(self.text, edits))
            self.text = self._steps[-1].text


def clean(text: str) -> str:
    """The clean words of a text that stands for itself."""
    return CleanText(text).text


def clean_span(document: Document, span: Span, without: Sequence[Span] = ()) -> str:
    """The clean words of a stretch of a document, but for those of some spans inside it, in order."""
    return CleanText.of(document, span, without).text


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The same characters by spans in order of which none overlap."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if found and span.start < found[-1].end:
            found[-1] = found[-1].cover(span)
        else:
            found.append(span)
    return found


def _blocks_in(blocks: Sequence[Block], span: Span) -> Iterator[Block]:
    """The blocks, which are in order, that share a character with `span`."""
    first = max(0, bisect_right(blocks, span.start, key=lambda one: one.span.start) - 1)
    for place in range(first, len(blocks)):
        block = blocks[place]
        if block.span.start >= span.end:
            return
        if block.span.overlaps(span):
            yield block
