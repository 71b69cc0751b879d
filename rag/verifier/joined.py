"""A quote with an ellipsis: pieces that must stand in one sentence, in order."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.models import Span
from rag.verifier.floor import words_in
from rag.verifier.fold import Folded
from rag.verifier.sentences import begins_between
from rag.verifier.standing import Place, Wanted, places
from rag.verifier.torn import denies_only

_ELLIPSIS = re.compile(r"\s*(?:[\[(（【]\s*)?(?:\.\s?\.\s?\.(?:\s?\.)*|…+|⋯+)(?:\s*[\])）】])?\s*")
_AT_START, _AT_END = re.compile(r"\.{3,}|…+"), re.compile(r"(?:\.{3,}|…+)$")
_OUTER = " \t\n\r\"'“”‘’«»「」『』.,;:"
_TRIED = 50  # places of the longest piece
_REACH = 1500  # characters on either side of a piece in which the next one is looked for
_SHORTEST = 1.0  # words of a piece


def pieces_of(quote: str) -> list[Wanted]:
    """The pieces that ellipses join, without empty ones; a quote without an ellipsis is one piece."""
    found = [piece for piece in _ELLIPSIS.split(quote.strip()) if piece.strip(_OUTER)]
    return [Wanted(piece, as_written=number > 0) for number, piece in enumerate(found)]


def places_in_one_sentence(pieces: Sequence[Wanted], folded: Folded) -> Iterator[Place]:
    """Places from the first piece's beginning to the last one's end, all within a sentence and in order."""
    if any(words_in(piece.text) < _SHORTEST for piece in pieces):
        return
    longest = max(range(len(pieces)), key=lambda number: len(pieces[number].text))
    for anchor in islice(places(pieces[longest], folded), _TRIED):
        if anchor.torn:
            continue
        first = _chain(anchor, pieces[:longest][::-1], folded, ahead=False)
        last = _chain(anchor, pieces[longest + 1 :], folded, ahead=True)
        if first and last:
            yield Place(first.start, last.end, exact=False, torn=False)


def with_ends(place: Place, pieces: Sequence[Wanted], quote: str, text: str) -> Place:
    """The place with what the quote has before its first piece and behind its last, where the text has it there."""
    whole, start, end = quote.strip(), place.start, place.end
    head = whole[: whole.find(pieces[0].text)]
    tail = whole[whole.rfind(pieces[-1].text) + len(pieces[-1].text) :]
    before, after = _AT_END.search(text[max(0, start - 8) : start]), _AT_START.match(text[end : end + 8])
    if head and text[:start].endswith(head):
        start -= len(head)
    elif before and _AT_START.match(head):
        start -= len(before[0])
    if tail and text.startswith(tail, end):
        end += len(tail)
    elif after and _AT_START.match(tail):
        end += len(after[0])
    return Place(start, end, place.exact, place.torn)


def _chain(anchor: Place, pieces: Sequence[Wanted], folded: Folded, *, ahead: bool) -> Place | None:
    """The last of the pieces, each the nearest to the one before it, or None when one is not in the sentence."""
    at: Place | None = anchor
    for piece in pieces:
        at = _nearest(piece, at, folded, ahead=ahead) if at else None
    return at


def _nearest(piece: Wanted, at: Place, folded: Folded, *, ahead: bool) -> Place | None:
    low, high = (at.end, at.end + _REACH) if ahead else (max(0, at.start - _REACH), at.start)
    if low >= high:
        return None
    found = (
        one
        for one in places(piece, folded, Span(low, high))
        if not one.torn and (one.start >= at.end if ahead else one.end <= at.start)
    )
    nearest = next(found, None) if ahead else max(found, key=lambda one: one.start, default=None)
    if nearest is None:
        return None
    gap = (at.end, nearest.start) if ahead else (nearest.end, at.start)
    if denies_only(folded.text[slice(*gap)]) or begins_between(folded.text, *gap):
        return None
    return nearest
