"""The packaged cross-encoder in a shorter graph."""

from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from corpus import MINILM_RERANKER
from rag.onnx_file import GraphWriter, NotOnnx, read_weights
from rag.rerank_graph import INPUTS, short_graph


@pytest.fixture(scope="module")
def published() -> bytes:
    return (MINILM_RERANKER.folder() / "model.onnx").read_bytes()


def _logit(model: bytes, ids: list[int], types: list[int]) -> float:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    given = {
        "input_ids": ids,
        "token_type_ids": types,
        "attention_mask": [1] * len(ids),
        "position_ids": list(range(len(ids))),
    }
    fed = {one.name: np.array([given[one.name]], dtype=np.int64) for one in session.get_inputs()}
    return float(np.asarray(session.run(None, fed)[0]).reshape(-1)[0])


@pytest.mark.parametrize("tokens", [3, 40, 512])
def test_the_short_graph_scores_as_the_published_one(published: bytes, tokens: int) -> None:
    """The same weights and operations: logits differ by what rounding to eight bits differs, of a range of twenty."""
    short = short_graph(published)
    assert short is not None
    draw = np.random.default_rng(tokens)
    ids = [101, *draw.integers(1000, 29000, tokens - 2).tolist(), 102]
    types = [0] * (tokens // 2) + [1] * (tokens - tokens // 2)
    assert _logit(short, ids, types) == pytest.approx(_logit(published, ids, types), abs=0.6)


def test_the_short_graph_has_few_operations(published: bytes) -> None:
    """What is gained is gained by it: where ONNX Runtime's own operations were not used, nothing would be."""
    short = short_graph(published)
    assert short is not None
    assert len(read_weights(short).nodes) * 8 < len(read_weights(published).nodes)
    assert read_weights(short).tensors.keys() - {"first"} <= read_weights(published).tensors.keys()


def test_another_model_keeps_its_graph() -> None:
    """A model of other layers, or bytes that are no model, have no short graph."""
    graph = GraphWriter({})
    graph.node("Cast", ["input_ids"], "logits", to=1)
    other = graph.model(INPUTS[:1], "logits")
    assert _logit(other, [7], [0]) == 7.0
    assert short_graph(other) is None
    assert short_graph(b"no model at all") is None


def test_a_model_of_another_width_keeps_its_graph(published: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many heads a layer has stands nowhere in the file: only the width that is known has twelve."""
    assert read_weights(published).size("bert.pooler.dense.bias") == 4 * 384
    monkeypatch.setattr("rag.rerank_graph._WIDTH", 512)
    assert short_graph(published) is None


_ARRAYS = st.sampled_from(["<i8", "<f4", "i1", "u1"]).flatmap(
    lambda element: arrays(element, array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
)


@given(st.dictionaries(st.text(min_size=1), _ARRAYS, min_size=1))
def test_what_is_written_is_read_again(constants: dict[str, NDArray[Any]]) -> None:
    """Names, shapes and numbers survive, however long."""
    graph = GraphWriter({})
    names = [graph.constant(name, values) for name, values in constants.items()]
    graph.node("Concat", names, "joined", axis=0)
    found = read_weights(graph.model(["unused"], "joined"))
    assert found.nodes == [("Concat", tuple(names), ("joined",))]
    assert found.tensors.keys() == constants.keys()
    for name, values in constants.items():
        assert found.size(name) == values.nbytes
        assert found.array(name).tobytes() == values.tobytes()
        assert (found.array(name).dtype, found.array(name).shape) == (values.dtype, values.shape)


def test_what_no_graph_holds_is_refused() -> None:
    """Numbers of other types would be read as something else."""
    with pytest.raises(NotOnnx, match="elements of type float64"):
        GraphWriter({}).constant("wide", np.zeros(3))


def test_a_file_cut_short_is_told(published: bytes) -> None:
    """Half a download is no model."""
    with pytest.raises(NotOnnx, match="ends too early"):
        read_weights(published[: len(published) // 2])
