"""What an earlier answer told, where a follow-up points into it: "the second one", "he", "there".

The earlier question is asked again of the same documents: its answer is as checked as any, and
no words of a conversation need to be trusted.
"""

import re
from collections.abc import Callable

from corpus import clean, clean_span, stems
from rag.asked_value import asked_value
from rag.models import Answer, Question
from rag.query import AnswerType, parse_query

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_NTH = re.compile(rf"\bthe ({'|'.join(_PLACES)}|last|former|latter)(?:\s+(\w+))?\b(?!\s+of\s+the)", re.I)
_NAMED = (
    (AnswerType.PERSON, re.compile(r"\b(?:he|him|his|she|her|hers|он|его|ему|она|её|ее|ей)\b", re.I)),
    (AnswerType.PLACE, re.compile(r"\b(?:there|там)\b", re.I)),
    (AnswerType.DATE, re.compile(r"\b(?:then|that (?:day|month|year)|тогда)\b", re.I)),
)
_POSSESSIVE = ("'s", "’s")  # "Norra's delegation": a delegation was met, and no Norra
_LONGEST = 240  # characters of a claim that a question takes along
_FAR = 3  # earlier questions that an earlier question may point back at


def told_before(asked: Question, answer: Callable[[Question], Answer]) -> str:
    """The words of the answer to the latest earlier question that `asked` points at; empty where it points at none."""
    if not asked.history:
        return ""
    place, named = _place(asked.text, asked.history[-1]), _points_at_named(asked.text, asked.history[-1])
    if place is None and not named:
        return ""
    earlier = answer(question_before(asked))
    claims = earlier.claims
    if place is not None:
        at = place if place >= 0 else len(claims) - 1
        return clean(claims[at].text)[:_LONGEST] if 0 <= at < len(claims) else ""
    return _name_in(earlier)


def question_before(asked: Question) -> Question:
    """The latest earlier question of a conversation that has one, as it was asked."""
    return Question(asked.history[-1], asked.history[-1 - _FAR : -1], asked.where)


def _place(question: str, earlier: str) -> int | None:
    """Which of the things told before is meant, from 0; -1 for the last."""
    match = _NTH.search(question)
    if match is None:
        return None
    head = (match[2] or "one").lower()
    if head not in ("one", "of", "and", "or") and head.rstrip("s") not in earlier.lower():
        return None  # "the first pier" of a question about ships is a new topic
    word = match[1].lower()
    return {"former": 0, "latter": 1, "last": -1}.get(word, _PLACES.index(word) if word in _PLACES else None)


def _points_at_named(question: str, earlier: str) -> bool:
    kind = parse_query(earlier).answer_type
    return any(kind is one and pattern.search(question) for one, pattern in _NAMED)


def _name_in(earlier: Answer) -> str:
    """The one value that the best claim about the earlier question gives to it."""
    query = parse_query(earlier.question.text)
    for claim in earlier.claims:
        citation = claim.citations[0].citation
        text = clean_span(citation.document, citation.span)
        value = asked_value(query, citation.document, citation.span, text)
        if value is None or value.text.endswith(_POSSESSIVE):
            continue
        if 2 * len(query.stems & set(stems(text, query.language))) >= len(query.stems):
            return value.text
    return ""
