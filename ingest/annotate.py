"""What is added to a document once it is read: its languages, and the days that its text names."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus import clean_span, mentions_of
from corpus.models import Chunk, DateMention, Document


def annotated(document: Document) -> Document:
    """The document with its languages and dates."""
    named = mentions_of(document.text, document.metadata.published_at)
    return replace(_with_languages(document), dates=tuple(one for one in named if _may_be_quoted(document, one)))


def searched(document: Document, chunks: Sequence[Chunk]) -> list[str]:
    """The text by which each chunk is found: the title and its clean words."""
    title = document.metadata.title
    texts = [clean_span(document, chunk.span) for chunk in chunks]
    return [f"{title}\n{text}" if title else text for text in texts]


def _with_languages(document: Document) -> Document:
    """With the languages of its quotable blocks, most text first, unless a note says them."""
    if "languages" in document.metadata.found:
        return document
    sizes: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind.quotable:
            sizes[block.language] += len(block.span)
    languages = tuple(language for language, _ in sizes.most_common())
    return replace(document, metadata=replace(document.metadata, languages=languages))


def _may_be_quoted(document: Document, mention: DateMention) -> bool:
    at = bisect_right(document.blocks, mention.span.start, key=lambda block: block.span.start) - 1
    return at >= 0 and document.blocks[at].kind.quotable
