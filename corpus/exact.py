"""The nearest of some documents' vectors, by comparing them all.

Exact, and under a filter quicker than a graph over the whole collection, which has to walk past all that
the filter shuts out. Holds a few thousand vectors at a time.
"""

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from corpus.embed import Vectors

_AT_ONCE = 8192  # vectors


def nearest_of(vector: Vectors, k: int, rows: Iterable[tuple[str, bytes]]) -> list[tuple[str, float]]:
    """The k nearest of the rows (an id, a unit vector's bytes) with their cosine similarity, best first."""
    iterator = iter(rows)
    scored: list[tuple[float, str]] = []
    while part := list(islice(iterator, _AT_ONCE)):
        scored = heapq.nsmallest(k, (*scored, *_scored(vector, part)))
    return [(identity, -distance) for distance, identity in scored]


def _scored(vector: Vectors, rows: list[tuple[str, bytes]]) -> Iterator[tuple[float, str]]:
    """Ids behind the negative of their similarity: of equals the first by name comes first."""
    held = np.frombuffer(b"".join(raw for _, raw in rows), dtype=np.float32).reshape(len(rows), -1)
    return ((-float(score), identity) for score, (identity, _) in zip(held @ vector, rows, strict=True))
