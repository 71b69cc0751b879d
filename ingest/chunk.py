"""Sentences to chunks: runs of whole sentences under a number of tokens, in one language."""

from collections.abc import Iterator, Sequence

from corpus import count_tokens
from corpus.models import BlockKind, Chunk, Document, Sentence


def chunks_of(document: Document, sentences: Sequence[Sentence], most_tokens: int) -> list[Chunk]:
    """Chunks in order; each sentence is in exactly one. A sentence over the limit stands alone.

    What is beside everything around it takes no room, so that it moves no border.
    """
    return [Chunk.cut(document, run) for run in _runs(document, sentences, most_tokens)]


def _runs(document: Document, sentences: Sequence[Sentence], most_tokens: int) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    held = 0
    for sentence in sentences:
        tokens = 0 if sentence.beside else count_tokens(document.slice(sentence.span))
        full = held > 0 and held + tokens > most_tokens
        if run and (full or _breaks(run, sentence, 0 if sentence.beside else held, most_tokens)):
            yield run
            run, held = [], 0
        run.append(sentence)
        held += tokens
    if run:
        yield run


def _breaks(run: Sequence[Sentence], sentence: Sentence, held: int, most_tokens: int) -> bool:
    """A change of language always ends a chunk; a heading does once the chunk is half full."""
    if sentence.language != run[-1].language:
        return True
    opens = sentence.kind is BlockKind.HEADING and run[-1].kind is not BlockKind.HEADING
    return opens and held > most_tokens // 2
