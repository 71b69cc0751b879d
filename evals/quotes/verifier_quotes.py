"""Honest and dishonest quotes made from a text, to measure a verifier with. Pure; knows no verifier."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from corpus.models import Document, Span
from evals.quotes.dishonest_changes import DISHONEST
from evals.quotes.honest_changes import HONEST

_SCRIPTS = {
    "cjk": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_SHORTEST = {"cjk": 12, "arabic": 30, "cyrillic": 30, "latin": 30}  # characters of a sentence that is used
_TRIES = 3  # for a change that by chance gives what the text says anyway


@dataclass(frozen=True, slots=True)
class ChangedQuote:
    """A quote, what was done to it, and the place that it was made from: where an honest one must be found.

    `document_id` is the document to name with it.
    """

    change: str
    honest: bool
    script: str
    quote: str
    document_id: str
    span: Span


def changed_quotes(document: Document, sentences: Sequence[Span], rng: Random) -> Iterator[ChangedQuote]:
    """Every change that each sentence can carry, once; no dishonest one gives words that the text has."""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"([\u4e00-\u9fff]{2})", r" \1 ", document.text))
    bare = _bare(document.text)
    for number, span in enumerate(sentences):
        sentence = document.slice(span)
        script = script_of(sentence)
        if len(sentence) < _SHORTEST[script]:
            continue
        for name, honest in HONEST.items():
            made = honest(sentence, rng)
            if made is not None:
                place = Span(span.start + made[1], span.start + made[2])
                yield ChangedQuote(name, True, script, made[0], document.id, place)
        for name, dishonest in DISHONEST.items():
            tries = (dishonest(sentence, words, rng) for _ in range(_TRIES))
            quote = next((one for one in tries if one is not None and one.strip() and _bare(one) not in bare), None)
            if quote is not None:
                yield ChangedQuote(name, False, script, quote, document.id, span)
        quote = _spliced(document, sentences, number, rng)
        if quote and _bare(quote) not in bare:
            yield ChangedQuote("spliced", False, script, quote, document.id, span)


def under_wrong_names(
    quotes: Sequence[ChangedQuote], documents: Sequence[Document], rng: Random
) -> Iterator[tuple[ChangedQuote, str]]:
    """Honest quotes under the name of another document that lacks their words, and the id of the right one."""
    bare = {document.id: _bare(document.text) for document in documents}
    by_id = {document.id: document for document in documents}
    for one in quotes:
        words = _bare(by_id[one.document_id].slice(one.span))
        wrong = [identity for identity, text in bare.items() if words not in text]
        if one.honest and wrong:
            wrongly = replace(one, change="wrong_document", honest=False, document_id=rng.choice(wrong))
            yield wrongly, one.document_id


def script_of(text: str) -> str:
    """The script of most of a text's letters: `latin`, `cyrillic`, `cjk` or `arabic`."""
    return max(_SCRIPTS, key=lambda name: len(_SCRIPTS[name].findall(text)) * (2 if name == "cjk" else 1))


def _spliced(document: Document, sentences: Sequence[Span], number: int, rng: Random) -> str | None:
    """The first half of one sentence and the second of another, with or without an ellipsis."""
    others = [span for i, span in enumerate(sentences) if i != number and len(span) >= 24]
    if not others:
        return None
    first, second = document.slice(sentences[number]), document.slice(rng.choice(others))
    halves = _half(first), _half(second)
    spaced = " " in first
    between = rng.choice([" ", " … ", " ... "] if spaced else ["", "……"])
    return (first[: halves[0]].strip() + between + second[halves[1] :].strip()) if all(halves) else None


def _half(sentence: str) -> int:
    """Where a sentence's second half begins: at a word."""
    middle = len(sentence) // 2
    if " " not in sentence:
        return middle
    return sentence.find(" ", middle) + 1


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
