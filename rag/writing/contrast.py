"""Whether the sentences would rather say the claim with another of their figures, dates or names in it.

Rules see a fact that was moved where the words around it stayed. Where a claim is put in other words, the cross-encoder
that answers questions reads it beside itself with the other fact in the place of its own. Can only refuse.
"""

from collections.abc import Sequence
from itertools import islice

from rag.guards.moved import doubtful
from rag.guards.text import Said
from rag.rerank import Reranker

_MARGIN = 0.3  # logits by which another wording must be better
_MOST = 6  # other wordings that are read


def rather_said(claim: Said, sources: Sequence[Said], reranker: Reranker) -> tuple[str, str] | None:
    """A fact of the claim and the one that the sentences rather have in its place; None where there is none."""
    found = list(islice(doubtful(claim, sources), _MOST))
    if not found:
        return None
    told = " ".join(one.text for one in sources)
    texts = [claim.text, *(claim.text.replace(mine, other, 1) for mine, other in found)]
    own, *scores = (reranker.score(text, [told])[0] for text in texts)
    best, pair = max(zip(scores, found, strict=True), key=lambda one: one[0])
    return pair if best > own + _MARGIN else None
