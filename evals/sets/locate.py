"""Finds gold evidence in the documents as they are now. Changes nothing and asks nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus import UnknownDocument
from corpus.models import Document, Span
from evals.models import Case, Gold
from evals.words import whole_places
from rag import verify
from rag.models import VerifiedCitation


class Holds(Protocol):
    """What holds documents: an index, or a file of them."""

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        ...


@dataclass(frozen=True, slots=True)
class Off:
    """Gold evidence that does not stand, and why."""

    case: str
    gold: Gold
    reason: str


def stand(case: Case, gold: Gold, documents: Holds) -> Gold | Off:
    """The gold with its span and words, or what is off: no such document, outside of it, or other words there."""
    try:
        document = documents.document(gold.doc)
    except UnknownDocument:
        return Off(case.id, gold, f"there is no document {gold.doc!r}")
    if gold.span is None:
        span = find_words(gold.text, document)
        return replace(gold, span=span) if span else Off(case.id, gold, f"its words do not stand in {gold.doc}")
    if gold.span.end > len(document.text):
        return Off(case.id, gold, f"{gold.doc} has {len(document.text):,} characters, not {gold.span}")
    if gold.text and not _reads(document, gold.span, gold.text):
        return Off(case.id, gold, f"{gold.doc} has other words at {gold.span}")
    return replace(gold, text=gold.text or document.slice(gold.span))


def _reads(document: Document, span: Span, words: str) -> bool:
    """Whether the words stand there, typography apart."""
    return document.slice(span) == words or isinstance(verify(words, [document], span), VerifiedCitation)


def find_words(words: str, document: Document) -> Span | None:
    """Where the words stand: whole words of the same characters, else of other typography, else the bare characters."""
    exact = next(whole_places(document.text, words), -1)
    if exact < 0:
        found = verify(words, [document])
        if isinstance(found, VerifiedCitation):
            return found.citation.span
        exact = document.text.find(words) if words else -1
    return Span(exact, exact + len(words)) if exact >= 0 else None


def locate(cases: Iterable[Case], documents: Holds) -> tuple[list[Case], list[Off]]:
    """The cases with the spans of all gold that stands; what does not stand is left out, and told.

    So are graded documents that are not there. A filter, quote or attack that names such a document is
    told and left: its case will fail.
    """
    located, off = [], []
    for case in cases:
        evidence, wrong = _standing(case, case.evidence, documents)
        opposing, also = _standing(case, case.opposing, documents)
        rejected, more = _standing(case, case.rejected, documents)
        unknown = unknown_documents(case, documents)
        relevant = {doc: grade for doc, grade in case.relevant.items() if doc not in {one.gold.doc for one in unknown}}
        known = replace(case, evidence=evidence, opposing=opposing, rejected=rejected)
        located.append(replace(known, relevant=relevant) if unknown else known)
        off += [*wrong, *also, *more, *unknown]
    return located, off


def unknown_documents(case: Case, documents: Holds) -> list[Off]:
    """Documents that a filter, a quote, an attack or a grade names, and that are not there."""
    where = case.question.where
    named = {*where.docs, where.doc, *case.relevant}
    named |= {case.quoted.doc} if case.quoted else set()
    named |= {case.attack.clean} if case.attack else set()
    off = []
    for doc in sorted(named - {""}):
        try:
            documents.document(doc)
        except UnknownDocument:
            off.append(Off(case.id, Gold(doc), f"there is no document {doc!r}"))
    return off


def _standing(case: Case, golds: Sequence[Gold], documents: Holds) -> tuple[tuple[Gold, ...], list[Off]]:
    found = [stand(case, gold, documents) for gold in golds]
    return tuple(one for one in found if isinstance(one, Gold)), [one for one in found if isinstance(one, Off)]
