"""Fakes for speed and faults: each subclasses the real port and passes the port's contract tests."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from corpus import Embedder, Vectors
from corpus.models import EmbedderIdentity
from rag import Reranker, SupportModel
from rag.support_tokens import TokenModel, Tokens
from rag.writer import Prompt, Reply, Writer, WriterFailed


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


class FakeTokens(TokenModel):
    """A word is its letters' counts, so that only a word of the same letters is just like it."""

    def read(self, text: str) -> Tokens:
        words = list(re.finditer(r"\w+", text.lower()))
        vectors = np.zeros((len(words), 64), dtype=np.float32)
        for row, word in zip(vectors, words, strict=True):
            np.add.at(row, [ord(one) % 64 for one in word.group()], 1.0)
            np.divide(row, np.linalg.norm(row), out=row)
        return Tokens(tuple(word.span() for word in words), vectors)


class FakeWriter(Writer):
    """Says what it is told to, or what a function makes of the prompt; keeps the prompts."""

    name = "fake:writer"

    def __init__(self, reply: "str | Callable[[Prompt], str] | WriterFailed") -> None:
        self._reply = reply
        self.prompts: list[Prompt] = []

    def write(self, prompt: Prompt) -> Reply:
        self.prompts.append(prompt)
        if isinstance(self._reply, WriterFailed):
            raise self._reply
        return Reply(self._reply(prompt) if callable(self._reply) else self._reply, 10, 5)


class PiecewiseWriter(FakeWriter):
    """Streams its reply in pieces of some characters; with a failure, fails once so many of them were heard."""

    def __init__(
        self,
        reply: "str | Callable[[Prompt], str]",
        size: int = 7,
        *,
        failure: WriterFailed | None = None,
        after: int = 0,
    ) -> None:
        super().__init__(reply)
        self._size, self._failure, self._after = size, failure, after

    def stream(self, prompt: Prompt) -> Iterator[str | Reply]:
        reply = self.write(prompt)
        for start in range(0, len(reply.text), self._size):
            if self._failure is not None and start >= self._after:
                raise self._failure
            yield reply.text[start : start + self._size]
        if self._failure is not None:
            raise self._failure
        yield reply


class FakeSupport(SupportModel):
    """Takes a claim to follow where half of its words are in its references."""

    name = "fake"
    threshold = 0.5

    def probability(self, claim: str, references: Sequence[str]) -> float:
        words, held = (set(re.findall(r"\w+", text.lower())) for text in (claim, " ".join(references)))
        return len(words & held) / max(1, len(words))
