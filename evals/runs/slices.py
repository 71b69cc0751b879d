"""Tells of a case what its figures are sliced by. What is not known is absent."""

from collections.abc import Mapping
from datetime import date

from corpus import detect_language
from corpus.models import Metadata, date_bounds
from evals.models import Case

_LENGTHS = ((8, "up to 8 words"), (16, "9 to 16 words"))
_LONGER = "over 16 words"
LENGTHS = (*(name for _, name in _LENGTHS), _LONGER)
_AGES = ((1, "under 1 year"), (5, "1 to 5 years"))
_OLDER = "5 years and more"
_UNDATED = "undated"


def slices_of(case: Case, known: Mapping[str, Metadata], today: date) -> dict[str, str]:
    """By type, language and length of the question, the document of its gold, and that document's age.

    `known` is the metadata of every document. Quotes are sliced by script, attacks by category and position too.
    """
    words = case.question.text or (case.quoted.text if case.quoted else "")
    docs = {gold.doc for gold in case.evidence} | ({case.quoted.doc} if case.quoted else set())
    found = {
        "type": case.type,
        "language": case.language or (detect_language(words) if words else ""),
        "length": _length(words) if words else "",
        "document": next(iter(docs)) if len(docs) == 1 else "",
        "age": _age([known[doc].published_at for doc in docs if doc in known], today),
        "split": case.split,
        "script": case.quoted.script if case.quoted else "",
        "category": case.attack.category if case.attack else "",
        "position": case.attack.position if case.attack else "",
    }
    return {name: value for name, value in found.items() if value}


def _length(words: str) -> str:
    count = len(words.split())
    return next((name for most, name in _LENGTHS if count <= most), _LONGER)


def _age(published: list[str], today: date) -> str:
    """Of the youngest gold document, from the last day that its date may mean."""
    if not published:
        return ""
    dated = [date_bounds(one)[1] for one in published if one]
    if not dated:
        return _UNDATED
    years = (today - max(dated)).days / 365.25
    return next((name for most, name in _AGES if years < most), _OLDER)
