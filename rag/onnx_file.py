"""Reads the weights of an ONNX file, writes a graph of one's own over them.

An ONNX file is a protocol buffer of a few messages; those that a graph needs are written here, byte by byte,
so that the library `onnx` (31 MB) is no dependency. Knows nothing of what a model computes.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Numbers of fields in onnx.proto: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
_MODEL_IR, _MODEL_GRAPH, _MODEL_OPSET = 1, 7, 8
_GRAPH_NODE, _GRAPH_NAME, _GRAPH_WEIGHT, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 2, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_OP, _NODE_ATTRIBUTE, _NODE_DOMAIN = 1, 2, 4, 5, 7
_TENSOR_DIM, _TENSOR_TYPE, _TENSOR_FLOATS, _TENSOR_WHOLE, _TENSOR_NAME, _TENSOR_RAW = 1, 2, 4, 5, 8, 9
_FLOAT, _UINT8, _INT8, _INT64 = 1, 2, 3, 7  # types of elements
_ELEMENTS = {_FLOAT: "<f4", _UINT8: "u1", _INT8: "i1", _INT64: "<i8"}
_IR, _OPSET, _CONTRIBUTED = 9, 17, "com.microsoft"
_VARINT, _DOUBLE, _BYTES, _SINGLE = 0, 1, 2, 5  # wire types


class NotOnnx(ValueError):
    """The bytes are no ONNX model."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a file holds: its weights by name, as they stand in it, and each node's operation, inputs and outputs."""

    tensors: Mapping[str, memoryview]
    nodes: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]]

    def array(self, name: str) -> NDArray[Any]:
        """A weight's numbers. Raises KeyError where there is none, NotOnnx for one of another element type."""
        shape: list[int] = []
        raw, kind = memoryview(b""), 0
        for number, value in _fields(self.tensors[name]):
            if number == _TENSOR_DIM:
                shape.append(_whole(value))
            elif number == _TENSOR_TYPE:
                kind = _whole(value)
            elif number in (_TENSOR_RAW, _TENSOR_FLOATS):
                raw = value
            elif number == _TENSOR_WHOLE:
                raw = _few_whole(value, kind)
        if kind not in _ELEMENTS:
            raise NotOnnx(f"elements of type {kind}")
        return np.frombuffer(raw, dtype=_ELEMENTS[kind]).reshape(shape)

    def size(self, name: str) -> int:
        """The bytes of a weight's numbers. Raises KeyError where there is none."""
        return sum(len(value) for number, value in _fields(self.tensors[name]) if number == _TENSOR_RAW)


def read_weights(data: bytes) -> Weights:
    """The weights and nodes of a model. Raises NotOnnx."""
    tensors: dict[str, memoryview] = {}
    nodes: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    for part, graph in _fields(memoryview(data)):
        if part != _MODEL_GRAPH:
            continue
        for number, value in _fields(graph):
            if number == _GRAPH_WEIGHT:
                name = next((bytes(text).decode() for one, text in _fields(value) if one == _TENSOR_NAME), "")
                tensors[name] = value
            elif number == _GRAPH_NODE:
                nodes.append(_node(value))
    return Weights(tensors, nodes)


@dataclass
class GraphWriter:
    """A graph that is written node by node; `tensors` are the weights that it may use."""

    tensors: Mapping[str, memoryview]
    _nodes: list[bytes] = field(default_factory=list)
    _used: dict[str, bytes | memoryview] = field(default_factory=dict)

    def weight(self, name: str) -> str:
        """The name of one of the weights, which is then a part of the model. Raises KeyError where there is none."""
        self._used[name] = self.tensors[name]
        return name

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """A weight of one's own: floats, bytes or whole numbers of eight bytes. Raises NotOnnx for others."""
        kind = next((kind for kind, element in _ELEMENTS.items() if values.dtype == element), None)
        if kind is None:
            raise NotOnnx(f"elements of type {values.dtype}")
        self._used[name] = (
            b"".join(_number(_TENSOR_DIM, length) for length in values.shape)
            + _number(_TENSOR_TYPE, kind)
            + _bytes(_TENSOR_NAME, name.encode())
            + _bytes(_TENSOR_RAW, values.tobytes())
        )
        return name

    def node(self, op: str, inputs: Sequence[str], *outputs: str, **attributes: float) -> str:
        """One operation, with "ms." before those that ONNX Runtime adds to the standard; gives its first output."""
        domain, name = (_CONTRIBUTED, op[3:]) if op.startswith("ms.") else ("", op)
        self._nodes.append(
            b"".join(_bytes(_NODE_INPUT, one.encode()) for one in inputs)
            + b"".join(_bytes(_NODE_OUTPUT, one.encode()) for one in outputs)
            + _bytes(_NODE_OP, name.encode())
            + b"".join(_bytes(_NODE_ATTRIBUTE, _attribute(key, value)) for key, value in attributes.items())
            + _bytes(_NODE_DOMAIN, domain.encode())
        )
        return outputs[0]

    def model(self, inputs: Sequence[str], *outputs: str) -> bytes:
        """The whole model: inputs are whole numbers of shape (1, tokens), outputs are floats."""
        graph = [_bytes(_GRAPH_NODE, one) for one in self._nodes] + [_bytes(_GRAPH_NAME, b"graph")]
        graph += [_bytes(_GRAPH_INPUT, _value(one, _INT64)) for one in inputs]
        graph += [_bytes(_GRAPH_OUTPUT, _value(one, _FLOAT)) for one in outputs]
        parts: list[bytes | memoryview] = [*graph]
        for tensor in self._used.values():  # joined once, at the end: they are the file's 33 MB
            parts += [_varint(_GRAPH_WEIGHT << 3 | _BYTES) + _varint(len(tensor)), tensor]
        opsets = b"".join(_bytes(_MODEL_OPSET, _bytes(1, name.encode()) + _number(2, one)) for name, one in _OPSETS)
        size = _varint(_MODEL_GRAPH << 3 | _BYTES) + _varint(sum(map(len, parts)))
        return b"".join([_number(_MODEL_IR, _IR), opsets, size, *parts])


_OPSETS = (("", _OPSET), (_CONTRIBUTED, 1))


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """The numbers and values of a message's fields; a whole number's value is the bytes that it is written in."""
    at = 0
    try:
        while at < len(data):
            tag, at = _read_varint(data, at)
            kind, size = tag & 7, 0
            if kind == _VARINT:
                start = at
                _, at = _read_varint(data, at)
                yield tag >> 3, data[start:at]
                continue
            elif kind == _BYTES:
                size, at = _read_varint(data, at)
            elif kind in (_DOUBLE, _SINGLE):
                at += 8 if kind == _DOUBLE else 4
            else:
                raise NotOnnx(f"wire type {kind}")
            if at + size > len(data):
                raise NotOnnx("the file ends too early")
            yield tag >> 3, data[at : at + size]
            at += size
    except IndexError as error:
        raise NotOnnx("the file ends too early") from error


def _few_whole(data: memoryview, kind: int) -> memoryview:
    """Whole numbers, each written by itself (as those of scales are), as raw ones. One byte holds each."""
    if kind not in (_UINT8, _INT8):
        raise NotOnnx(f"single numbers of type {kind}")
    found, at = bytearray(), 0
    while at < len(data):
        number, at = _read_varint(data, at)
        found.append(number & 0xFF)
    return memoryview(bytes(found))


def _whole(data: memoryview) -> int:
    return _read_varint(data, 0)[0]


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _node(data: memoryview) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    told: dict[int, list[str]] = {_NODE_OP: [""], _NODE_INPUT: [], _NODE_OUTPUT: []}
    for number, value in _fields(data):
        if number in told:
            told[number].append(bytes(value).decode())
    return told[_NODE_OP][-1], tuple(told[_NODE_INPUT]), tuple(told[_NODE_OUTPUT])


def _attribute(name: str, value: float) -> bytes:
    """AttributeProto: 2 is a float, 3 a whole number, 20 says which of the two."""
    if isinstance(value, int):
        return _bytes(1, name.encode()) + _number(3, value) + _number(20, 2)
    return _bytes(1, name.encode()) + _varint(2 << 3 | _SINGLE) + struct.pack("<f", value) + _number(20, 1)


def _value(name: str, element: int) -> bytes:
    """ValueInfoProto of a tensor of any shape."""
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, element)))


def _bytes(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(value)) + value


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3 | _VARINT) + _varint(value)


def _varint(value: int) -> bytes:
    written = bytearray()
    while value >= 0x80:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
