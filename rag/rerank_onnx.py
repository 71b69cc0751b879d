"""The packaged cross-encoder, run by ONNX Runtime: no torch, ready in a fifth of a second."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from rag.answer_head import AnswerHead, TokenStates
from rag.onnx_file import with_outputs
from rag.rerank import Reading, Reranker
from rag.rerank_graph import short_graph

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

_Made = TypeVar("_Made")
_MOST_TOKENS = 512
_MOST_QUESTION = 128  # tokens of a question, so that a text always has room beside it


class OnnxReranker(Reranker):
    """A folder with `model.onnx` and `tokenizer.json` of a BERT cross-encoder with one output.

    Each text is read by itself, one on each core: nothing is padded, no core waits for another in the middle of a
    text, and an int8 model, which scales its activations by batch, scores a text alike whatever it is read with.
    """

    def __init__(self, folder: Path, head: AnswerHead | None = None) -> None:
        """`head` must be one for this model: it lets `read` point at answers."""
        self._folder = folder
        self._head = head

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        published = (self._folder / "model.onnx").read_bytes()
        model = short_graph(published) or published
        if self._head:
            model = with_outputs(model, self._head.outputs)
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

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
        return self._each(question, texts, self._scored)

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        return self._each(question, texts, self._pointed)

    def _each(
        self, question: str, texts: Sequence[str], work: "Callable[[tokenizers.Encoding], _Made]"
    ) -> "list[_Made]":
        asked = self._cut(question)
        encoded = self._tokenizer.encode_batch([(asked, text) for text in texts])
        longest_first = sorted(range(len(texts)), key=lambda place: -len(encoded[place].ids))  # cores end together
        assert self._inputs  # loaded here, once, and not by each core
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
        return self._inner(self._tokenizer.encode(self._cut(question), text), self._head)[1]

    def _scored(self, one: "tokenizers.Encoding") -> float:
        return self._run(one, 1)[0]

    def _pointed(self, one: "tokenizers.Encoding") -> Reading:
        if self._head is None:
            return Reading(self._scored(one))
        score, states = self._inner(one, self._head)
        return Reading(score, self._head.scored(states))

    def _inner(self, one: "tokenizers.Encoding", head: AnswerHead) -> tuple[float, TokenStates]:
        score, values = self._run(one, 1 + len(head.outputs))
        text = [place for place, kind in enumerate(one.type_ids) if kind and not one.special_tokens_mask[place]]
        offsets, words = [one.offsets[place] for place in text], [one.word_ids[place] or 0 for place in text]
        return score, TokenStates(offsets, words, np.concatenate([value[0][text] for value in values], axis=1))

    def _run(self, one: "tokenizers.Encoding", outputs: int) -> "tuple[float, list[NDArray[np.float32]]]":
        """The logit, and what else the graph's first `outputs` outputs give."""
        given = {
            "input_ids": one.ids,
            "attention_mask": one.attention_mask,
            "token_type_ids": one.type_ids,
            "position_ids": range(len(one.ids)),
        }
        inputs = {name: np.array([given[name]], dtype=np.int64) for name in self._inputs}
        logits, *others = map(np.asarray, self._session.run(self._outputs[:outputs], inputs))
        return float(logits.reshape(-1)[0]), others

    @cached_property
    def _outputs(self) -> list[str]:
        return [one.name for one in self._session.get_outputs()]

    @cached_property
    def _inputs(self) -> list[str]:
        return [one.name for one in self._session.get_inputs()]


def _cores_here() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
