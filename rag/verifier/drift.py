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
from rag.verifier.sentences import begins_between
from rag.verifier.standing import LONGEST, Wanted

_WINDOWS = 5  # stretches that are compared word by word
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
    likely = [(*one, document) for document in documents for one in _stretches(quote, document)]
    likely.sort(key=lambda one: -one[0])
    found = [_aligned(quote, document, low, high) for _, low, high, document in likely[:_WINDOWS]]
    return max((one for one in found if one is not None), key=lambda one: one.share, default=None)


def same_letters(quote: Wanted, document: FoldedDocument) -> Iterator[Citation]:
    """The first place with the quote's letters, whatever stands between them."""
    folded = document.folded
    for form in quote.forms:
        at = folded.letters.find(form)
        if at >= 0:
            start, end = int(folded.places[at]), int(folded.places[at + len(form) - 1]) + 1
            yield Citation(document.document, Span(start, end))


def _aligned(quote: Wanted, document: FoldedDocument, low: int, high: int) -> Nearest | None:
    places, text = document.folded.places, document.document.text
    start = _word_start(text, int(places[low]))
    end = min(len(text), int(places[high - 1]) + 1 + _rest_of_word(text, int(places[high - 1]) + 1))
    aligned = align(quote.text, text[start:end])
    if aligned is None:
        return None
    citation = Citation(document.document, Span(start + aligned.start, start + aligned.end))
    across = any(begins_between(text, start + a, start + b + 1) for a, b in aligned.missing)
    return Nearest(citation, aligned.changes, aligned.share, across)


def _stretches(quote: Wanted, document: FoldedDocument) -> list[tuple[float, int, int]]:
    """What stretches of a text share with the quote, their first letter's number and that of the one behind."""
    theirs, length, runs = document.folded.letters, len(quote.folded.letters), quote.runs
    at, which = document.meet(runs)
    if not len(at):
        return []
    worth = np.log(len(theirs) + 1) - np.log(np.maximum(1, np.bincount(which, minlength=len(runs.hashes))))
    total = np.concatenate([[0.0], np.cumsum(worth[which])])
    width = int(length * _ROOM) + 2 * runs.size
    score = total[np.searchsorted(at, at + width)] - total[:-1]
    found: list[tuple[float, int, int]] = []
    while len(found) < _WINDOWS and score.max() > 0:
        begin = int(at[score.argmax()])
        found.append(
            (float(score.max()), max(0, begin - length // 4 - runs.size), min(len(theirs), begin + width + runs.size))
        )
        score[(at >= begin - width // 2) & (at < begin + width // 2)] = 0
    return found


def _word_start(text: str, at: int) -> int:
    """The beginning of the word that `at` lies in, some way back at most."""
    space = max(text.rfind(space, max(0, at - 40), at) for space in " \n\u00a0")
    return space + 1 if space >= 0 else at


def _rest_of_word(text: str, at: int) -> int:
    ends = [end for end in (text.find(space, at, at + 40) for space in " \n\u00a0") if end >= 0]
    return min(ends) - at if ends else 0
