"""Blocks to sentences, as spans of the canonical text (segmenter: sentencex, Wikimedia).

A sentence may run on over a column or a page; `ingest.flow` says which blocks it may run through.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

import sentencex

from corpus.models import Document, Sentence, Span
from ingest.flow import Flow, flows_of

_LONGEST = 1200  # characters; a longer "sentence" is a table or a text without stops
_SPACE = re.compile(r"\s")
_UNSEEN = re.compile(r"[\ufeff\u200b]")
# Who took a picture, behind what is on it: by itself it says nothing.
_CREDIT = re.compile(
    r"(?:file )?(?:photo(?:graph)?s?|image|picture|illustration|фото)(?: by| credit| courtesy(?: of)?)?\s?"
    r"[:：/©].{2,60}$",
    re.I,
)
_BETWEEN_LETTERS = ("Mn", "Mc", "Me", "Cf")
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u4e00-\u9fff]")


def sentences_of(document: Document) -> list[Sentence]:
    """Every sentence that may be quoted, in order, never empty, never overlapping."""
    found: list[Sentence] = []
    for paragraph, flow in enumerate(flows_of(document)):
        for span in _with_credits(document.text, _split(document.text, flow)):
            found.append(Sentence(document.id, len(found), span, flow.kind, flow.language, paragraph))
    return found


def _split(text: str, flow: Flow) -> Iterator[Span]:
    # Newlines become spaces, character for character: the segmenter takes them for paragraph ends.
    base = flow.span.start
    flat = _SPACE.sub(" ", _UNSEEN.sub(" ", text[base : flow.span.end]))
    for span in flow.passed_over:
        flat = flat[: span.start - base] + " " * len(span) + flat[span.end - base :]
    for boundary in sentencex.get_sentence_boundaries(flow.language, flat):
        for start, end in _bounded(flat, boundary["start_index"], boundary["end_index"]):
            words = flat[start:end]
            if _holds_a_word(words):
                first = base + start + len(words) - len(words.lstrip())
                yield Span(first, first + len(words.strip()))


def _with_credits(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences of a paragraph; one that only credits a picture is part of the one before."""
    last: Span | None = None
    for span in spans:
        if last and _CREDIT.match(text, span.start, span.end):
            last = last.cover(span)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _holds_a_word(text: str) -> bool:
    """Whether two letters stand together, be there accents, vowel signs or soft hyphens between them."""
    if _WORD.search(text):
        return True
    return _WORD.search("".join(one for one in text if category(one) not in _BETWEEN_LETTERS)) is not None


def _bounded(flat: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Pieces of at most `_LONGEST` characters, cut at a space where there is some."""
    pieces = []
    while end - start > _LONGEST:
        space = flat.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = space + 1 if space >= 0 else start + _LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)] if start < end else pieces
