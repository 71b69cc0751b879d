"""The collection's own short names: where its documents say "Alva Harbour Board (AHB)", "the board" is the AHB.

Read off the passages that hold the word, when it is asked about, so that those are found that use only the short name.
Where one word may stand for two things, or one document alone defines it, nothing is said. English alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Index, clean, stems
from corpus.models import Filter
from rag.query import Query
from rag.words import is_content

_SHORT = re.compile(r"\(([A-Z]{2,7})s?\)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "da"])
_BACK = 120  # characters before the bracket in which the long name stands
_THE = re.compile(r"\b[Tt]he\s+([a-z]{3,})\b(?!-|\s+(?:[A-Z]|\())")
_PASSAGES = 40  # that hold a word best
_FEWEST = 2  # documents that define a name of which one word is enough


@dataclass(frozen=True, slots=True)
class ShortName:
    """What "the board" of a question is called in short."""

    word: str
    short: str

    def put_in(self, text: str) -> str:
        """A text with the short name behind the first "the board"."""
        return re.sub(rf"(\b[Tt]he\s+{re.escape(self.word)}\b)(?!-)", rf"\1 ({self.short})", text, count=1)


def short_name_in(index: Index, query: Query, where: Filter) -> ShortName | None:
    """The short name of the first thing of a question that goes by one in the documents, and not in the question."""
    for found in _THE.finditer(query.text) if query.language == "en" else ():
        short = _short_name(index, found[1], where) if is_content(found[1]) else ""
        if short and short not in query.text:
            return ShortName(found[1], short)
    return None


def _short_name(index: Index, word: str, where: Filter) -> str:
    """The one short name of things whose long name ends with `word`."""
    told: dict[str, set[str]] = defaultdict(set)
    for identity, _ in index.lexical(word, "en", _PASSAGES, where):
        chunk = index.chunk(identity)
        text = index.document(chunk.document_id).slice(chunk.span)
        for long, short in definitions_in(clean(text)) if _SHORT.search(text) else ():
            if stems(long.split()[-1], "en") == stems(word, "en"):
                told[short].add(chunk.document_id)
    return next((short for short, documents in told.items() if len(documents) >= _FEWEST), "") if len(told) == 1 else ""


def definitions_in(text: str) -> Iterator[tuple[str, str]]:
    """The long names of a text with the short ones that it puts in brackets behind them."""
    for short in _SHORT.finditer(text):
        before = text[max(0, short.start() - _BACK) : short.start()]
        start = _start_of(short[1], before)
        if start is not None:
            yield " ".join(before[start:].split()), short[1]


def _start_of(short: str, before: str) -> int | None:
    """Where the words begin whose initials are the short name's letters, read backwards."""
    letters = list(short)
    for word in reversed(list(_WORD.finditer(before))):
        if word.group()[0] == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif word.group().casefold() not in _SMALL:
            return None
    return None
