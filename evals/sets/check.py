"""Proves that all gold of a set still stands in the documents; else says what is off and where the words are now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from corpus import UnknownDocument
from corpus.models import Document, Metadata
from evals.importers.port import read_lines
from evals.models import CaseSet, Gold
from evals.sets.locate import Off, find_words, stand, unknown_documents


class Shelf(Protocol):
    """Documents that can be asked for by id and gone through."""

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        ...

    def documents(self) -> Iterable[Document]:
        """Every one."""
        ...


class DocumentsFile:
    """The rows of a `documents.jsonl`, as `citewell index` would read their texts."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._held = {row["doc_id"]: Document(row["doc_id"], row["text"], Metadata(), "") for row in rows}

    def document(self, document_id: str) -> Document:
        if document_id not in self._held:
            raise UnknownDocument(f"no document {document_id!r} in the set")
        return self._held[document_id]

    def documents(self) -> Iterable[Document]:
        return self._held.values()


@dataclass(frozen=True, slots=True)
class Finding:
    """Gold that is off, and where its words stand now; None where they do nowhere, or are not known."""

    off: Off
    now: Gold | None

    def to_dict(self, of_set: str) -> dict[str, Any]:
        """A JSON row."""
        off = {"set": of_set, "case": self.off.case, **_place(self.off.gold), "reason": self.off.reason}
        return {**off, "now": _place(self.now) if self.now else None}


@dataclass(frozen=True)
class Checked:
    """How many gold places a set has, how many of them tell no words to compare, and what is off."""

    places: int
    wordless: int
    findings: tuple[Finding, ...]


def check_set(one: CaseSet, shelf: Shelf) -> Checked:
    """Every gold place, and every document that a case names."""
    golds = [(case, gold) for case in one.cases for gold in (*case.evidence, *case.opposing, *case.rejected)]
    findings = [_finding(found, shelf) for case, gold in golds if isinstance(found := stand(case, gold, shelf), Off)]
    findings += [Finding(off, None) for case in one.cases for off in unknown_documents(case, shelf)]
    return Checked(len(golds), sum(not gold.text for _, gold in golds), tuple(findings))


def shelf_of(one: CaseSet) -> Shelf:
    """The documents that the set brings."""
    assert one.documents is not None  # who calls has looked
    return DocumentsFile(read_lines(one.documents))


def _place(gold: Gold) -> dict[str, Any]:
    return {"doc": gold.doc} | ({"start": gold.span.start, "end": gold.span.end} if gold.span else {})


def _finding(off: Off, shelf: Shelf) -> Finding:
    """The words are looked for in their own document first."""
    if not off.gold.text.strip():
        return Finding(off, None)
    own = [document for document in shelf.documents() if document.id == off.gold.doc]
    others = (document for document in shelf.documents() if document.id != off.gold.doc)
    for document in (*own, *others):
        span = find_words(off.gold.text, document)
        if span:
            return Finding(off, Gold(document.id, span, off.gold.text))
    return Finding(off, None)
