"""A BERT graph in ONNX Runtime that reads one text at a time. Knows nothing of what its outputs mean."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import tokenizers


_ALL_CORES = 0  # as ONNX Runtime says it


class BertSession:
    """One thread for each text, since callers read several at once; all cores where they read `one_by_one`."""

    def __init__(self, model: bytes | Path, *, one_by_one: bool = False) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _ALL_CORES if one_by_one else 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = [one.name for one in self._session.get_inputs()]
        self.outputs = [one.name for one in self._session.get_outputs()]

    def run(self, text: "tokenizers.Encoding", outputs: Sequence[str]) -> list[NDArray[np.float32]]:
        """The values of these outputs, each with a first axis of length one. Raises KeyError for other inputs."""
        given = {
            "input_ids": text.ids,
            "attention_mask": text.attention_mask,
            "token_type_ids": text.type_ids,
            "position_ids": range(len(text.ids)),
        }
        inputs = {name: np.array([given[name]], dtype=np.int64) for name in self._inputs}
        return [np.asarray(one) for one in self._session.run(list(outputs), inputs)]
