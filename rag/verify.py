"""Does a quote stand where it is said to stand? Pure and total: every quote gets a verdict.

Typography is forgiven in every script, meaning in none: ADR 0009 says what is which. Work is linear in the texts.
"""

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import TypeAlias

from corpus.models import Citation, Document, Span
from rag.models.verdict import Change, Op, Rejection, Verdict, VerifiedCitation
from rag.verifier.characters import visible
from rag.verifier.diff import align
from rag.verifier.drift import nearest, same_letters
from rag.verifier.explain import told
from rag.verifier.floor import ENOUGH, WHOLE, words_in
from rag.verifier.fold import FoldedDocument, fold_text
from rag.verifier.joined import pieces_of, places_in_one_sentence, with_ends
from rag.verifier.rows import rows_like
from rag.verifier.sentences import is_whole
from rag.verifier.splice import Spliced, spliced
from rag.verifier.standing import Place, Wanted, places
from rag.verifier.torn import denies_only, untorn

Shown: TypeAlias = Document | FoldedDocument
_RIVALS = 10  # named, of all that are counted
_MOST_PLACES = 500  # counted
_NEAR_ENOUGH = 0.6  # of the quote's words in one stretch of text: then it drifted from that
_COVERED = 0.8  # of the quote's words in its pieces: then it was spliced


def verify(
    quote: str, shown: Sequence[Shown], span: Span | None = None, *, near: Sequence[Span] = ()
) -> VerifiedCitation | Rejection:
    """Checks `quote` against the documents that were shown; the first is the one it is said to stand in.

    With `span` the words must be the ones at that place of the first document. Without, they must be enough to prove
    something, and where they stand several times the place nearest to `near` is given (else the first with the same
    characters) and the others are its rivals. A caller with many quotes folds each document once and passes those.
    """
    if not shown:
        return Rejection(Verdict.ABSENT, "no document was shown")
    documents = [one if isinstance(one, FoldedDocument) else FoldedDocument(one) for one in shown]
    if span is not None:
        return _at(quote, documents[0], span)
    wanted = Wanted(quote)
    if not wanted.forms:
        return Rejection(Verdict.ABSENT, "the quote holds no words" if quote.strip() else "the quote is empty")
    found = _in_document(wanted, documents[0], near)
    if isinstance(found, VerifiedCitation):
        return found
    for other in documents[1:]:
        elsewhere = _in_document(wanted, other, ())
        if isinstance(elsewhere, VerifiedCitation):
            place = elsewhere.citation
            said, where = documents[0].document.id, place.document.id
            return Rejection(Verdict.MISATTRIBUTED, f"the words stand in {where} at {place.span}, not in {said}", place)
    return found or _explained(wanted, documents)


def verify_anywhere(quote: str, shown: Sequence[Shown]) -> VerifiedCitation | Rejection:
    """Checks a quote that names no document: the first of `shown` that it stands in, else why it stands in none."""
    documents = [one if isinstance(one, FoldedDocument) else FoldedDocument(one) for one in shown]
    for document in documents:
        found = _in_document(Wanted(quote), document, ())
        if isinstance(found, VerifiedCitation):
            return found
    if not documents:
        return Rejection(Verdict.ABSENT, "no document holds the words, nor words like them")
    return verify(quote, documents)


def _at(quote: str, named: FoldedDocument, span: Span) -> VerifiedCitation | Rejection:
    """The quote against the words at one place, however short they are."""
    document = named.document
    if not quote.strip():
        return Rejection(Verdict.ABSENT, "the quote is empty")
    if span.end > len(document.text):
        return Rejection(Verdict.ABSENT, f"{document.id} ends before {span}")
    here = Citation(document, span)
    words = here.text
    if words == quote:
        return VerifiedCitation(here, Verdict.EXACT)
    wanted, local = Wanted(quote), fold_text(words)
    if wanted.forms and any(len(form) == len(local.letters) for form in wanted.forms) and any(places(wanted, local)):
        return VerifiedCitation(here, Verdict.NORMALIZED)
    changes = _changes(quote, words)
    standing = _in_document(wanted, named, [span])
    elsewhere = standing.citation if isinstance(standing, VerifiedCitation) else here
    also = f"; the quote stands at {elsewhere.span}" if elsewhere is not here else ""
    return Rejection(Verdict.DRIFTED, f"{document.id} at {span}: {told(changes)}{also}", elsewhere, changes)


def _changes(quote: str, words: str) -> tuple[Change, ...]:
    aligned = align(quote, words)
    return aligned.changes if aligned else (Change(Op.REPLACE, visible(quote) or "␣", visible(words) or "␣"),)


def _in_document(quote: Wanted, document: FoldedDocument, near: Sequence[Span]) -> VerifiedCitation | Rejection | None:
    """Where the quote stands; why it proves nothing though its letters are there; None where they are not."""
    if not quote.forms:
        return None
    found = list(islice(places(quote, document.folded), _MOST_PLACES))
    whole = [place for place in found if not place.torn] or _joined(quote, document)
    whole = whole or rows_like(quote, document, _MOST_PLACES)
    if whole:
        return _chosen(quote, document.document, whole, near)
    return _torn(document.document, found[0]) if found else None


def _joined(quote: Wanted, document: FoldedDocument) -> list[Place]:
    """Places of a quote that an ellipsis joins, begins or ends; one that the text has there belongs to the place."""
    pieces = pieces_of(quote.text)
    if not pieces or (len(pieces) == 1 and pieces[0].text == quote.text.strip()):
        return []
    one = len(pieces) == 1
    found = places(pieces[0], document.folded) if one else places_in_one_sentence(pieces, document.folded)
    found = (place for place in found if not place.torn)
    return [with_ends(place, pieces, quote.text, document.document.text) for place in islice(found, _MOST_PLACES)]


def _chosen(
    quote: Wanted, document: Document, found: Sequence[Place], near: Sequence[Span]
) -> VerifiedCitation | Rejection:
    words = words_in(quote.text)
    if words < ENOUGH:
        found = [one for one in found if words >= WHOLE and is_whole(document.text, one.start, one.end)]
    if not found:
        detail = f"too short to prove anything: {words:g} of at least {ENOUGH:g} words (a figure counts for two)"
        return Rejection(Verdict.ABSENT, detail)
    best = min(found, key=lambda place: (_distance(place, near), not place.exact, place.start))
    rivals = [Citation(document, Span(one.start, one.end)) for one in found if one is not best]
    verdict = Verdict.EXACT if best.exact else Verdict.NORMALIZED
    return VerifiedCitation(
        Citation(document, Span(best.start, best.end)), verdict, tuple(rivals[:_RIVALS]), len(found)
    )


def _distance(place: Place, near: Sequence[Span]) -> int:
    """Characters from a place to the nearest of some spans; 0 inside one, and where none is given."""
    return min((max(0, span.start - place.start, place.end - span.end) for span in near), default=0)


def _torn(document: Document, place: Place) -> Rejection:
    """A quote whose letters are there, cut out of a word or a figure."""
    text, (start, end) = document.text, untorn(document.text, place.start, place.end)
    parts = (
        (Op.DELETE, "", text[start : place.start]),
        (Op.EQUAL, text[place.start : place.end], text[place.start : place.end]),
        (Op.DELETE, "", text[place.end : end]),
    )
    changes = tuple(Change(op, visible(ours), visible(theirs)) for op, ours, theirs in parts if theirs.strip())
    detail = f"{document.id} at {start}:{end}: a word or a figure is cut off: {told(changes)}"
    return Rejection(Verdict.DRIFTED, detail, Citation(document, Span(start, end)), changes)


def _explained(quote: Wanted, documents: Sequence[FoldedDocument]) -> Rejection:
    """Why a quote whose letters stand nowhere does not stand: drifted, spliced or absent."""
    pieces = _apart(quote, documents)
    if pieces:
        return _spliced(Spliced(pieces, 1.0, one_sentence=False))
    near = nearest(quote, documents)
    made = spliced(quote, documents)
    if _is_spliced(made) and (near is None or near.across or made.share >= near.share + 0.1):
        return _spliced(made)
    if near is not None and near.share >= _NEAR_ENOUGH:
        where = f"{near.citation.document.id} at {near.citation.span}"
        return Rejection(Verdict.DRIFTED, f"{where}: {told(near.changes)}", near.citation, near.changes)
    if _is_spliced(made):
        return _spliced(made)
    for here in (found for document in documents for found in same_letters(quote, document)):
        changes = _changes(quote.text, here.text)
        return Rejection(Verdict.DRIFTED, f"{here.document.id} at {here.span}: {told(changes)}", here, changes)
    return Rejection(Verdict.ABSENT, f"the words do not stand in {documents[0].document.id}, nor do words like them")


def _apart(quote: Wanted, documents: Sequence[FoldedDocument]) -> tuple[Citation, ...]:
    """Where the pieces of a quote with an ellipsis stand, when all do; they are not one sentence's, in order.

    Nowhere, where the ellipsis stands for no more than a negation: then the quote drifted from its sentence.
    """
    pieces = pieces_of(quote.text)
    if len(pieces) < 2:
        return ()
    found = []
    for piece in pieces:
        for one in documents:
            place = next((place for place in places(piece, one.folded) if not place.torn), None)
            if place is not None:
                found.append(Citation(one.document, Span(place.start, place.end)))
                break
    together = all(one.document is then.document for one, then in pairwise(found))
    if together and any(
        denies_only(one.document.text[one.span.end : then.span.start]) for one, then in pairwise(found)
    ):
        return ()
    return tuple(found) if len(found) == len(pieces) else ()


def _is_spliced(made: Spliced) -> bool:
    return len(made.pieces) > 1 and made.share >= _COVERED and not made.one_sentence


def _spliced(made: Spliced) -> Rejection:
    where = ", ".join(f"{piece.document.id} {piece.span}" for piece in made.pieces)
    return Rejection(Verdict.SPLICED, f"put together from {len(made.pieces)} places: {where}", pieces=made.pieces)
