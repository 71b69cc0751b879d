"""Fakes for speed and faults: each subclasses the real port and passes the port's contract tests."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from corpus import Embedder, Vectors
from corpus.models import EmbedderIdentity
from rag import Reranker


class FakeEmbedder(Embedder):
    """Hashes words into 64 buckets: texts that share words are near, and it is ready at once."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.embedded: list[str] = []

    @property
    def identity(self) -> EmbedderIdentity:
        return EmbedderIdentity(self.name, hashlib.sha256(self.name.encode()).hexdigest(), 64)

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        vectors = np.full((len(texts), 64), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, int(hashlib.sha256(word.encode()).hexdigest(), 16) % 64] += 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class FakeReranker(Reranker):
    """Counts shared words."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        wanted = set(re.findall(r"\w+", question.lower()))
        return [float(len(wanted & set(re.findall(r"\w+", text.lower())))) for text in texts]
