"""Cases from any index, on the first day: quotes changed honestly and dishonestly, and questions to be written.

Makes rows; checks no quote and asks nothing. The same index and seed give the same rows.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from corpus import Catalogue, UsageError
from corpus.models import BlockKind, Document, Sentence, Span
from evals.quotes.verifier_quotes import ChangedQuote, changed_quotes, under_wrong_names

_GAP = "____"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_ASKABLE = (
    ("date", re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{1,2}})?(?:,? \d{{4}})?\b|\b(?:1\d|20)\d\d\b")),
    ("count", re.compile(r"(?<![\d.,])\d[\d,.]*\d(?:%| per ?cent)?|(?<![\d.,])\d(?![\d.,])")),
    ("name", re.compile(r"(?<=[a-zа-я,;] )[A-ZА-ЯЁ][\w’'-]+(?: [A-ZА-ЯЁ][\w’'-]+)+")),
)
_SHORTEST, _LONGEST = 40, 300  # characters of a sentence that a question is asked about


def make_rows(record: Catalogue, sentences: int, questions: int, seed: int) -> Iterator[dict[str, Any]]:
    """Rows of verifier cases from about so many sentences, then pending questions. Raises UsageError without any."""
    rng = Random(seed)  # noqa: S311 - a sample that can be drawn again, no secret
    picked = list(_pick(record, sentences, _is_text, rng))
    if not picked:
        raise UsageError("the index holds no sentence to make a case of: index some documents first")
    quotes = [quote for document, spans in picked for quote in changed_quotes(document, spans, rng)]
    honest = [quote for quote in quotes if quote.honest]  # as many as of another class, or they would outweigh all
    moved = rng.sample(honest, max(Counter(quote.change for quote in quotes).values(), default=0))
    quotes += [quote for quote, _ in under_wrong_names(moved, [document for document, _ in picked], rng)]
    for number, quote in enumerate(quotes, 1):
        yield _verifier_row(f"v{number:05d}", quote)
    asked = [(document, span) for document, spans in _pick(record, questions, _can_be_asked, rng) for span in spans]
    for number, (document, span) in enumerate(asked[:questions], 1):
        yield {"id": f"q{number:03d}", **_stub(document, span)}


def _pick(
    record: Catalogue, most: int, wanted: Callable[[Document, Sentence], bool], rng: Random
) -> Iterator[tuple[Document, list[Span]]]:
    """Sentences from as many documents as there are, few of each; at least two of one that has two, for splicing."""
    ids = [stored.id for stored in record.stored()]
    rng.shuffle(ids)
    each = max(2, -(-most // max(1, len(ids))))
    left = most
    for identity in ids:
        if left <= 0:
            return
        document = record.document(identity)
        spans = [one.span for one in record.sentences(identity) if wanted(document, one)]
        if spans:
            yield document, sorted(rng.sample(spans, min(each, len(spans))))
            left -= each


def _is_text(document: Document, sentence: Sentence) -> bool:
    return sentence.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _can_be_asked(document: Document, sentence: Sentence) -> bool:
    fits = _SHORTEST <= len(sentence.span) <= _LONGEST
    return _is_text(document, sentence) and fits and _askable(document.slice(sentence.span)) is not None


def _verifier_row(identity: str, quote: ChangedQuote) -> dict[str, Any]:
    return {
        "id": identity,
        "kind": "verifier",
        "type": quote.change,
        "document": quote.document_id,
        "quote": quote.quote,
        "honest": quote.honest,
        "script": quote.script,
    }


def _stub(document: Document, span: Span) -> dict[str, Any]:
    """A sentence with what may be asked for left out. A person writes the question and takes `pending` away."""
    sentence = document.slice(span)
    asked = _askable(sentence)
    assert asked is not None  # it was picked for that
    kind, match = asked
    return {
        "pending": True,
        "type": kind,
        "question": "",
        "cloze": f"{sentence[: match.start()]}{_GAP}{sentence[match.end() :]}",
        "answerable": True,
        "answers": [[match.group()]],
        "evidence": [{"doc": document.id, "start": span.start, "end": span.end, "text": sentence}],
    }


def _askable(sentence: str) -> tuple[str, re.Match[str]] | None:
    found = ((kind, pattern.search(sentence)) for kind, pattern in _ASKABLE)
    return next(((kind, match) for kind, match in found if match), None)
