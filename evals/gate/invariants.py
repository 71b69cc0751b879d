"""What must hold in every answer whatever it scores: recomputed from the words shown and the documents.

Trusts nothing that the build said of itself: neither its verdicts nor its scores.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus import UnknownDocument, clean
from corpus.models import Document, Sentence, Span
from evals.runs.saved import (
    Key,
    Place,
    SavedAnswer,
    SavedClaim,
    SavedConflict,
    SavedHits,
    SavedRow,
    SavedVerdict,
)
from rag import verify
from rag.models import VerifiedCitation

_STANDING = ("exact", "normalized")
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")
_SHOWN = 60  # characters of a quote that a message repeats
_SUM = re.compile(r"(?P<sum>\d[\d,]*) \((?P<parts>.+)\)")
_COUNTS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]


class Library(Protocol):
    """What holds the documents that were quoted: a catalogue, or an index."""

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        ...

    def sentences(self, document_id: str) -> Sequence[Sentence]:
        """Every sentence of a document, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Breach:
    """A case in which a rule does not hold, and what was found instead."""

    rule: str
    key: Key
    detail: str


QUOTED = "every quote is the document's own characters at its place"
VERDICT = "every verdict is the one that checking the quote again gives"
OWN_WORDS = "every claim is the words that it cites"
WHOLE = "every quote begins and ends with a sentence"
STATUS = (
    "a refusal has no quotes, any other answer has some, a conflict has two sides that say what they are said to say"
)


def breaches(rows: Iterable[SavedRow], library: Library, *, quotes_only: bool = True) -> list[Breach]:
    """Every breach, in the order of the cases; `quotes_only`: no claim may have words of its own."""
    checker = _Checker(library, quotes_only=quotes_only)
    return [Breach(rule, row.key, detail) for row in rows for rule, detail in checker.row(row)]


_Found = Iterator[tuple[str, str]]


class _Checker:
    """Checks rows against one library; `quotes_only`: no claim has words of its own."""

    def __init__(self, library: Library, *, quotes_only: bool) -> None:
        self._library = library
        self._quotes_only = quotes_only
        self._borders: dict[str, tuple[set[int], set[int]]] = {}

    def row(self, row: SavedRow) -> _Found:
        if isinstance(row.answer, SavedHits):
            for hit in row.answer.hits:
                yield from self._stands(hit)
        elif isinstance(row.answer, SavedVerdict):
            yield from self._accepted(row.answer, row.gold.quote)
        elif isinstance(row.answer, SavedAnswer):
            yield from _status(row.answer)
            for place in row.answer.shown:
                yield from self._stands(place)
            for claim in row.answer.claims:
                yield from self._claim(claim)

    def _stands(self, place: Place) -> _Found:
        document = self._document(place)
        if document is None:
            yield QUOTED, f"there is no document {place.doc!r}"
            return
        words = document.text[place.start : place.end]
        if words != place.text:
            yield QUOTED, f"{_where(place)} reads {_short(words)}, and {_short(place.text)} was shown"

    def _accepted(self, found: SavedVerdict, quote: str) -> _Found:
        """A quote that was accepted stands in letters and figures, which no typography changes.

        Not by asking `rag.verify` again: it is what these cases put to the test.
        """
        if found.verdict not in _STANDING:
            return
        if found.start is None or found.end is None:
            yield VERDICT, f"{_short(quote)} was called {found.verdict!r} without a place"
            return
        place = Place(found.doc, found.start, found.end, found.text)
        yield from self._stands(place)
        document = self._document(place)
        words = document.text[found.start : found.end] if document else ""
        if quote and not _pieces_in_order(quote, words):
            yield VERDICT, f"{_short(quote)} was called {found.verdict!r}, and {_where(place)} reads {_short(words)}"

    def _claim(self, claim: SavedClaim) -> _Found:
        if self._quotes_only and claim.text not in [place.text for place in claim.citations]:
            yield OWN_WORDS, f"{_short(claim.text)} is not what it cites: {_short(claim.citations[0].text)}"
        for place in claim.citations:
            yield from self._verdict(place)
            yield from self._whole(place)

    def _verdict(self, place: Place) -> _Found:
        document = self._document(place)
        if document is None or not 0 <= place.start < place.end:
            return
        found = verify(place.text, [document], Span(place.start, place.end))
        again = str(found.verdict)
        if not isinstance(found, VerifiedCitation) or place.verdict not in _STANDING:
            yield VERDICT, f"{_where(place)}: {_short(place.text)} was called {place.verdict!r} and is {again!r}"

    def _whole(self, place: Place) -> _Found:
        document = self._document(place)
        if document is None:
            return
        starts, ends = self._borders_of(place.doc)
        cut = [
            side
            for side, at, known in (("begins", place.start, starts), ("ends", place.end, ends))
            if at not in known or _inside_a_word(document.text, at)
        ]
        if cut:
            yield WHOLE, f"{_where(place)} {' and '.join(cut)} inside a sentence: {_short(place.text)}"

    def _document(self, place: Place) -> Document | None:
        try:
            return self._library.document(place.doc)
        except UnknownDocument:
            return None

    def _borders_of(self, document_id: str) -> tuple[set[int], set[int]]:
        if document_id not in self._borders:
            spans = [sentence.span for sentence in self._library.sentences(document_id)]
            self._borders[document_id] = ({span.start for span in spans}, {span.end for span in spans})
        return self._borders[document_id]


def _status(answer: SavedAnswer) -> _Found:
    if answer.refused == bool(answer.claims):
        yield STATUS, f"an answer that is {answer.status} has {len(answer.claims)} claims"
    if any(not claim.citations for claim in answer.claims):
        yield STATUS, "a claim cites nothing"
    if (answer.status == "conflicting") != bool(answer.conflicts):
        yield STATUS, f"an answer that is {answer.status} states {len(answer.conflicts)} conflicts"
    for conflict in answer.conflicts:
        yield from _sides(conflict)


def _sides(conflict: SavedConflict) -> _Found:
    if len({side.value for side in conflict.sides}) < 2:
        yield STATUS, f"the conflict about {_short(conflict.about)} has one side"
    for side in conflict.sides:
        if not any(_says(words, side.value) for one in side.citations for words in (one.text, clean(one.text))):
            yield STATUS, f"{_short(side.value)} is not in the words cited for it"


def _says(words: str, value: str) -> bool:
    """Whether the value stands in the words, or is the sum of parts that do: "12 (9 Chinese and three Pakistanis)"."""
    added = _SUM.fullmatch(value)
    if value in words or added is None:
        return value in words
    numbers = [_number(one) for one in re.findall(r"\d[\d,]*|\w+", added["parts"])]
    return added["parts"] in words and sum(numbers) == _number(added["sum"])


def _number(word: str) -> int:
    digits = word.replace(",", "")
    return int(digits) if digits.isdecimal() else _COUNTS.index(word.lower()) if word.lower() in _COUNTS else 0


def _pieces_in_order(quote: str, words: str) -> bool:
    """Whether the letters and figures of each piece of a quote ("… …") stand in the words, one after another."""
    text, at = _letters(words), 0
    for piece in map(_letters, _LEFT_OUT.split(quote)):
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return bool(_letters(quote))


def _letters(text: str) -> str:
    """Letters and figures alone; "ʼ" counts as a letter (Lm) in Unicode and is typography here."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum() and unicodedata.category(one) != "Lm")


def _inside_a_word(text: str, at: int) -> bool:
    """Whether a border cuts a word: true whatever the index takes for a sentence."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _where(place: Place) -> str:
    return f"{place.doc} {place.start}:{place.end}"


def _short(text: str) -> str:
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"
