"""How many people an event killed or hurt, as a sentence tells it.

Adds up what is told in parts ("9 Chinese and three Pakistanis"), leaves out what is part of
a whole ("13 people, including nine Chinese"), and tells the dead from the injured.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus import stems
from rag.quantities import NUMBER_WORDS, Quantity, bound_of, number_of

TOLL = "persons"

_PERSONS = (
    r"people|persons?|individuals?|lives|civilians?|workers?|labou?rers?|engineers?|nationals?|citizens?|men|women|"
    r"children|students?|teachers?|passengers?|villagers?|residents?|pilgrims?|tourists?|guards?|soldiers?|troops|"
    r"police(?:men|man| officers?)?|officers?|personnel|drivers?|foreigners?|victims?|others?"
)
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(NUMBER_WORDS)}"
_NATIONALITY = (
    r"(?:[A-Z][a-z]+(?:ese|is?|ans?|ish)|Turks|Arabs|Uzbeks|Tajiks|Kazakhs|Greeks|Czechs|Poles|Swedes|Danes)\b"
)
_COUNT = re.compile(
    rf"(?<![\w$€£¥.,-])(?i:({_NUMBER}))\s+"
    rf"((?:[a-z]+\s+){{0,2}}?(?:{_NATIONALITY}(?:\s+(?:[a-z]+\s+)?(?:{_PERSONS})\b)?|(?:{_PERSONS})\b))"
)
_BARE = re.compile(rf"(?i:(?:death\s+)?toll\s+(?:of|to|at|rose to|stands at|was|is)\s+({_NUMBER}))\b")
_KILLS, _HURTS = r"(?:kill|murder|martyr)(?:ed|ing|s)?", r"(?:injur|wound)(?:ed|ing|es|s)|hurt(?:ing)?"
_DEAD_BEFORE = re.compile(rf"\b(?:{_KILLS}|claim(?:ed|ing|s)(?: the lives of)?|deaths? of|death toll of|left)\b", re.I)
_DEAD_BEHIND = re.compile(rf"\b(?:died?|dying|dead|perished|lost (?:their|its) li\w+|lives|{_KILLS})\b", re.I)
_HURT_BEFORE = re.compile(rf"\b(?:{_HURTS})\b", re.I)
_HURT_BEHIND = _HURT_BEFORE
_ACTIVE = re.compile(rf"(?:{_KILLS}|{_HURTS})$", re.I)
_PASSIVE = re.compile(r"(?:^|\b(?:were|was|are|is|be|been|being))\s*(?:\w+ly\s*)?$", re.I)
_PART = re.compile(r"\b(?:including|among (?:them|whom)|of (?:them|whom)|as well as (?:injuring|wounding))\W*$", re.I)
_JOINED = re.compile(r"^\s*(?:,|and|, and|as well as|along with|plus)\s*$", re.I)
_ASKED = """people persons individuals lives victims casualties fatalities deaths death toll total overall number
killed kill died die dying dead perished injured injure wounded wound hurt lost"""
_NEW_CLAUSE = re.compile(r"[,;:]|\band\b")
_CLAUSE = 40  # characters that a new clause counts for
_ASKS_DEAD = re.compile(
    r"\b(?:(?:death )?toll|kill(?:ed)?|die[ds]?|dead|dying|perished|deaths?|fatalities|lives)\b", re.I
)
_ASKS_HURT = re.compile(r"\b(?:injured?|wound(?:ed)?|hurt|injuries)\b", re.I)
_ASKS_ALL = re.compile(
    r"\b(?:people|persons|individuals|lives|victims|casualties|fatalities|deaths|toll)\b|"
    r"\bhow many (?:(?:had|have|were|are|got|been) )*(?:killed|die|died|dead|dying|perished|injured|wounded|hurt)\b|"
    r"\bhow many did\b.{1,80}\b(?:kill|injure|wound)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A count of persons at a place of the sentence."""

    quantity: Quantity
    start: int
    end: int


def asks_toll(question: str) -> str:
    """`dead` or `hurt` where a question asks for all who were; empty where it asks for anything else."""
    if not _ASKS_ALL.search(question):
        return ""
    if _ASKS_HURT.search(question):
        return "" if _ASKS_DEAD.search(re.sub(r"\btoll\b", "", question, flags=re.I)) else "hurt"
    return "dead" if _ASKS_DEAD.search(question) else ""


@lru_cache(maxsize=8)
def toll_words(language: str) -> frozenset[str]:
    """Stems of the words by which a toll is asked for."""
    return frozenset(stems(_ASKED, language))


def tolls_in(text: str, fate: str) -> Iterator[Quantity]:
    """The whole numbers of `dead` or `hurt` persons that a sentence gives; parts told side by side are summed."""
    for group in _groups(text, [part for part in _parts(text) if _fate_of(text, part) == fate]):
        first, last = group[0], group[-1]
        if len(group) == 1:
            yield first.quantity
            continue
        total = sum((part.quantity.value for part in group), Decimal(0))
        words = text[first.start : last.end]
        yield Quantity(total, TOLL, f"{total} ({words})", first.quantity.bound, first.start)
    for match in _BARE.finditer(text):
        if fate == "dead":
            value = number_of(match[1])
            yield Quantity(value, TOLL, match[1], bound_of(text, match.start(1), match.end()), match.start())


def _parts(text: str) -> Iterator[_Part]:
    for match in _COUNT.finditer(text):
        if _PART.search(text[: match.start()]):
            continue
        bound = bound_of(text, match.start(), match.end())
        quantity = Quantity(number_of(match[1]), TOLL, match.group().strip(), bound, match.start())
        yield _Part(quantity, match.start(), match.end())


def _fate_of(text: str, part: _Part) -> str:
    """What befell those counted, by the nearest word that says so of them."""
    said = [
        (_distance(text[word.end() : part.start]), fate)
        for fate, pattern in (("dead", _DEAD_BEFORE), ("hurt", _HURT_BEFORE))
        for word in pattern.finditer(text, 0, part.start)
    ] + [
        (_distance(between), fate)
        for fate, pattern in (("dead", _DEAD_BEHIND), ("hurt", _HURT_BEHIND))
        for word in pattern.finditer(text, part.end)
        # "Two men killed ..." did it; "two men were killed" and "two men killed in ..." suffered it.
        if _PASSIVE.search(between := text[part.end : word.start()]) or not _ACTIVE.match(word.group())
    ]
    return min(said, default=(0, ""))[1]


def _distance(between: str) -> int:
    """Characters between a count and a word; what lies behind a comma or an "and" is further away."""
    return len(between) + _CLAUSE * len(_NEW_CLAUSE.findall(between))


def _groups(text: str, parts: list[_Part]) -> Iterator[list[_Part]]:
    """Counts that stand side by side make one group; "13 people" and a later "nine people" do not."""
    group: list[_Part] = []
    for part in parts:
        if group and not _JOINED.match(text[group[-1].end : part.start]):
            yield group
            group = []
        group.append(part)
    if group:
        yield group
