"""The words of a text that are nearest to a quote which does not stand in it.

Seeds and windows: the stretches that share the most, and the rarest, short runs of letters with the quote are found
in one pass; a word diff is made with the best few of them only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.models import Citation, Span
from rag.models.verdict import Change
from rag.verifier.diff import align
from rag.verifier.fold import FoldedDocument
from rag.verifier.seeds import Runs, hashes_of, run_length
from rag.verifier.sentences import begins_between
from rag.verifier.standing import Wanted

LONGEST = 6000  # letters of a quote whose nearest words are looked for
_WINDOWS = 4  # stretches of each text that are compared word by word
_SPACED, _DENSE = 5, 2  # letters of a run in alphabets and in ideographs
_ROOM = 1.4  # length of a stretch over the quote's


@dataclass(frozen=True)
class Nearest:
    """Where the nearest words stand, the diff from them to the quote, and the share of the quote's words they hold.

    `across`: the quote leaves out words between which a sentence ends.
    """

    citation: Citation
    changes: tuple[Change, ...]
    share: float
    across: bool


def nearest(quote: Wanted, documents: Sequence[FoldedDocument]) -> Nearest | None:
    """The best of all the documents, the first one's where two are equally near; None where nothing is alike."""
    if not 0 < len(quote.folded.letters) <= LONGEST:
        return None
    found = [one for document in documents for one in _in_document(quote, document)]
    return max(found, key=lambda one: one.share, default=None)


def _in_document(quote: Wanted, document: FoldedDocument) -> Iterator[Nearest]:
    for low, high in _stretches(quote.folded.letters, document.folded.letters):
        places, text = document.folded.places, document.document.text
        start = _word_start(text, int(places[low]))
        end = min(len(text), int(places[high - 1]) + 1 + _rest_of_word(text, int(places[high - 1]) + 1))
        aligned = align(quote.text, text[start:end])
        if aligned is not None:
            citation = Citation(document.document, Span(start + aligned.start, start + aligned.end))
            across = any(begins_between(text, start + a, start + b + 1) for a, b in aligned.missing)
            yield Nearest(citation, aligned.changes, aligned.share, across)


def _stretches(mine: str, theirs: str) -> list[tuple[int, int]]:
    """Numbers of the first letter and of the one behind the last of stretches that share most with the quote."""
    size = run_length(mine, _SPACED, _DENSE)
    runs = Runs.of([hashes_of(mine, size), hashes_of(_swapped(mine), size)], size)
    at, which = runs.meet(theirs)
    if not len(at):
        return []
    worth = np.log(len(theirs) + 1) - np.log(np.maximum(1, np.bincount(which, minlength=len(runs.hashes))))
    total = np.concatenate([[0.0], np.cumsum(worth[which])])
    width = int(len(mine) * _ROOM) + 2 * size
    score = total[np.searchsorted(at, at + width)] - total[:-1]
    found: list[tuple[int, int]] = []
    while len(found) < _WINDOWS and score.max() > 0:
        begin = int(at[score.argmax()])
        found.append((max(0, begin - len(mine) // 4 - size), min(len(theirs), begin + width + size)))
        score[(at >= begin - width // 2) & (at < begin + width // 2)] = 0
    return found


def _swapped(letters: str) -> str:
    return letters[:1].swapcase()[:1] + letters[1:]


def _word_start(text: str, at: int) -> int:
    """The beginning of the word that `at` lies in, some way back at most."""
    space = max(text.rfind(space, max(0, at - 40), at) for space in " \n\u00a0")
    return space + 1 if space >= 0 else at


def _rest_of_word(text: str, at: int) -> int:
    ends = [end for end in (text.find(space, at, at + 40) for space in " \n\u00a0") if end >= 0]
    return min(ends) - at if ends else 0
