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
from rag.onnx_file import with_outputs
from rag.reader import Reader
from rag.rerank import Reading, Reranker
from rag.rerank_graph import READER_STATES, short_graph

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

    def __init__(self, folder: Path, head: AnswerHead | None = None, reader: Reader | None = None) -> None:
        """Both must be ones for this model: `head` lets `read` point at answers, `reader` tell how likely one is."""
        self._folder = folder
        self._head = head
        self._reader = reader

    @cached_property
    def _scoring(self) -> BertSession:
        return self._graph(None)

    @cached_property
    def _reading(self) -> BertSession:
        """With the reader's layers, which take two thirds more time."""
        return self._graph(self._reader) if self._reader else self._scoring

    def _graph(self, reader: Reader | None) -> BertSession:
        published = (self._folder / "model.onnx").read_bytes()
        model = short_graph(published, reader) or published
        return BertSession(with_outputs(model, self._head.outputs) if self._head else model)

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
        return self._each(question, texts, partial(self._read, self._reading))

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

    def states(self, question: str, text: str) -> TokenStates:
        """What the head sees of a text's tokens, and is fitted on. Raises ValueError without a head."""
        if self._head is None:
            raise ValueError("a reranker without a head has no outputs to tell")
        one = self._tokenizer.encode(self._cut(question), text)
        return _states(one, self._scoring.run(one, self._head.outputs))

    def _read(self, graph: BertSession, one: "tokenizers.Encoding") -> Reading:
        told = dict(zip(graph.outputs, graph.run(one, graph.outputs), strict=True))
        words = self._head.scored(_states(one, [told[name] for name in self._head.outputs])) if self._head else ()
        answers = self._reader.judged(told[READER_STATES]) if self._reader and READER_STATES in told else None
        return Reading(_logit(told[graph.outputs[0]]), words, answers)


def _scored(graph: BertSession, one: "tokenizers.Encoding") -> float:
    return _logit(graph.run(one, graph.outputs[:1])[0])


def _logit(value: NDArray[np.float32]) -> float:
    return float(value.reshape(-1)[0])


def _states(one: "tokenizers.Encoding", values: Sequence[NDArray[np.float32]]) -> TokenStates:
    """What a head sees of the text's tokens, those of the question left out."""
    text = [place for place, kind in enumerate(one.type_ids) if kind and not one.special_tokens_mask[place]]
    offsets, words = [one.offsets[place] for place in text], [one.word_ids[place] or 0 for place in text]
    return TokenStates(offsets, words, np.concatenate([value[0][text] for value in values], axis=1))


def _cores_here() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
