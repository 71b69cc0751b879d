"""The packaged cross-encoder, run by ONNX Runtime: no torch, ready in a third of a second."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.rerank import Reranker

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

_MOST_TOKENS = 512
_MOST_QUESTION = 128  # tokens of a question, so that a text always has room beside it
_SAME_LENGTH = 8  # tokens: pairs this close in length share a batch, since padding costs as much as words


class OnnxReranker(Reranker):
    """A folder with `model.onnx` and `tokenizer.json` of a BERT cross-encoder with one output.

    The packaged int8 model scales its activations by batch, so a text's logit moves by a tenth or
    so with its batch companions; the same texts together always score the same.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        import onnxruntime

        return onnxruntime.InferenceSession(self._folder / "model.onnx", providers=["CPUExecutionProvider"])

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
        scores = np.zeros(len(texts), dtype=np.float32)
        for group in _by_length([len(one.ids) for one in encoded]):
            scores[group] = self._run([encoded[i] for i in group])
        return [float(score) for score in scores]

    def _cut(self, question: str) -> str:
        """The question's first tokens: a longer one would leave no room for any text."""
        offsets = self._tokenizer.encode(question, add_special_tokens=False).offsets
        return question if len(offsets) <= _MOST_QUESTION else question[: offsets[_MOST_QUESTION - 1][1]]

    def _run(self, group: "Sequence[tokenizers.Encoding]") -> np.ndarray:
        longest = max(len(one.ids) for one in group)
        shape = (len(group), longest)
        inputs = {name: np.zeros(shape, dtype=np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}
        for row, one in enumerate(group):
            inputs["input_ids"][row, : len(one.ids)] = one.ids
            inputs["attention_mask"][row, : len(one.ids)] = one.attention_mask
            inputs["token_type_ids"][row, : len(one.ids)] = one.type_ids
        wanted = {one.name for one in self._session.get_inputs()}
        (logits,) = self._session.run(None, {name: value for name, value in inputs.items() if name in wanted})
        return np.asarray(logits).reshape(len(group), -1)[:, 0]


def _by_length(lengths: Sequence[int]) -> list[list[int]]:
    """Positions grouped so that within a group the lengths differ by little."""
    groups: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if groups and lengths[i] - lengths[groups[-1][0]] <= _SAME_LENGTH:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups
