"""Finds one sentence in which two tellers differ: "Police put the toll at 12, while the hospital counts 15".

Its document contradicts nobody; those whom it names do. Figures alone: of names nobody knows whether they are the
tellers' own. Nothing where the halves name other places or days, or are told by the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import stems
from corpus.models import Span
from rag.asked_value import agree, asked_value
from rag.compare_days import days_within, same_days
from rag.quantities import NUMBER_WORDS, Quantity, bound_of, number_of
from rag.query import NAME, Query
from rag.read import Evidence
from rag.relevant import likely_answers
from rag.tolls import asks_toll, toll_words
from rag.words import is_content

_AGAINST = re.compile(
    r"(?:,\s+|;\s*|\s[–—-]\s)(?:while|whereas|but|although|though)\s+|\s+(?:while|whereas)\s+|;\s+", re.I
)
_TELLS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|put|puts|gave|gives?|count(?:ed|s)|reports?|reported|claim(?:ed|s)?|estimat(?:ed?|es)|"
    r"insist(?:ed|s)?|maintain(?:ed|s)?|spoke of|speaks? of|list(?:ed|s)|record(?:ed|s)|announced|confirmed|"
    r"according to)\b",
    re.I,
)
_NUMBER = re.compile(rf"(?<![\w$€£.,-])(\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(NUMBER_WORDS)})(?![\w%]|[.,]\d)", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_FATE = {
    "": re.compile(r"(?!)"),
    "dead": re.compile(r"\b(?:hurt|injur|wound)", re.I),
    "hurt": re.compile(r"\b(?:kill|die[ds]?\b|dead|death)", re.I),
}


@dataclass(frozen=True, slots=True)
class _Half:
    """What one teller says: who, and what, as a stretch of the document where its words are the sentence's."""

    teller: str
    said: str
    text: str
    start: int


def told_apart(query: Query, evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """The two figures of the best sentence that tells of two, each with that sentence; or nothing."""
    for one in evidence:
        if query.language != "en" or not likely_answers(one) or one.text != one.document.slice(one.span):
            continue
        found = _differing(query, one)
        if found:
            return [(value, [one]) for value in found]
    return []


def _differing(query: Query, one: Evidence) -> tuple[str, str] | None:
    halves = _halves(one.text)
    if halves is None or halves[0].teller == halves[1].teller or _elsewhere(one, *halves):
        return None
    values = [asked_value(query, one.document, _span(one, half), half.text) for half in halves]
    mine = values[0]
    if not isinstance(mine, Quantity):
        return None
    theirs = values[1] or _elliptic(query, mine, halves[1])
    if not isinstance(theirs, Quantity) or theirs.kind != mine.kind or agree(mine, theirs):
        return None
    return mine.text, theirs.text


def _halves(text: str) -> tuple[_Half, _Half] | None:
    cuts = list(_AGAINST.finditer(text))
    if len(cuts) != 1:
        return None
    one, other = _half(text, 0, cuts[0].start()), _half(text, cuts[0].end(), len(text))
    return (one, other) if one and other else None


def _half(text: str, start: int, end: int) -> _Half | None:
    told = _TELLS.search(text, start, end)
    if told is None:
        return None
    said = text[told.end() : end]
    teller = said if told.group().casefold() == "according to" else text[start : told.start()]
    return _Half(" ".join(teller.casefold().split()), said, text[start:end], start)


def _elsewhere(evidence: Evidence, one: _Half, other: _Half) -> bool:
    """Whether the halves name other things, or other days."""
    names = [{name.casefold() for name in NAME.findall(f" {half.said}")} for half in (one, other)]
    days = [days_within(evidence.document, _span(evidence, half)) for half in (one, other)]
    return (all(names) and names[0].isdisjoint(names[1])) or not same_days(*days)


def _span(evidence: Evidence, half: _Half) -> Span:
    start = evidence.span.start + half.start
    return Span(start, start + len(half.text))


def _elliptic(query: Query, mine: Quantity, half: _Half) -> Quantity | None:
    """The only figure of a half, where what it counts goes without saying: "the hospital counts 15"."""
    found = list(_NUMBER.finditer(half.said))
    if len(found) != 1:
        return None
    number = found[0]
    behind = next((word for word in _WORD.findall(half.said, number.end()) if is_content(word)), "")
    known = toll_words(query.language) | query.stems
    if not known.issuperset(stems(behind, query.language)) or _OTHER_FATE[asks_toll(query.asked)].search(half.said):
        return None
    bound = bound_of(half.said, number.start(1), number.end(1))
    return replace(mine, value=number_of(number[1]), text=number[1], bound=bound, start=half.start)
