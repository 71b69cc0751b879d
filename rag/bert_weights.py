"""The weights of the packaged cross-encoder by the names of its layers, and as floats. Knows no graph."""

import numpy as np
from numpy.typing import NDArray

from rag.onnx_file import Weights, read_weights

Floats = NDArray[np.float32]
_MOST = 127
_TRANSPOSED = ("pooler.dense.weight", "classifier.weight")  # stored as products are, inputs first


def products_of(file: Weights) -> dict[str, str]:
    """The weights of each quantised product, which are named by numbers, by the layer that they belong to."""
    return {
        outputs[0].split("/MatMul_output")[0]: inputs[1].removesuffix("_quantized")
        for op, inputs, outputs in file.nodes
        if op == "MatMulInteger"
    }


def dequantised(file: Weights, name: str) -> Floats:
    """A quantised weight in numbers. Raises KeyError where there is none."""
    numbers = file.array(f"{name}_quantized").astype(np.float32)
    floats: Floats = (numbers - file.array(f"{name}_zero_point")) * file.array(f"{name}_scale")
    return floats


def float_weights(model: bytes) -> dict[str, Floats]:
    """All weights by the names that `transformers.BertModel` gives them, outputs first, and `classifier.weight`.

    Raises NotOnnx or KeyError for what is no such model.
    """
    file = read_weights(model)
    weights = {
        f"{path.removeprefix('/bert/').replace('/', '.')}.weight": dequantised(file, name).T.copy()
        for path, name in products_of(file).items()
        if path.startswith("/bert/encoder/")
    }
    for name in file.tensors:
        own = name.removesuffix("_quantized").removeprefix("bert.")
        if name.startswith("bert.") and name.endswith(("LayerNorm.weight", ".bias")):
            weights[own] = file.array(name).copy()
        elif name.endswith("weight_quantized"):
            floats = dequantised(file, name.removesuffix("_quantized"))
            weights[own] = floats.T.copy() if own in _TRANSPOSED else floats
    return weights


def quantised(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Whole numbers from -127 to 127 and their scale: symmetric, one scale for all, as the published ones have."""
    scale = np.float32(np.abs(weights).max() / _MOST)
    return np.rint(weights / scale).astype(np.int8), np.asarray(scale, dtype=np.float32)
