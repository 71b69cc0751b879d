"""Searches and reads: the ranked chunks, the ranked sentences, and what of the index is relevant."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Index
from corpus.models import Chunk
from evals.kinds.port import Kind
from evals.models import Case, Gold, Result
from rag import HybridSearch, Reranker, hits_to_dict, parse_query, read_sentences, stand_alone, without_sources

Chunks = Callable[[str], Sequence[Chunk]]
"""Every chunk of a document, by its id."""


@dataclass(frozen=True)
class Search(Kind):
    """What the assistant would search and read, without its answer.

    The row is `rag`'s row of hits with `sentences` (best first), `relevant` (grades of documents
    and of chunks that overlap gold) and `timings`.
    """

    index: Index
    search: HybridSearch
    reranker: Reranker
    chunks: Chunks
    k: int

    def measure(self, case: Case) -> Result:
        started = time.perf_counter()
        understood = stand_alone(case.question.text, case.question.history)
        query = parse_query(without_sources(understood, self.index.source_names()))
        hits = self.search.search(query, case.question.where, self.k)
        searched = time.perf_counter()
        sentences = read_sentences(self.index, self.reranker, query, hits)[: self.k]
        read = time.perf_counter()
        row = hits_to_dict(self.index, case.question.text, hits, case.id)
        row["sentences"] = [
            {"doc": one.document.id, "start": one.span.start, "end": one.span.end, "text": one.document.slice(one.span)}
            for one in sentences
        ]
        row["relevant"] = {"document": _documents(case), "chunk": self._relevant_chunks(case)}
        row["timings"] = {"searching": searched - started, "reading": read - searched, "total": read - started}
        return Result(case, row)

    def _relevant_chunks(self, case: Case) -> dict[str, int]:
        """The chunks that overlap gold; gold that lies in none counts as a chunk that nobody can find."""
        found: dict[str, int] = {}
        for gold in case.evidence:
            found |= dict.fromkeys(self._overlapping(gold) or [f"{gold.doc}#{gold.span}"], 1)
        return found

    def _overlapping(self, gold: Gold) -> list[str]:
        spans = [chunk.span for chunk in self.chunks(gold.doc)]
        return [f"{gold.doc}#{span}" for span in spans if gold.span and span.overlaps(gold.span)]


def _documents(case: Case) -> dict[str, int]:
    return dict(case.relevant) or dict.fromkeys((gold.doc for gold in case.evidence), 1)
