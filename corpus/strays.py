"""Vectors to which Chroma's graph does not lead, compared one by one beside it.

Where a hundred texts say nearly the same, as a repetitive file's do, each of their vectors is linked to its likes
alone, and others behind them are found no more (hnswlib keeps the nearest links of a vector). The builder names
those that do not find themselves, in a file beside Chroma's own; whoever opens the store compares them exactly.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.embed import Vectors
from corpus.errors import IndexDamaged

STRAYS = "strays.json"


def name_strays(folder: Path, ids: Sequence[str]) -> None:
    """Writes down which vectors of a store are strays."""
    (folder / STRAYS).write_text(json.dumps(list(ids)), encoding="utf-8")


def named_strays(folder: Path) -> list[str]:
    """The ids that were written down; raises IndexDamaged where they cannot be read."""
    if not (folder / STRAYS).exists():
        return []
    try:
        return [str(one) for one in json.loads((folder / STRAYS).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"{folder / STRAYS} cannot be read ({error}): `citewell doctor --fix` repairs it") from error


@dataclass(frozen=True)
class Strays:
    """Vectors of length 1, as rows, with their ids."""

    ids: Sequence[str]
    vectors: Vectors

    @classmethod
    def of(cls, rows: "dict[str, Any]") -> "Strays":
        """From what Chroma's `get` gives."""
        return cls(rows["ids"], np.asarray(rows["embeddings"], dtype=np.float32))

    def scores(self, vector: Vectors) -> list[tuple[str, float]]:
        """Ids with their cosine similarity."""
        if not self.ids:
            return []
        scores = self.vectors @ (vector / np.linalg.norm(vector))
        return list(zip(self.ids, scores.tolist(), strict=True))

    def best_scores(self, vectors: Vectors) -> Vectors:
        """The cosine similarity of each of the vectors to the stray nearest to it; -1 where there is none."""
        if not self.ids:
            return np.full(len(vectors), -1, dtype=np.float32)
        best: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True) @ self.vectors.T).max(axis=1)
        return best
