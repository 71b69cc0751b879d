"""Sentences in which a model points at an answer, for tests of what is made of it."""

import re
from datetime import date

from corpus.models import BlockKind, DateMention, Document, Metadata, Sentence, Span
from rag.read import Evidence
from rag.rerank import WordScore, likely_answer


def read(
    document: str, text: str, answer: str, *, logit: float = 7.0, title: str = "", likely: float = 3.0
) -> Evidence:
    """A sentence in which the model points at `answer`."""
    dates = tuple(
        DateMention(Span(*found.span()), date(int(found.group()), 1, 1), date(int(found.group()), 12, 31), False)
        for found in re.finditer(r"\b1[89]\d\d\b", text)
    )
    whole = Document(document, text, Metadata(title=title), f"/{document}", dates=dates)
    sentence = Sentence(document, 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    at = text.index(answer)
    words = tuple(
        WordScore(*word.span(), likely if at <= word.start() < at + len(answer) else -5.0)
        for word in re.finditer(r"\w+|[^\w\s]", text)
    )
    return Evidence(whole, sentence, None, text, logit, logit, words=words, answers=likely_answer(logit))
