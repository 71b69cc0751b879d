"""What of a document is not read for a question: what is planted for an assistant, and what is beside everything there.

One place tells it to whoever reads chunks, sentences, and how much a document says: so a sentence that somebody slipped
in moves none of them.
"""

from collections.abc import Sequence
from itertools import pairwise

from corpus import AROUND, Index, content_of, places_beside, said
from corpus.models import Chunk, Document, Sentence
from rag.guards.addressed import planted
from rag.query import Query

_LONG = 6000  # characters from which on nobody asks how short a document is
BEFORE = 3  # sentences before a chunk that may be looked at for the one that stands before its first


def asides(index: Index, chunk: Chunk, query: Query) -> frozenset[int]:
    """The ordinals of the sentences in a chunk, and of those right before it, that no reading of it should hear."""
    sentences = index.sentences(chunk.document_id, max(0, chunk.first - BEFORE - AROUND), chunk.last + AROUND)
    return _apart(index.document(chunk.document_id), sentences, query)


def length_read(index: Index, document: Document, query: Query) -> int:
    """The characters of a document that are read: all but asides, each with the gap behind it; of a long one all."""
    if len(document.text) > _LONG:
        return len(document.text)
    sentences = index.sentences(document.id)
    apart = _apart(document, sentences, query)
    left_out = sum(then.span.start - one.span.start for one, then in pairwise(sentences) if one.ordinal in apart)
    if sentences and sentences[-1].ordinal in apart:
        left_out += len(document.text) - sentences[-1].span.start
    return max(1, len(document.text) - left_out)


def _apart(document: Document, sentences: Sequence[Sentence], query: Query) -> frozenset[int]:
    texts = {one.ordinal: document.slice(one.span) for one in sentences}
    orders = {ordinal for ordinal, text in texts.items() if planted(text, query.text)}
    rest = [one for one in sentences if one.ordinal not in orders and one.language == query.language]
    title = content_of(document.metadata.title, query.language)
    told = [said(texts[one.ordinal], one.language) for one in rest]
    found = places_beside(told, title, query.stems, [one.paragraph for one in rest])
    return frozenset(orders | {rest[place].ordinal for place in found})
