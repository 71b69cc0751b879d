"""A document as it was read to one that is ready to be indexed: sentences, chunks, searched texts.

Pure: embeds nothing, writes nothing.
"""

from collections import Counter
from dataclasses import replace

from corpus import Prepared, ReadFailure, clean_span
from corpus.models import Document
from ingest.chunk import chunks_of
from ingest.models import Entry, Reading
from ingest.split import sentences_of


def prepare_entry(entry: Entry, most_tokens: int) -> Prepared:
    """Reads an entry and cuts it up. Raises ReadFailure with the reason why it cannot be indexed."""
    try:
        return prepare(entry.load(), entry, most_tokens)
    except ReadFailure:
        raise
    except (ValueError, TypeError, RecursionError) as failure:
        # A parser's own error is that file's failure, never the run's.
        raise ReadFailure(f"cannot be read ({type(failure).__name__}: {failure})") from failure


def prepare(reading: Reading, entry: Entry, most_tokens: int) -> Prepared:
    """Cuts up what an entry held, or what the record holds of it."""
    document = reading.document
    sentences = sentences_of(document)
    chunks = chunks_of(document, sentences, most_tokens)
    if not chunks:
        raise ReadFailure("nothing in it can be quoted: only boilerplate or references")
    document = _with_languages(document)
    title = document.metadata.title
    texts = [clean_span(document, chunk.span) for chunk in chunks]
    searched = [f"{title}\n{text}" if title else text for text in texts]
    return Prepared(document, entry.source_hash, sentences, chunks, searched, reading.words, entry.root)


def _with_languages(document: Document) -> Document:
    """The document with the languages of its quotable blocks, most text first, unless a note says them."""
    if "languages" in document.metadata.found:
        return document
    sizes: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind.quotable:
            sizes[block.language] += len(block.span)
    languages = tuple(language for language, _ in sizes.most_common())
    return replace(document, metadata=replace(document.metadata, languages=languages))
