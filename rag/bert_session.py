"""A BERT graph in ONNX Runtime that reads one text at a time. Knows nothing of what its outputs mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import tokenizers


class BertSession:
    """One thread for each text: callers read several at once, one on each core."""

    def __init__(self, model: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
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
