"""The packaged cross-encoder, run by ONNX Runtime: no torch, ready in a fifth of a second."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.rerank import Reranker
from rag.rerank_graph import short_graph

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

_MOST_TOKENS = 512
_MOST_QUESTION = 128  # tokens of a question, so that a text always has room beside it


class OnnxReranker(Reranker):
    """A folder with `model.onnx` and `tokenizer.json` of a BERT cross-encoder with one output.

    Each text is read by itself, one on each core: nothing is padded, no core waits for another in the middle of a
    text, and an int8 model, which scales its activations by batch, scores a text alike whatever it is read with.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        published = (self._folder / "model.onnx").read_bytes()
        model = short_graph(published) or published
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
        asked = self._cut(question)
        encoded = self._tokenizer.encode_batch([(asked, text) for text in texts])
        longest_first = sorted(range(len(texts)), key=lambda place: -len(encoded[place].ids))  # cores end together
        assert self._inputs  # loaded here, once, and not by each core
        read = self._cores.map(self._read, (encoded[place] for place in longest_first))
        found = dict(zip(longest_first, read, strict=True))
        return [found[place] for place in range(len(texts))]

    def _cut(self, question: str) -> str:
        """The question's first tokens: a longer one would leave no room for any text."""
        offsets = self._tokenizer.encode(question, add_special_tokens=False).offsets
        return question if len(offsets) <= _MOST_QUESTION else question[: offsets[_MOST_QUESTION - 1][1]]

    def _read(self, one: "tokenizers.Encoding") -> float:
        given = {
            "input_ids": one.ids,
            "attention_mask": one.attention_mask,
            "token_type_ids": one.type_ids,
            "position_ids": range(len(one.ids)),
        }
        inputs = {name: np.array([given[name]], dtype=np.int64) for name in self._inputs}
        (logits,) = self._session.run(None, inputs)
        return float(np.asarray(logits).reshape(-1)[0])

    @cached_property
    def _inputs(self) -> list[str]:
        return [one.name for one in self._session.get_inputs()]


def _cores_here() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
