"""Sentences to chunks: runs of whole sentences under a number of tokens, in one language."""

from collections.abc import Iterator, Sequence

from corpus import content_of, count_tokens, places_beside, said
from corpus.models import BlockKind, Chunk, Document, Sentence


def chunks_of(document: Document, sentences: Sequence[Sentence], most_tokens: int) -> list[Chunk]:
    """Chunks in order; each sentence is in exactly one. A sentence over the limit stands alone.

    What is beside everything around it takes no room: it moves no border.
    """
    apart = _apart(document, sentences)
    return [Chunk.cut(document, run, _language(run, apart)) for run in _runs(document, sentences, most_tokens, apart)]


def _apart(document: Document, sentences: Sequence[Sentence]) -> set[int]:
    told = [said(document.slice(one.span), one.language) for one in sentences]
    return {sentences[place].ordinal for place in places_beside(told, content_of(document.metadata.title, "en"))}


def _language(run: Sequence[Sentence], apart: set[int]) -> str:
    return next((one.language for one in run if one.ordinal not in apart), run[0].language)


def _runs(
    document: Document, sentences: Sequence[Sentence], most_tokens: int, apart: set[int]
) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    told: list[Sentence] = []
    held = 0
    for sentence in sentences:
        if sentence.ordinal in apart:
            run.append(sentence)
            continue
        tokens = count_tokens(document.slice(sentence.span))
        if told and (held + tokens > most_tokens or _breaks(told, sentence, held, most_tokens)):
            yield run
            run, told, held = [], [], 0
        run.append(sentence)
        told.append(sentence)
        held += tokens
    if run:
        yield run


def _breaks(run: Sequence[Sentence], sentence: Sentence, held: int, most_tokens: int) -> bool:
    """A change of language always ends a chunk; a heading does once the chunk is half full."""
    if sentence.language != run[-1].language:
        return True
    opens = sentence.kind is BlockKind.HEADING and run[-1].kind is not BlockKind.HEADING
    return opens and held > most_tokens // 2
