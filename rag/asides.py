"""What of a document is not read for a question: what is planted for an assistant, and what is beside everything there.

One place tells it to whoever reads chunks, sentences, and how much a document says: so a sentence that somebody slipped
in moves none of them.
"""

from collections.abc import Sequence
from itertools import pairwise

from corpus import Index, stems
from corpus.models import Chunk, Document, Sentence
from rag.guards.addressed import planted
from rag.query import Query

_LONG = 6000  # characters from which on nobody asks how short a document is
BEFORE = 3  # sentences before a chunk that may be looked at for the one that stands before its first


def asides(index: Index, chunk: Chunk, query: Query) -> frozenset[int]:
    """The ordinals of the sentences in a chunk, and of those right before it, that no reading of it should hear."""
    sentences = index.sentences(chunk.document_id, max(0, chunk.first - BEFORE), chunk.last)
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
    return frozenset(one.ordinal for one in sentences if _is_aside(document.slice(one.span), one, query))


def _is_aside(text: str, one: Sentence, query: Query) -> bool:
    """Whether it is planted, or beside what is around it; with a word of the question it may be the answer."""
    if one.beside and one.language == query.language and query.stems.isdisjoint(stems(text, one.language)):
        return True
    return planted(text, query.text)
