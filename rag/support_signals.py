"""What is seen of how far a claim's words are in its references. Weighs nothing: `support_packaged` does.

The packaged cross-encoder tells whether a passage answers a query, not whether it entails a claim: asked with the claim
it says how near the best passage is, asked with the best sentence how much of it the claim takes up, and asked with the
claim about itself how high such a claim can score at all. Vectors of tokens say which of its words have no like there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import sentencex

from corpus import stems
from rag.guards.check import breaches
from rag.guards.text import Said
from rag.rerank import Reranker
from rag.support_tokens import TokenModel, nearest
from rag.words import is_content

_MARKERS = re.compile(r"\s?\[\d+\]|</?s>")  # "[1][2]" behind a claim says where it is from, not what it says
_ADDRESS = re.compile(r"^\s*\[\d+\]\s*https?://\S+\s*")  # of the reference's page, before its text
_PASSAGES = {1: 5, 2: 5, 3: 3}  # sentences of a passage: how many that share the most words with the claim are read
_PLACED = 3  # passages of two sentences in which a like is looked for
_WORST = 3  # words without a like that count
_LONGEST_REFERENCE = 12_000  # characters
_LONGEST_PASSAGE = 1_500


def support_signals(claim: str, references: Sequence[str], reranker: Reranker, tokens: TokenModel) -> dict[str, float]:
    """Signals by name: logits of the cross-encoder, cosines of the claim's tokens to their nearest (-1 to 1)."""
    said = Said(_MARKERS.sub("", claim)[:_LONGEST_PASSAGE])
    read = _passages(said, references)
    passages = list(dict.fromkeys(text for texts in read.values() for text in texts)) or [""]
    logits = dict(zip(passages, reranker.score(said.text, passages), strict=True))
    sentence = max(read[1], key=logits.__getitem__, default="")
    near = " ".join(sorted(read[2], key=logits.__getitem__, reverse=True)[:_PLACED])
    kinds = {one.guard for one in breaches(said.raw, [Said(near)])}
    likes, words = _likes(said, near, tokens)
    return {
        "near": max(logits.values()),
        "own": reranker.score(said.text, [said.text])[0],
        "back": reranker.score(sentence, [said.text])[0],
        "alike": float(likes.mean()) if len(likes) else 0.0,
        "worst": float(np.sort(words)[:_WORST].mean()) if words else 0.0,
        "no_figure": float(bool(kinds & {"number", "unit", "date"})),
    }


def _passages(said: Said, references: Sequence[str]) -> dict[int, list[str]]:
    """Passages by their number of sentences: those that share the most words with the claim, the nearest first."""
    wanted = frozenset(said.content)
    sentences = [list(_sentences(one)) for one in references]
    found = {}
    for size, most in _PASSAGES.items():
        whole = [
            " ".join(one[at : at + size])[:_LONGEST_PASSAGE]
            for one in sentences
            for at in range(max(1, len(one) - size + 1) if one else 0)
        ]
        found[size] = sorted(dict.fromkeys(whole), key=lambda text: -len(wanted & _stems(text)))[:most]
    return found


def _sentences(reference: str) -> Iterator[str]:
    text = _ADDRESS.sub("", reference)[:_LONGEST_REFERENCE]
    for one in sentencex.get_sentence_boundaries("en", text):
        if sentence := text[one["start_index"] : one["end_index"]].strip():
            yield sentence


def _likes(said: Said, near: str, tokens: TokenModel) -> tuple[np.ndarray, list[float]]:
    """How near each token of the claim has its like, and each content word on the mean of its tokens."""
    read = tokens.read(said.text)
    likes = nearest(read, tokens.read(near))
    words = []
    for word in said.words:
        own = [
            like for (start, end), like in zip(read.places, likes, strict=True) if start < word.end and word.start < end
        ]
        if own and is_content(word.lower):
            words.append(float(np.mean(own)))
    return likes, words


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text, "en"))
