"""What is seen of how far a claim's words are in its references. Weighs nothing: `support_packaged` does.

The packaged cross-encoder tells whether a passage answers a query, not whether it entails a claim: with the claim as
the query it says how near the best passage is, and the words and guards say what of the claim is not there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import sentencex

from corpus import stems
from rag.guards.check import breaches
from rag.guards.text import Said
from rag.rerank import Reranker

_MARKERS = re.compile(r"\s?\[\d+\]")  # "[1][2]" behind a claim says where it is from, not what it says
_PASSAGES = 6  # passages that share the most words with the claim
_LONGEST_REFERENCE = 12_000  # characters
_LONGEST_PASSAGE = 1_500


def support_signals(claim: str, references: Sequence[str], reranker: Reranker) -> dict[str, float]:
    """Signals by name: the cross-encoder's best logits, and shares of the claim's words that stand (0 to 1)."""
    said = Said(_MARKERS.sub("", claim)[:_LONGEST_PASSAGE])
    wanted = list(dict.fromkeys(said.content)) or list(said.stems) or [""]
    passages = sorted(_passages(references), key=lambda text: -_share(wanted, text))[:_PASSAGES] or [""]
    logits = reranker.score(said.raw, passages)
    ranked = [text for _, text in sorted(zip(logits, passages, strict=True), key=lambda pair: -pair[0])]
    best, near = ranked[0], " ".join(ranked[:3])
    order = sorted(logits, reverse=True)
    kinds = {one.guard for one in breaches(said.raw, [Said(near)])}
    pairs = list(pairwise(said.content))
    joined = set(pairwise(Said(near).content))
    return {
        "near": order[0],
        "near_three": sum(order[:3]) / len(order[:3]),
        "in_best": _share(wanted, best),
        "in_three": _share(wanted, near),
        "in_all": _share(wanted, " ".join(references)[:_LONGEST_REFERENCE]),
        "pairs": len([one for one in pairs if one in joined]) / max(1, len(pairs)),
        "words": float(min(len(wanted), 40)),
        "no_name": float("name" in kinds),
        "no_figure": float(bool(kinds & {"number", "unit", "date"})),
        "turned": float(bool(kinds & {"negation", "hedge", "opposite", "order"})),
        "no_amount": float("amount" in kinds),
    }


def _passages(references: Sequence[str]) -> Iterator[str]:
    """Each two neighbouring sentences of each reference."""
    for reference in references:
        text = reference[:_LONGEST_REFERENCE]
        spans = [(one["start_index"], one["end_index"]) for one in sentencex.get_sentence_boundaries("en", text)]
        sentences = [text[start:end].strip() for start, end in spans if text[start:end].strip()]
        for at in range(max(1, len(sentences) - 1) if sentences else 0):
            yield " ".join(sentences[at : at + 2])[:_LONGEST_PASSAGE]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text, "en"))


def _share(wanted: Sequence[str], text: str) -> float:
    return sum(one in _stems(text) for one in wanted) / len(wanted)
