"""The packaged cross-encoder, run by ONNX Runtime: no torch, ready in a fifth of a second."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from rag.answer_head import AnswerHead, TokenStates
from rag.bert_session import BertSession
from rag.reader import Reader
from rag.rerank import Reading, Reranker
from rag.rerank_graph import POOLED, TOKENS, short_graph

if TYPE_CHECKING:
    import tokenizers

_Made = TypeVar("_Made")
_MOST_TOKENS = 512
_MOST_QUESTION = 128  # tokens of a question, so that a text always has room beside it


class OnnxReranker(Reranker):
    """A folder with `model.onnx` and `tokenizer.json` of a BERT cross-encoder with one output.

    Each text is read by itself, one on each core: nothing is padded, no core waits for another in the middle of a
    text, and an int8 model, which scales its activations by batch, scores a text alike whatever it is read with.
    """

    def __init__(
        self, folder: Path, reader: Reader | None = None, head: AnswerHead | None = None, strict: Reader | None = None
    ) -> None:
        """`reader`, one for this model, lets `read` tell whether a text answers; `head`, one for this reader, where.

        `strict`, one for this model too, tells answerability in the reader's place.
        """
        self._folder = folder
        self._reader = reader
        self._head = head
        self._strict = strict

    @property
    def _scoring(self) -> BertSession:
        return self._graphs[0]

    @property
    def _reading(self) -> BertSession | None:
        return self._graphs[1]

    @cached_property
    def _graphs(self) -> tuple[BertSession, BertSession | None]:
        """What scores, and what reads: with the reader's layers, or None where it is none for such a model."""
        published = self._published()  # once for both: 34 MB
        return BertSession(short_graph(published) or published), _with_layers_of(self._reader, published)

    @cached_property
    def _judging(self) -> BertSession | None:
        """What tells answerability; made when first asked, since only questions need it."""
        return _with_layers_of(self._strict, self._published())

    def _published(self) -> bytes:
        return (self._folder / "model.onnx").read_bytes()

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_cores_here(), "rerank")

    @cached_property
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        import tokenizers

        tokenizer = tokenizers.Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_MOST_TOKENS, strategy="longest_first")
        return tokenizer

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return self._each(question, texts, partial(_scored, self._scoring))

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        if self._reader is None or self._reading is None:
            return super().read(question, texts)
        return self._each(question, texts, partial(_read, self._reading, self._reader, self._head))

    def answerability(self, question: str, texts: Sequence[str]) -> list[float]:
        if self._strict is None or self._judging is None:
            return super().answerability(question, texts)
        readings = self._each(question, texts, partial(_read, self._judging, self._strict, None))
        return [reading.answers for reading in readings]

    def states(self, question: str, text: str) -> TokenStates:
        """What a head sees of a text's tokens, and is fitted on. Raises ValueError without a reader for the model."""
        if self._reading is None:
            raise ValueError("a reranker without a reader has no states of tokens to tell")
        one = self._tokenizer.encode(self._cut(question), text)
        return _states(one, self._reading.run(one, [TOKENS])[0])

    def _each(
        self, question: str, texts: Sequence[str], work: "Callable[[tokenizers.Encoding], _Made]"
    ) -> "list[_Made]":
        asked = self._cut(question)
        encoded = self._tokenizer.encode_batch([(asked, text) for text in texts])
        longest_first = sorted(range(len(texts)), key=lambda place: -len(encoded[place].ids))  # cores end together
        made = self._cores.map(work, (encoded[place] for place in longest_first))
        found = dict(zip(longest_first, made, strict=True))
        return [found[place] for place in range(len(texts))]

    def _cut(self, question: str) -> str:
        """The question's first tokens: a longer one would leave no room for any text."""
        offsets = self._tokenizer.encode(question, add_special_tokens=False).offsets
        return question if len(offsets) <= _MOST_QUESTION else question[: offsets[_MOST_QUESTION - 1][1]]


def _with_layers_of(reader: Reader | None, published: bytes) -> BertSession | None:
    graph = short_graph(published, reader) if reader else None
    return BertSession(graph) if graph else None


def _scored(graph: BertSession, one: "tokenizers.Encoding") -> float:
    return float(graph.run(one, graph.outputs[:1])[0].reshape(-1)[0])


def _read(graph: BertSession, reader: Reader, head: AnswerHead | None, one: "tokenizers.Encoding") -> Reading:
    pooled, tokens = graph.run(one, (POOLED, TOKENS))
    words = head.scored(_states(one, tokens)) if head else ()
    return Reading(reader.judged(pooled.reshape(-1)), words)


def _states(one: "tokenizers.Encoding", tokens: NDArray[np.float32]) -> TokenStates:
    """What a head sees of the text's tokens, those of the question left out."""
    text = [place for place, kind in enumerate(one.type_ids) if kind and not one.special_tokens_mask[place]]
    return TokenStates([one.offsets[at] for at in text], [one.word_ids[at] or 0 for at in text], tokens[0][text])


def _cores_here() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
