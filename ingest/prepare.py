"""A document as it was read to one that is ready to be indexed: sentences, chunks, searched texts.

Pure: embeds nothing, writes nothing.
"""

from collections.abc import Callable

from corpus import Prepared, ReadFailure
from ingest.annotate import annotated, searched
from ingest.asides import with_asides
from ingest.chunk import chunks_of
from ingest.models import Entry, Reading
from ingest.split import sentences_of


def prepare_entry(entry: Entry, most_tokens: int, remark: Callable[[str], None] = lambda text: None) -> Prepared:
    """Reads an entry and cuts it up. Raises ReadFailure with the reason why it cannot be indexed.

    `remark` is told what is off with one that can.
    """
    try:
        reading = entry.load()
        prepared = prepare(reading, entry, most_tokens)
        for text in reading.remarks:
            remark(text)
        return prepared
    except ReadFailure:
        raise
    except (ValueError, TypeError, RecursionError) as failure:
        # A parser's own error is that file's failure, never the run's.
        raise ReadFailure(f"cannot be read ({type(failure).__name__}: {failure})") from failure


def prepare(reading: Reading, entry: Entry, most_tokens: int) -> Prepared:
    """Cuts up what an entry held, or what the record holds of it."""
    document = reading.document
    sentences = with_asides(document, sentences_of(document))
    chunks = chunks_of(document, sentences, most_tokens)
    if not chunks:
        raise ReadFailure(
            "nothing in it can be quoted: only notices, references or figures; save the text itself as .txt"
        )
    document = annotated(document)
    texts = searched(document, chunks)
    return Prepared(document, entry.source_hash, sentences, chunks, texts, reading.words, entry.root)
