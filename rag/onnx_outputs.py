"""Lets an ONNX model tell values from its inside, by adding them to its outputs.

A model file is a protobuf message, and of a field that stands twice in one the two are merged: a second
`graph` behind the first, with nothing but outputs in it, adds these outputs. No library for ONNX is needed.
"""

from collections.abc import Sequence

_GRAPH = 7  # of ModelProto
_OUTPUT = 12  # of GraphProto, each a ValueInfoProto
_NAME = 1  # of ValueInfoProto


def with_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """The model with the values of these names behind its own outputs, in this order.

    Whoever loads it raises an error of his own where the graph has no such value.
    """
    outputs = b"".join(_field(_OUTPUT, _field(_NAME, name.encode())) for name in names)
    return model + _field(_GRAPH, outputs)


def _field(number: int, payload: bytes) -> bytes:
    """A field of bytes, with the wire type 2, length-delimited."""
    return _varint(number << 3 | 2) + _varint(len(payload)) + payload


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])
