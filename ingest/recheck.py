"""Which quotes of saved answers and cases still stand after the documents changed.

A file of rows, as `citewell ask --json` prints them or as cases are written, is read before a run,
when the words at its offsets can still be looked up, and checked after it. Quotes whose words went
elsewhere get their new place; those whose words are gone are told. Knows no answer's meaning.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import Anchor, Catalogue, Quote, UnknownDocument, UsageError, anchor
from corpus.models import Citation, Document, Span

Row = dict[str, Any]
_WORDS = ("text", "quote")  # the quote's words in an answer, and in a case


@dataclass(frozen=True, slots=True)
class Moved:
    """A quote that stands elsewhere: its document, its place before and now, and the document's name now."""

    answer: str
    doc: str
    old: tuple[int, int]
    new: tuple[int, int]
    doc_now: str


@dataclass(frozen=True, slots=True)
class Broke:
    """A quote that no longer stands: its words, and the words of its document nearest to them."""

    answer: str
    doc: str
    old: str
    nearest: str


@dataclass
class Recheck:
    """What became of the quotes: how many stand where they stood, and the others.

    The words of `unknown` ones were not given and are not in the record.
    """

    stand: int = 0
    moved: list[Moved] = field(default_factory=list)
    broke: list[Broke] = field(default_factory=list)
    unknown: int = 0

    def __add__(self, other: "Recheck") -> "Recheck":
        return Recheck(
            self.stand + other.stand,
            self.moved + other.moved,
            self.broke + other.broke,
            self.unknown + other.unknown,
        )


@dataclass
class _Place:
    """One quote of a row; `raw` is its part of the row and is changed with it."""

    answer: str
    doc: str
    span: Span
    quote: Quote | None
    raw: Row


class QuoteFile:
    """The rows of a JSON Lines file and the quotes in them. Raises UsageError when it cannot be read."""

    def __init__(self, path: Path, before: Catalogue | None) -> None:
        """`before` is the record that the offsets in the file speak of."""
        self.path = path
        self._rows = list(_rows(path))
        self._places = [place for number, row in enumerate(self._rows, 1) for place in _places(row, number)]
        self._quoted: dict[str, Document | None] = {}
        for place in self._places:
            if place.doc not in self._quoted:
                self._quoted[place.doc] = _document(before, place.doc) if before else None
            place.quote = place.quote or _looked_up(place, self._quoted[place.doc])

    def check(self, now: Catalogue) -> Recheck:
        """Looks for each quote in the record of today, and gives those that moved their new place."""
        result = Recheck()
        documents: dict[str, Document | None] = {}
        for place in self._places:
            if place.doc not in documents:
                documents[place.doc] = _document(now, place.doc) or self._renamed(now, place.doc)
            _judge(place, documents[place.doc], result)
        return result

    def _renamed(self, now: Catalogue, doc: str) -> Document | None:
        """The document that has today the very text which a document that is gone had."""
        was = self._quoted[doc]
        found = now.of_text(was.text) if was else None
        return now.document(found) if found else None

    def write(self) -> None:
        """Puts the new places into the file, in one step."""
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            fresh.write_text(
                "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self._rows), encoding="utf-8"
            )
            fresh.replace(self.path)
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror}") from error


def _judge(place: _Place, document: Document | None, result: Recheck) -> None:
    quote = place.quote
    if quote is None:
        result.unknown += 1
        return
    found = anchor(quote, document) if document else Anchor()
    if document is None or found.span is None:
        nearest = document.slice(found.nearest) if document and found.nearest else ""
        result.broke.append(Broke(place.answer, place.doc, quote.exact, nearest))
    elif found.span == place.span and document.id == place.doc:
        result.stand += 1
    else:
        old, new = (place.span.start, place.span.end), (found.span.start, found.span.end)
        result.moved.append(Moved(place.answer, place.doc, old, new, document.id))
        _move(place.raw, Citation(document, found.span))


def _move(raw: Row, citation: Citation) -> None:
    document = citation.document
    raw["doc"], raw["start"], raw["end"] = document.id, citation.span.start, citation.span.end
    known = {
        **dict.fromkeys(_WORDS, citation.text),
        "path": document.path,
        "selectors": citation.selectors(),
        "content_hash": document.content_hash,
    }
    raw.update({name: value for name, value in known.items() if name in raw})


def _looked_up(place: _Place, document: Document | None) -> Quote | None:
    """The words at a place, with their surroundings, as the record had them."""
    words = next((place.raw[name] for name in _WORDS if name in place.raw), None)
    if document and place.span.end <= len(document.text):
        citation = Citation(document, place.span)
        if not isinstance(words, str) or words == citation.text:
            return Quote.of(citation) if citation.text.strip() else None
    return Quote(words, start=place.span.start) if isinstance(words, str) and words.strip() else None


def _document(catalogue: Catalogue, identity: str) -> Document | None:
    try:
        return catalogue.document(identity)
    except UnknownDocument:
        return None


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:  # a row may hold U+2028: only \n ends it
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise UsageError(f"{path}:{number}: a row is an object, as `citewell ask --json` prints it")
                    yield row
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON Lines in UTF-8: {error}") from error


def _places(row: Row, number: int) -> Iterator[_Place]:
    answer = str(row.get("saved") or row.get("id") or row.get("question") or number)
    holders = [
        *_objects(row, "claims"),
        *(side for one in _objects(row, "conflicts") for side in _objects(one, "sides")),
    ]
    for raw in [*(cited for one in holders for cited in _objects(one, "citations")), *_objects(row, "evidence")]:
        try:
            span = Span(int(raw["start"]), int(raw["end"]))
            quote = Quote.from_selectors(raw["selectors"]) if "selectors" in raw else None
            yield _Place(answer, str(raw["doc"]), span, quote, raw)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UsageError(f"row {number}: a quote is {{doc, start, end, ...}}, not {raw} ({error})") from error


def _objects(row: Row, name: str) -> list[Row]:
    found = row.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
