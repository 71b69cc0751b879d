"""Near-duplicates and syndicated copies: five papers that print one wire story are one source.

Broder's resemblance (https://doi.org/10.1109/SEQUEN.1997.666900) of the words that may be quoted, five by
five, by MinHash and locality-sensitive hashing (datasketch). A cut version counts as a copy of the whole.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

if TYPE_CHECKING:  # importing it takes half a second: only a run that signs or groups pays for it
    from datasketch import MinHash

_SHINGLE = 5  # words; a changed word changes five shingles
_PERMUTATIONS = 128
_SCHEME = "affine32"  # named, so that signatures in the record stay comparable with those of a later datasketch
_BANDS = (42, 3)  # of so many rows: a pair of resemblance .5 meets with a probability of .996, .3 with .68
_COPY = 0.5  # resemblance; about one word in thirteen is another
_CUT = 0.8  # share of the shorter text that stands in the longer
_LEAST_OF_CUT = 0.25  # resemblance under which the estimate of a share means little
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's MinHash and how many different shingles it has."""

    values: bytes
    shingles: int

    @classmethod
    def of(cls, text: str) -> "Signature":
        """The signature of clean text; equal texts have equal ones, whatever their case and punctuation."""
        words = _WORD.findall(text.casefold())
        last = max(1, len(words) - _SHINGLE + 1)
        found = {crc32(" ".join(words[at : at + _SHINGLE]).encode()) for at in range(last)}
        sketch = _sketch()
        sketch.update_batch(found)
        return cls(np.asarray(sketch.hashvalues, dtype=np.uint32).tobytes(), len(found))

    def is_copy_of(self, other: "Signature") -> bool:
        """Whether two texts are near enough to have one source."""
        alike = float(np.mean(self._array() == other._array()))
        shared = alike * (self.shingles + other.shingles) / (1 + alike)
        cut = alike >= _LEAST_OF_CUT and shared / min(self.shingles, other.shingles) >= _CUT
        return alike >= _COPY or cut

    def sketch(self) -> "MinHash":
        """As datasketch has it."""
        return _sketch(self._array())

    def _array(self) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
        return np.frombuffer(self.values, dtype=np.uint32)


def groups_of(signatures: Mapping[str, Signature], published: Mapping[str, str]) -> dict[str, str]:
    """The group of each document that has a copy, by id: the id of the earliest published of it, else of the first.

    `published` holds the days of publication that are known, as partial ISO dates.
    """
    leaders = {identity: identity for identity in signatures}

    def leader(identity: str) -> str:
        while leaders[identity] != identity:
            leaders[identity] = identity = leaders[leaders[identity]]
        return identity

    for one, other in _pairs(signatures):
        leaders[leader(one)] = leader(other)
    together: dict[str, list[str]] = {}
    for identity in sorted(signatures):
        together.setdefault(leader(identity), []).append(identity)
    named = {_first(members, published): members for members in together.values() if len(members) > 1}
    return {identity: name for name, members in named.items() for identity in members}


def _pairs(signatures: Mapping[str, Signature]) -> Iterable[tuple[str, str]]:
    from datasketch import MinHashLSH

    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    for identity in sorted(signatures):
        sketch = signatures[identity].sketch()
        yield from (
            (identity, other) for other in index.query(sketch) if signatures[identity].is_copy_of(signatures[other])
        )
        index.insert(identity, sketch)


def _first(members: Sequence[str], published: Mapping[str, str]) -> str:
    return min(members, key=lambda identity: (not published.get(identity), published.get(identity, ""), identity))


def _sketch(values: "np.ndarray[tuple[int], np.dtype[np.uint32]] | None" = None) -> "MinHash":
    from datasketch import MinHash

    return MinHash(
        num_perm=_PERMUTATIONS, hashfunc=int, hashvalues=values, scheme=_SCHEME, permutations=_permutations()
    )


@lru_cache(maxsize=1)
def _permutations() -> Any:
    """Those of the library's own seed; making them takes longer than all else that it does for a short text."""
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, scheme=_SCHEME).permutations
