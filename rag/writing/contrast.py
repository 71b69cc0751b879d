"""Is each figure, date and name of a claim tied to its place in the sentences, though the words are the claim's own?

Rules see a fact that was moved where the words around it stayed. Where a claim is put in other words, no other fact of
the sentences may have a place as like the claim's; and the cross-encoder that answers questions, which reads the claim
beside itself with each other fact in the place of its own, may not find another wording better. Can only refuse.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from rag.guards.facts import facts_of
from rag.guards.moved import doubtful
from rag.guards.text import Said
from rag.rerank import Reranker

_MARGIN = 0.3  # logits by which another wording must be better
_MOST = 8  # other wordings that are read


def untied(claim: Said, sources: Sequence[Said]) -> tuple[str, str] | None:
    """A fact of the claim and another of the sentences whose place is as like the claim's; None where there is none."""
    return next(doubtful(claim, sources), None)


def rather_said(claim: Said, sources: Sequence[Said], reranker: Reranker) -> tuple[str, str] | None:
    """A fact of the claim and the one that the sentences rather have in its place; None where there is none."""
    found = list(islice(_others(claim, sources), _MOST))
    if not found:
        return None
    told = " ".join(one.text for one in sources)
    texts = [claim.text, *(claim.text.replace(mine, other, 1) for mine, other in found)]
    own, *scores = (reranker.score(text, [told])[0] for text in texts)
    best, pair = max(zip(scores, found, strict=True), key=lambda one: one[0])
    return pair if best > own + _MARGIN else None


def _others(claim: Said, sources: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """Each fact of both with each other one of its kind that the sentences have and the claim has not."""
    known = [fact for one in sources for fact in facts_of(one)]
    for fact in facts_of(claim):
        alike = [one for one in known if one.kind == fact.kind]
        others = (one for one in alike if not fact.same(one)) if any(map(fact.same, alike)) else ()
        yield from ((fact.text, text) for text in dict.fromkeys(one.text for one in others) if text not in claim.text)
