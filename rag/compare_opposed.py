"""Finds documents of which one says what the other denies: "the fire was a failure of security", "X denied that ...".

What `compare` sees of a "not" are copies, alike word for word; this sees the same told in other words, so more is
asked than that both sentences are about the question: the very thing that is denied of somebody is said of them.
"""

from collections.abc import Sequence

from rag.compare_days import days_in, same_days
from rag.compare_pointed import said_about
from rag.denials import Denial, denials_in
from rag.query import Query
from rag.read import Evidence
from rag.relevant import may_answer

_COVERED = 0.6  # share of the question's content stems in the sentence, those beside it, its title and the opening


def opposed_answers(query: Query, evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """Two documents' sentences of which one says what the other denies, the one that says it first; or nothing."""
    if query.language != "en":
        return []
    read = [one for one in evidence if _is_about(query, one)]
    denying = [(one, found) for one in read if (found := _denied(query, one))]
    for one in read if denying else ():
        around, days = frozenset(said_about(one)), days_in(one)
        for other, denied in denying:
            if one.document.id == other.document.id or not same_days(days, days_in(other)):
                continue
            if any(found.is_said(one.text, around) for found in denied):
                return [(one.text, [one]), (other.text, [other])]
    return []


def _denied(query: Query, one: Evidence) -> list[Denial]:
    return [found for found in denials_in(one.text) if found.is_asked(query.stems)]


def _is_about(query: Query, one: Evidence) -> bool:
    return may_answer(one) and len(query.stems & said_about(one)) >= _COVERED * len(query.stems)
