"""Which of many documents are worth verifying a quote against: those that hold most of a few of its runs of letters.

Each document is read once for all quotes and need not be kept. A quote that stands in a document, typography apart,
has all its runs there but those that an ellipsis cuts.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from rag.verifier.fold import FoldedDocument
from rag.verifier.seeds import Numbers, Runs, hashes_of, run_length
from rag.verifier.standing import Wanted

_SIZES = (12, 8, 5, 3, 2, 1)  # letters of a run: the largest that the quote has room for
_SPACED, _DENSE = 12, 5  # the largest in alphabets and in ideographs
_SAMPLED = 16  # runs of each quote


class Narrowing:
    """Reads documents for some quotes, then names the ones worth looking at."""

    def __init__(self, quotes: Sequence[Wanted]) -> None:
        self._found: dict[int, Counter[str]] = defaultdict(Counter)
        by_size: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, quote in enumerate(quotes):
            for letters in {quote.folded.letters, quote.without_bars.folded.letters}:
                size, runs = _sample(letters)
                by_size[size] += [(run, number) for run in runs]
        self._lookups = [_Lookup(size, pairs) for size, pairs in sorted(by_size.items()) if size and pairs]

    def read(self, document: FoldedDocument) -> None:
        """Notes what the document holds of each quote."""
        held = self._held_in(document.folded.letters)
        if document.has_bars:  # the quote may lack them
            held |= self._held_in(document.letters_but_bars)
        for quote, runs in held.items():
            self._found[quote][document.document.id] = runs

    def _held_in(self, letters: str) -> Counter[int]:
        """How many runs of each quote some letters hold."""
        return Counter(quote for lookup in self._lookups for quote in lookup.quotes_in(letters).tolist())

    def worth_reading(self, number: int, most: int = 5) -> list[str]:
        """Ids of the documents that hold most of the quote with this number, best first, then by id."""
        return [
            identity for identity, _ in sorted(self._found[number].items(), key=lambda one: (-one[1], one[0]))[:most]
        ]


def _sample(letters: str) -> tuple[int, list[int]]:
    """A run's length and the numbers of some runs, spread evenly; not the first letter, whose case may differ."""
    most = run_length(letters, _SPACED, _DENSE)
    size = next((size for size in _SIZES if size <= most), 0)
    hashes = hashes_of(letters, max(size, 1))
    hashes = hashes[1:] if len(hashes) > 1 else hashes
    chosen = np.linspace(0, len(hashes) - 1, min(_SAMPLED, len(hashes))).astype(np.int64)
    return size, [int(one) for one in np.unique(hashes[chosen])]


class _Lookup:
    """Runs of one length, and the quotes that each is of."""

    def __init__(self, size: int, pairs: Sequence[tuple[int, int]]) -> None:
        runs = np.array([run for run, _ in pairs], dtype=np.uint64)
        order = np.argsort(runs, kind="stable")
        self._quotes = np.array([number for _, number in pairs], dtype=np.int64)[order]
        self._runs = Runs.of([runs], size)
        self._bounds = np.searchsorted(runs[order], self._runs.hashes)
        self._ends = np.append(self._bounds[1:], len(runs))

    def quotes_in(self, letters: str) -> Numbers:
        """The quote of each run that the letters hold, once for each run."""
        _, which = self._runs.meet(letters)
        held = np.unique(which)
        parts = [self._quotes[self._bounds[one] : self._ends[one]] for one in held.tolist()]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
