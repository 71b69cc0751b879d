"""Texts as arrays of code points, and back."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.uint32]


def codes_of(text: str) -> Codes:
    """The code points of a text, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(codes: Codes) -> str:
    """The inverse of `codes_of`."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
