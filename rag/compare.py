"""Finds where sources give different figures for what was asked.

Only figures of the kind that was asked for are compared, in sentences that hold every name and
most words of the question: a false alarm costs more trust than silence.
"""

import re
from collections.abc import Sequence

from corpus import stems
from rag.models import Conflict, Side, VerifiedCitation
from rag.quantities import Quantity, counts_in, money_in
from rag.query import AnswerType, Query
from rag.read import Evidence

_COVERED = 0.6  # share of the question's content stems that a sentence must hold
_RELEVANT = 0.0  # logits of the sentence by itself: below even odds it is about something else
_COUNTED = re.compile(
    r"\bhow many\s+((?:\w+\s+){0,2}?\w+?)\b\s+(?:were|was|are|is|did|have|has|had|do|does|died)\b", re.I
)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_NAME = re.compile(r"(?<=[\w,;(] )[A-ZА-ЯЁ]\w+")  # a capital that does not merely open the sentence
_HEDGED = re.compile(r"\b(?:at least|over|more than|nearly|about|almost|around|up to|some)\s*$", re.I)


def find_conflicts(query: Query, chosen: Sequence[Evidence], cited: Sequence[VerifiedCitation]) -> tuple[Conflict, ...]:
    """The conflict over the asked figure, or nothing. `cited[i]` is the citation of `chosen[i]`."""
    sides: dict[Quantity, list[VerifiedCitation]] = {}
    documents: dict[Quantity, set[str]] = {}
    for one, citation in zip(chosen, cited, strict=True):
        if one.alone < _RELEVANT or not _covers(query, one):
            continue
        quantity = _asked_figure(query, one.text)
        if quantity is None:
            continue
        known = next((q for q in sides if (q.value, q.kind) == (quantity.value, quantity.kind)), quantity)
        sides.setdefault(known, []).append(citation)
        documents.setdefault(known, set()).add(one.document.id)
    if len(sides) < 2 or len({q.kind for q in sides}) > 1 or len(set().union(*documents.values())) < 2:
        return ()
    return (Conflict(" ".join(query.keywords), tuple(Side(q.text, tuple(found)) for q, found in sides.items())),)


def _asked_figure(query: Query, text: str) -> Quantity | None:
    """The one figure of the asked kind in a sentence; None where there is none, several or a hedged one."""
    if query.answer_type is AnswerType.MONEY:
        found = list(money_in(text))
    elif (counted := _COUNTED.search(query.text)) is not None:
        found = list(counts_in(text, counted.group(1), query.language))
    else:
        return None
    if len({q.value for q in found}) != 1:
        return None
    return None if _HEDGED.search(text[: text.find(found[0].text)]) else found[0]


def _covers(query: Query, one: Evidence) -> bool:
    wanted = query.stems
    text = f"{one.context} {one.document.metadata.title}"
    held = set(stems(text, query.language))
    for acronym in _ACRONYM.findall(text):
        held.update(stems(_spelled_out(acronym, query.keywords), query.language))
    names = {stem for name in _NAME.findall(query.text) for stem in stems(name, query.language)}
    return bool(wanted) and names <= held and len(wanted & held) / len(wanted) >= _COVERED


def _spelled_out(acronym: str, words: Sequence[str]) -> str:
    """The neighbouring words whose initials are the acronym's letters; empty where there are none."""
    parts = [part for word in words for part in re.split(r"\W+", word) if part]
    for start in range(len(parts) - len(acronym) + 1):
        run = parts[start : start + len(acronym)]
        if "".join(part[0] for part in run).upper() == acronym:
            return " ".join(run)
    return ""
