"""Reads the sentences of the best chunks: how well does each answer, alone and in its place?"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Index, clean_span
from corpus.models import BlockKind, Document, Sentence, Span
from rag.models import Hit
from rag.query import Query
from rag.rerank import Reranker

_CHUNKS = 8  # chunks whose sentences are read; the answer is among them in 98 of 100 questions
_CHUNK_SHARE = 0.5  # of a chunk's score in its sentences': a good sentence in a good place
_HEADING = -3.0  # a heading repeats the question's words and answers nothing


@dataclass(frozen=True)
class Evidence:
    """A sentence with its document and scores (cross-encoder logits).

    `alone` is the sentence by itself, `in_place` with the one before it, `chunk` its chunk's;
    `score` joins the three.
    """

    document: Document
    sentence: Sentence
    before: Sentence | None
    text: str
    alone: float
    in_place: float
    chunk: float

    @property
    def score(self) -> float:
        """What sentences are ranked by."""
        heading = _HEADING if self.sentence.kind is BlockKind.HEADING else 0.0
        return (self.alone + self.in_place) / 2 + _CHUNK_SHARE * self.chunk + heading

    @property
    def context(self) -> str:
        """The cleaned sentence with the one before it."""
        before = clean_span(self.document, self.before.span) + " " if self.before else ""
        return before + self.text

    @property
    def key(self) -> tuple[str, int]:
        """Tells sentences apart."""
        return self.document.id, self.sentence.ordinal

    @property
    def span(self) -> Span:
        """The sentence's place in its document."""
        return self.sentence.span


def read_sentences(index: Index, reranker: Reranker, query: Query, hits: Sequence[Hit]) -> list[Evidence]:
    """The sentences of the best chunks with their scores, best first."""
    found: dict[tuple[str, int], tuple[Document, Sentence, Sentence | None, float]] = {}
    for hit in hits[:_CHUNKS]:
        chunk = hit.chunk
        document = index.document(chunk.document_id)
        before: Sentence | None = None
        for sentence in index.sentences(document.id, max(0, chunk.first - 1), chunk.last):
            near = before if before and before.paragraph == sentence.paragraph else None
            if sentence.ordinal >= chunk.first:
                found.setdefault((document.id, sentence.ordinal), (document, sentence, near, hit.score))
            before = sentence
    places = list(found.values())
    texts = [clean_span(document, sentence.span) for document, sentence, _, _ in places]
    joined = [
        f"{clean_span(document, before.span)} {text}" if before else text
        for (document, _, before, _), text in zip(places, texts, strict=True)
    ]
    # Both readings go in one call, so that equal lengths share batches.
    scores = reranker.score(query.text, [*texts, *joined])
    evidence = [
        Evidence(document, sentence, before, text, alone, in_place, chunk_score)
        for (document, sentence, before, chunk_score), text, alone, in_place in zip(
            places, texts, scores[: len(texts)], scores[len(texts) :], strict=True
        )
    ]
    return sorted(evidence, key=lambda one: -one.score)
