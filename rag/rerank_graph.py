"""The packaged cross-encoder's own weights in a shorter graph: the same BERT in a ninth of the operations.

The published file spells attention, layer norms and the quantised products out in 1,500 small nodes. ONNX Runtime
joins some of them, and joins others into an operation that is slower than its parts. Here each is one of ONNX
Runtime's own operations. A single text needs no mask, and behind the last attention only its first token is read, as
the score is. Nothing is quantised anew; sums are taken in another order, which moves a logit by .06 on average.
"""

from rag.onnx_file import GraphWriter, NotOnnx, Weights, read_weights

INPUTS = ("input_ids", "token_type_ids", "position_ids")

_TABLES = ("word_embeddings", "token_type_embeddings", "position_embeddings")
_WIDTH, _HEADS, _EPSILON = 384, 12, 1e-12  # of MiniLM's layers: another width has other heads


def short_graph(model: bytes) -> bytes | None:
    """The model in the shorter graph; None for one whose weights are not such a model's."""
    try:
        return _Bert(read_weights(model)).model()
    except (NotOnnx, KeyError):
        return None


class _Bert:
    def __init__(self, file: Weights) -> None:
        self._graph = GraphWriter(file.tensors)
        self._products = {  # by the layer that they belong to: the quantised weights are named by numbers
            outputs[0].split("/MatMul_output")[0]: inputs[1].removesuffix("_quantized")
            for op, inputs, outputs in file.nodes
            if op == "MatMulInteger"
        }
        self._layers = sum(name.endswith("/attention/self/query") for name in self._products)
        if not self._layers or file.size("bert.pooler.dense.bias") != 4 * _WIDTH:
            raise KeyError("layers of another kind")

    def model(self) -> bytes:
        graph = self._graph
        tables = [self._embedded(*one) for one in zip(_TABLES, INPUTS, strict=True)]
        x = self._norm(graph.node("Sum", tables, "embedded"), "bert.embeddings.LayerNorm")
        first = graph.constant("first", [0])
        for number in range(self._layers):
            x = self._layer(x, number, first if number == self._layers - 1 else "")
        pooled = graph.node("Tanh", [self._named(x, "bert.pooler.dense", "pooled")], "pooled_tanh")
        return graph.model(INPUTS, self._named(pooled, "classifier", "logits"))

    def _embedded(self, table: str, ids: str) -> str:
        name, graph = f"bert.embeddings.{table}.weight", self._graph
        found = graph.node("Gather", [graph.weight(f"{name}_quantized"), ids], f"{table}_found")
        return graph.node("DequantizeLinear", [found, *self._scaled(name)], table)

    def _layer(self, x: str, number: int, only: str) -> str:
        """One layer; with `only`, its places behind attention that are asked for."""
        graph, path = self._graph, f"/bert/encoder/layer.{number}"
        quantised, scale, zero = (f"{path}/{one}" for one in ("x", "x_scale", "x_zero"))
        graph.node("DynamicQuantizeLinear", [x], quantised, scale, zero)
        asking, rest = quantised, x
        if only:
            asking = graph.node("Gather", [quantised, only], f"{path}/asking", axis=1)
            rest = graph.node("Gather", [x, only], f"{path}/rest", axis=1)
        heads = []
        for one in ("query", "key", "value"):
            name = f"{path}/attention/self/{one}"
            weight, weight_scale, weight_zero = self._weights(self._products[name])
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
        output = f"/{name.replace('.', '/')}".replace("layer/", "layer.") + "/Add_1_output_0"  # its published name
        return self._graph.node("LayerNormalization", given, output, epsilon=_EPSILON)

    def _dense(self, x: str, name: str) -> str:
        given = [x, *self._weights(self._products[name]), self._bias(name)]
        return self._graph.node("ms.DynamicQuantizeMatMul", given, name)

    def _named(self, x: str, name: str, output: str) -> str:
        given = [x, *self._weights(f"{name}.weight"), self._graph.weight(f"{name}.bias")]
        return self._graph.node("ms.DynamicQuantizeMatMul", given, output)

    def _bias(self, name: str) -> str:
        return self._graph.weight(f"{_dotted(name)}.bias")

    def _weights(self, name: str) -> list[str]:
        return [self._graph.weight(f"{name}_quantized"), *self._scaled(name)]

    def _scaled(self, name: str) -> list[str]:
        return [self._graph.weight(f"{name}_scale"), self._graph.weight(f"{name}_zero_point")]


def _dotted(path: str) -> str:
    """The name that a layer's float weights have: `/bert/encoder/layer.0/output/dense` in dots."""
    return path.strip("/").replace("/", ".")
