"""Does a text answer a question? The packaged cross-encoder with low-rank changes.

The cross-encoder's own logit tells how near a text is to a question, which a text about the same thing that does not
answer is too. Knows neither tokenizer nor runtime; `rerank_graph` puts the changes into the graph. The method is
that of low-rank adaptation (Hu et al., LoRA, 2021); `evals.fit.reader` tunes it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from rag.shipped import shipped

Floats = NDArray[np.float32]
STRICT = "strict_reader"  # the one that was tuned on near misses too
_FIRST = "reader"


@dataclass(frozen=True)
class Reader:
    """Changes to the products of a model's layers, `down` (rank, inputs) and `up` (outputs, rank) by layer.

    The log-odds that a text answers are those of `answered`, of shape (width,), over its pooled first token.
    It is good for the model file of that `sha256` alone.
    """

    sha256: str
    down: Mapping[str, Floats]
    up: Mapping[str, Floats]
    answered: Floats
    intercept: float

    @classmethod
    def load(cls, name: str = _FIRST) -> "Reader":
        """A reader that is shipped, `rag/NAME.npz`; `rag/NAME.json` tells its data and figures."""
        with _file(name).open("rb") as file, np.load(file) as raw:
            parts = {part: raw[part].astype(np.float32) for part in raw.files}
        return cls(
            sha256=str(shipped(name)["sha256"]),
            down=_ending(parts, ":down"),
            up=_ending(parts, ":up"),
            answered=parts["answered"],
            intercept=float(parts["intercept"][0]),
        )

    def change(self, name: str) -> Floats:
        """What is added to the product's weights, of shape (inputs, outputs). Raises KeyError for one it leaves."""
        added: Floats = (self.up[name] @ self.down[name]).T
        return added

    def judged(self, pooled: Floats) -> float:
        """The log-odds that the text answers, by its pooled first token, of shape (width,)."""
        return float(pooled @ self.answered) + self.intercept


def _ending(parts: Mapping[str, Floats], end: str) -> dict[str, Floats]:
    return {name.removesuffix(end): one for name, one in parts.items() if name.endswith(end)}


def reader_sha256() -> str:
    """The digest of the shipped reader's file, by which a head that was fitted over it knows it."""
    return hashlib.sha256(_file(_FIRST).read_bytes()).hexdigest()


def _file(name: str) -> Traversable:
    return resources.files("rag").joinpath(f"{name}.npz")
