"""Where short runs of a quote's letters stand in a text, found in one pass however long the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rag.verifier.characters import unspaced
from rag.verifier.codes import codes_of

Hashes: TypeAlias = NDArray[np.uint64]
Numbers: TypeAlias = NDArray[np.int64]
_BASE = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 1 << 16
_SLOTS = 18  # bits of the table that tells most runs apart at once
_SHIFT = np.uint64(64 - _SLOTS)


def run_length(letters: str, spaced: int, dense: int) -> int:
    """How many letters a run has: `spaced` in alphabets, `dense` where a letter is a word, no more than there are."""
    ideographs = sum(unspaced(letter) for letter in letters[:400])
    return min(len(letters), dense if ideographs * 2 > min(len(letters), 400) else spaced)


def hashes_of(letters: str, size: int) -> Hashes:
    """A number for each run of `size` letters, in order; equal runs have equal ones."""
    return _hashed(codes_of(letters).astype(np.uint64), size)


def _hashed(codes: Hashes, size: int) -> Hashes:
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = codes[:count].copy()
    for nth in range(1, size):
        total *= _BASE
        total += codes[nth : nth + count]
    total ^= total >> np.uint64(29)
    total *= _BASE
    return total


@dataclass(frozen=True, eq=False)
class Runs:
    """The runs of some quotes, ready to be looked for: `hashes` sorted and each once."""

    size: int
    hashes: Hashes

    @classmethod
    def of(cls, hashes: Sequence[Hashes], size: int) -> "Runs":
        """The runs with these numbers."""
        return cls(size, np.unique(np.concatenate(hashes)) if hashes else np.zeros(0, dtype=np.uint64))

    def meet(self, letters: str) -> tuple[Numbers, Numbers]:
        """(numbers of letters where a run begins, which of `hashes` it is), in the text's order."""
        if not len(self.hashes):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        found, which = [], []
        for start, hashes in self._blocks(letters):
            likely = np.flatnonzero(self._slots[hashes >> _SHIFT])
            nearest = np.minimum(np.searchsorted(self.hashes, hashes[likely]), len(self.hashes) - 1)
            sure = self.hashes[nearest] == hashes[likely]
            found.append(likely[sure] + start)
            which.append(nearest[sure])
        return np.concatenate(found), np.concatenate(which)

    @cached_property
    def _slots(self) -> NDArray[np.bool_]:
        slots = np.zeros(1 << _SLOTS, dtype=np.bool_)
        slots[self.hashes >> _SHIFT] = True
        return slots

    def _blocks(self, letters: str) -> Iterator[tuple[int, Hashes]]:
        for start in range(0, max(1, len(letters)), _BLOCK):
            yield start, hashes_of(letters[start : start + _BLOCK + self.size - 1], self.size)


class RunIndex:
    """All runs of one length of a long text, sorted: what many quotes are looked up in, each in no time.

    Takes eight bytes a letter. Keeps half of each number, so one run in thousands of millions is another.
    """

    def __init__(self, letters: str, size: int) -> None:
        parts = [
            _halved(hashes_of(letters[at : at + _BLOCK + size - 1], size)) for at in range(0, len(letters), _BLOCK)
        ]
        runs = np.concatenate(parts)
        self._at = np.argsort(runs).astype(np.int32)
        self._sorted = runs[self._at]

    def meet(self, runs: Runs) -> tuple[Numbers, Numbers]:
        """As `Runs.meet` on the text."""
        wanted = _halved(runs.hashes)
        low, high = np.searchsorted(self._sorted, wanted, "left"), np.searchsorted(self._sorted, wanted, "right")
        at = [self._at[first:last] for first, last in zip(low.tolist(), high.tolist(), strict=True)]
        found = np.concatenate(at).astype(np.int64) if at else np.zeros(0, dtype=np.int64)
        which = np.repeat(np.arange(len(wanted)), high - low)
        order = np.argsort(found, kind="stable")
        return found[order], which[order]


def _halved(hashes: Hashes) -> NDArray[np.uint32]:
    return (hashes >> np.uint64(32)).astype(np.uint32)
