"""The packaged cross-encoder's own weights in a shorter graph: the same BERT in a ninth of the operations.

The published file spells attention, layer norms and the quantised products out in 1,500 small nodes. ONNX Runtime
joins some of them, and joins others into an operation that is slower than its parts. Here each is one of ONNX
Runtime's own operations. A single text needs no mask, and behind the last attention only its first token is read, as
the score is. Nothing is quantised anew; sums are taken in another order, which moves a logit by .06 on average.

With a `Reader` it is the reader's graph: its layers, and what it judges by instead of the score.
"""

import numpy as np

from rag.bert_weights import dequantised, products_of, quantised
from rag.onnx_file import GraphWriter, NotOnnx, Weights, read_weights
from rag.reader import Reader

INPUTS = ("input_ids", "token_type_ids", "position_ids")
POOLED = "pooled_tanh"  # what a `Reader` judges a text by, of shape (1, 1, width)
TOKENS = "tokens"  # and its tokens, of shape (1, tokens, width)

_TABLES = ("word_embeddings", "token_type_embeddings", "position_embeddings")
_WIDTH, _HEADS, _EPSILON = 384, 12, 1e-12  # of MiniLM's layers: another width has other heads


def short_graph(model: bytes, reader: Reader | None = None) -> bytes | None:
    """The model in the shorter graph; None for one whose weights are not such a model's.

    Its output is the score. With a reader, which must be one for this model, `POOLED` and `TOKENS` are.
    """
    try:
        return _Bert(read_weights(model), reader).model()
    except (NotOnnx, KeyError):
        return None


class _Bert:
    def __init__(self, file: Weights, reader: Reader | None) -> None:
        self._file, self._reader = file, reader
        self._graph = GraphWriter(file.tensors)
        self._products = products_of(file)
        self._layers = sum(name.endswith("/attention/self/query") for name in self._products)
        if not self._layers or file.size("bert.pooler.dense.bias") != 4 * _WIDTH:
            raise KeyError("layers of another kind")

    def model(self) -> bytes:
        graph = self._graph
        tables = [self._embedded(*one) for one in zip(_TABLES, INPUTS, strict=True)]
        x = self._norm(graph.node("Sum", tables, "embedded"), "bert.embeddings.LayerNorm")
        graph.constant("first", np.zeros(1, dtype=np.int64))
        for number in range(self._layers):
            x = self._layer(x, number)
        if self._reader is None:
            return graph.model(INPUTS, self._named(self._pooled(x), "classifier", "logits"))
        graph.node("Identity", [x], TOKENS)
        pooled = self._pooled(graph.node("Gather", [x, "first"], "first_token", axis=1))
        return graph.model(INPUTS, pooled, TOKENS)

    def _pooled(self, x: str) -> str:
        return self._graph.node("Tanh", [self._named(x, "bert.pooler.dense", "pooled")], POOLED)

    def _embedded(self, table: str, ids: str) -> str:
        name, graph = f"bert.embeddings.{table}.weight", self._graph
        found = graph.node("Gather", [graph.weight(f"{name}_quantized"), ids], f"{table}_found")
        return graph.node("DequantizeLinear", [found, *self._scaled(name)], table)

    def _layer(self, x: str, number: int) -> str:
        """One layer; of the last one, where only the score is told, behind attention the first token alone."""
        graph, path = self._graph, f"/bert/encoder/layer.{number}"
        quantised, scale, zero = (f"{path}/{one}" for one in ("x", "x_scale", "x_zero"))
        graph.node("DynamicQuantizeLinear", [x], quantised, scale, zero)
        asking, rest = quantised, x
        if number == self._layers - 1 and self._reader is None:
            asking = graph.node("Gather", [quantised, "first"], f"{path}/asking", axis=1)
            rest = graph.node("Gather", [x, "first"], f"{path}/rest", axis=1)
        heads = []
        for one in ("query", "key", "value"):
            name = f"{path}/attention/self/{one}"
            weight, weight_scale, weight_zero = self._product(name)
            given = [asking if one == "query" else quantised, weight, scale, weight_scale, zero, weight_zero]
            heads.append(graph.node("ms.MatMulIntegerToFloat", [*given, self._bias(name)], name))
        attended = graph.node("ms.MultiHeadAttention", heads, f"{path}/attended", num_heads=_HEADS)
        y = self._added(attended, rest, f"{path}/attention/output")
        wide = graph.node("ms.Gelu", [self._dense(y, f"{path}/intermediate/dense")], f"{path}/wide")
        return self._added(wide, y, f"{path}/output")

    def _added(self, x: str, rest: str, name: str) -> str:
        added = self._graph.node("Add", [self._dense(x, f"{name}/dense"), rest], f"{name}/added")
        return self._norm(added, _dotted(f"{name}/LayerNorm"))

    def _norm(self, x: str, name: str) -> str:
        given = [x, self._graph.weight(f"{name}.weight"), self._graph.weight(f"{name}.bias")]
        return self._graph.node("LayerNormalization", given, f"{name}:normed", epsilon=_EPSILON)

    def _dense(self, x: str, name: str) -> str:
        return self._graph.node("ms.DynamicQuantizeMatMul", [x, *self._product(name), self._bias(name)], name)

    def _named(self, x: str, name: str, output: str) -> str:
        given = [x, *self._weights(f"{name}.weight"), self._graph.weight(f"{name}.bias")]
        return self._graph.node("ms.DynamicQuantizeMatMul", given, output)

    def _product(self, name: str) -> list[str]:
        """The weights of a layer's product with their scale and zero: the published ones, or as the reader has them."""
        published = self._products[name]
        if self._reader is None or name not in self._reader.down:
            return self._weights(published)
        numbers, scale = quantised(dequantised(self._file, published) + self._reader.change(name))
        return [
            self._graph.constant(f"{name}:changed", numbers),
            self._graph.constant(f"{name}:changed_scale", scale),
            self._graph.constant(f"{name}:changed_zero_point", np.zeros((), dtype=np.int8)),
        ]

    def _bias(self, name: str) -> str:
        return self._graph.weight(f"{_dotted(name)}.bias")

    def _weights(self, name: str) -> list[str]:
        return [self._graph.weight(f"{name}_quantized"), *self._scaled(name)]

    def _scaled(self, name: str) -> list[str]:
        return [self._graph.weight(f"{name}_scale"), self._graph.weight(f"{name}_zero_point")]


def _dotted(path: str) -> str:
    """The name that a layer's float weights have: `/bert/encoder/layer.0/output/dense` in dots."""
    return path.strip("/").replace("/", ".")
