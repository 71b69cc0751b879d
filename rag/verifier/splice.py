"""Which places a quote was put together from, when it was: whole words, longest pieces first come."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.models import Citation, Span
from rag.verifier.characters import Kind, kind, unspaced
from rag.verifier.floor import words_in
from rag.verifier.fold import Folded, FoldedDocument
from rag.verifier.seeds import Numbers, hashes_of
from rag.verifier.sentences import begins_between
from rag.verifier.standing import LONGEST, Wanted

SHORTEST = 3.0  # words of a piece
_PARTS = (Kind.SPACE, Kind.DASH, Kind.SINGLE, Kind.DOUBLE)
_TRIED = 64  # places at which a piece is read on


@dataclass(frozen=True)
class Spliced:
    """The pieces in the quote's order, the share of its words that they hold, and whether they are of one sentence."""

    pieces: tuple[Citation, ...]
    share: float
    one_sentence: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    document: FoldedDocument
    low: int  # number of the quote's first letter
    size: int  # letters
    at: int  # number of the text's first letter

    @property
    def span(self) -> Span:
        places = self.document.folded.places
        return Span(int(places[self.at]), int(places[self.at + self.size - 1]) + 1)


def spliced(quote: Wanted, documents: Sequence[FoldedDocument]) -> Spliced:
    """A cover of the quote by pieces of the documents, each the longest that begins where the one before ends."""
    pieces = list(_cover(quote, documents)) if len(quote.folded.letters) <= LONGEST else []
    words = sum(words_in(_words_of(quote.folded, piece.low, piece.size)) for piece in pieces)
    return Spliced(
        pieces=tuple(Citation(piece.document.document, piece.span) for piece in pieces),
        share=min(1.0, words / max(words_in(quote.text), 1.0)),
        one_sentence=all(_same_sentence(one, then) for one, then in pairwise(pieces)),
    )


def _cover(quote: Wanted, documents: Sequence[FoldedDocument]) -> Iterator[_Piece]:
    letters, size = quote.folded.letters, quote.runs.size
    known = [(document, _known(quote, document)) for document in documents] if letters else []
    at, last = 0, None
    while at + size <= len(letters):
        found = max(
            (piece for document, seeds in known for piece in _longest(quote.folded, at, document, seeds, last)),
            key=lambda piece: (piece.size, _behind(piece, last)),
            default=None,
        )
        if found is not None:
            yield found
            last = found
        at = _next_word(quote.folded, at + found.size if found else at + 1)


def _known(quote: Wanted, document: FoldedDocument) -> dict[int, Numbers]:
    """Where each run of the quote stands in the document, by the run's number in the quote."""
    runs = quote.runs
    hashes = hashes_of(quote.folded.letters, runs.size)
    at, which = document.meet(runs)
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(runs.hashes) + 1))
    numbers = np.searchsorted(runs.hashes, hashes)
    return {
        i: at[order[bounds[n] : bounds[n + 1]]] for i, n in enumerate(numbers.tolist()) if bounds[n] < bounds[n + 1]
    }


def _longest(
    mine: Folded, low: int, document: FoldedDocument, seeds: dict[int, Numbers], last: _Piece | None
) -> Iterator[_Piece]:
    """Pieces that begin with the quote's letter `low`, as far as they go in whole words."""
    spots = seeds.get(low)
    if spots is None:
        return
    reach = low
    while len(spots) > _TRIED and reach + 1 in seeds:  # read on where many places begin alike
        further = spots[np.isin(spots + (reach + 1 - low), seeds[reach + 1])]
        if not len(further):
            break
        spots, reach = further, reach + 1
    if last is not None and last.document is document:
        spots = spots[np.argsort(np.abs(spots - (last.at + last.size)), kind="stable")]
    for at in spots[:_TRIED].tolist():
        size = _whole_words(mine, low, document.folded, at, _common(mine.letters, low, document.folded.letters, at))
        if size and words_in(_words_of(mine, low, size)) >= SHORTEST:
            yield _Piece(document, low, size, at)


def _common(mine: str, low: int, theirs: str, at: int) -> int:
    """How many letters agree from here on, by doubling and halving."""
    size, step = 0, 16
    while step:
        if mine[low + size : low + size + step] == theirs[at + size : at + size + step] and low + size + step <= len(
            mine
        ):
            size, step = size + step, step * 2
        else:
            step //= 2
    return size


def _whole_words(mine: Folded, low: int, theirs: Folded, at: int, size: int) -> int:
    """The piece's letters up to the last place where neither quote nor text cuts a word."""
    if _cut(theirs, at) or _cut(mine, low):
        return 0
    while size and (_cut(mine, low + size) or _cut(theirs, at + size)):
        size -= 1
    return size


def _cut(folded: Folded, number: int) -> bool:
    """Whether the edge in front of a letter lies inside a word."""
    if not 0 < number < len(folded.letters):
        return False
    left, right = folded.letters[number - 1], folded.letters[number]
    if not (_wordy(left) and _wordy(right)) or unspaced(left) or unspaced(right):
        return False
    return not any(kind(character) in _PARTS for character in folded.between(number - 1, number))


def _wordy(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _next_word(mine: Folded, number: int) -> int:
    while _cut(mine, number):
        number += 1
    return number


def _words_of(folded: Folded, low: int, size: int) -> str:
    return folded.text[folded.places[low] : folded.places[low + size - 1] + 1]


def _behind(piece: _Piece, last: _Piece | None) -> bool:
    """Whether a piece follows the last one in its sentence, as it would in a quote that is not spliced."""
    return last is not None and _same_sentence(last, piece)


def _same_sentence(one: _Piece, then: _Piece) -> bool:
    if one.document is not then.document or then.span.start < one.span.end:
        return False
    return not begins_between(one.document.document.text, one.span.end, then.span.start)
