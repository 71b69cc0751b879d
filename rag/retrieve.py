"""Finds the chunks that may hold an answer: dense and lexical search, fused, then reranked."""

from collections.abc import Sequence
from dataclasses import replace

from corpus import PACKAGED, Index, Settings, clean_span
from corpus.models import Chunk, Filter
from rag.asides import asides
from rag.fuse import reciprocal_rank_fusion
from rag.models import Hit
from rag.query import Query
from rag.rerank import Reranker, titled

_DEPTH = 50  # chunks that each searcher gives to the fusion


_BONUS = 2.0  # logits for words that match best: what only a cross-encoder likes is a little suspect
_BONUS_RANK = 10  # lexical rank at which half of it is left


def _bonus(hit: Hit) -> float:
    rank = hit.ranks.get("lexical")
    return _BONUS * _BONUS_RANK / (_BONUS_RANK + rank - 1) if rank else 0.0


class HybridSearch:
    """Dense (cosine) and lexical (BM25) search over one index, with a reranker on top."""

    def __init__(self, index: Index, reranker: Reranker, settings: Settings) -> None:
        self.index = index
        self._reranker = reranker
        self._candidates = settings.candidates
        self._embedder = settings.embedder

    def fused(self, query: Query, where: Filter, k: int) -> list[Hit]:
        """The k best chunks by reciprocal rank fusion, best first."""
        found = self._found(query, where)
        ranks = {stage: {chunk: rank for rank, chunk in enumerate(ids, 1)} for stage, ids in found.items()}
        return [
            Hit(
                self.index.chunk(identity),
                score,
                {**{stage: of[identity] for stage, of in ranks.items() if identity in of}, "fused": rank},
            )
            for rank, (identity, score) in enumerate(reciprocal_rank_fusion(found)[:k], 1)
        ]

    def _found(self, query: Query, where: Filter) -> dict[str, list[str]]:
        """Chunk ids by searcher, best first."""
        words = " ".join(query.keywords)
        lexical = [chunk for chunk, _ in self.index.lexical(words, query.language, _DEPTH, where)]
        if self._dense_reads(query.language) or not lexical:
            vector = self.index.embed([query.text])[0]
            return {"dense": [chunk for chunk, _ in self.index.dense(vector, _DEPTH, where)], "lexical": lexical}
        return {"lexical": lexical}

    def _dense_reads(self, language: str) -> bool:
        """The packaged embedder knows English: what it finds for a Russian question is noise."""
        return language == "en" or self._embedder != PACKAGED

    def rerank(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """The same chunks, best first by the cross-encoder's logits with a bonus for a high lexical rank."""
        logits = self._reranker.score(query.text, [self._shown(hit.chunk, query) for hit in hits])
        scores = [logit + _bonus(hit) for hit, logit in zip(hits, logits, strict=True)]
        ordered = sorted(zip(hits, scores, strict=True), key=lambda pair: -pair[1])
        return [
            replace(hit, score=score, ranks={**hit.ranks, "reranked": rank})
            for rank, (hit, score) in enumerate(ordered, 1)
        ]

    def search(self, query: Query, where: Filter, k: int | None = None) -> list[Hit]:
        """The k best chunks (by default all candidates), fused and then reranked."""
        wanted = max(k or 0, self._candidates)
        return self.rerank(query, self.fused(query, where, wanted))[: k or wanted]

    def _shown(self, chunk: Chunk, query: Query) -> str:
        """The chunk behind its title, without what is beside it; whole where that leaves nothing."""
        document = self.index.document(chunk.document_id)
        apart = asides(self.index, chunk, query)
        skip = [one.span for one in self.index.sentences(document.id, chunk.first, chunk.last) if one.ordinal in apart]
        text = clean_span(document, chunk.span, without=skip) or clean_span(document, chunk.span)
        return titled(document.metadata.title, text)
