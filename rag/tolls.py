"""How many people an event killed or hurt, as a sentence tells it.

Adds up what is told in parts ("9 Chinese and three Pakistanis"), leaves out what is part of
a whole ("13 people, including nine Chinese"), and tells the dead from the injured.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rag.quantities import NUMBER_WORDS, Quantity, bound_of, number_of

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
_DEAD = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|died?|dying|dead|deaths?|death toll|lives|perished|martyred|murdered|fatal\w*)\b", re.I
)
_HURT = re.compile(r"\b(?:injur(?:ed|ing|es|ies|y)|wound(?:ed|ing|s)?|hurt)\b", re.I)
_PART = re.compile(r"\b(?:including|among (?:them|whom)|of (?:them|whom)|as well as (?:injuring|wounding))\W*$", re.I)
_JOINED = re.compile(r"^\s*(?:,|and|, and|as well as|along with|plus)\s*$", re.I)
_NEW_CLAUSE = re.compile(r"[,;:]|\band\b")
_CLAUSE = 40  # characters that a new clause counts for
_ASKS_DEAD = re.compile(r"\b(?:death toll|toll|kill(?:ed)?|die|died|dead|deaths?|fatalities|lives)\b", re.I)
_ASKS_HURT = re.compile(r"\b(?:injured|wounded|hurt|injuries)\b", re.I)
_ASKS_ALL = re.compile(r"\b(?:people|persons|individuals|lives|victims|casualties|fatalities|deaths|toll)\b", re.I)


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


def tolls_in(text: str, fate: str) -> Iterator[Quantity]:
    """The whole numbers of `dead` or `hurt` persons that a sentence gives; parts told side by side are summed."""
    for group in _groups(text, [part for part in _parts(text) if _fate_of(text, part) == fate]):
        first, last = group[0], group[-1]
        if len(group) == 1:
            yield first.quantity
            continue
        total = sum((part.quantity.value for part in group), Decimal(0))
        words = text[first.start : last.end]
        yield Quantity(total, "persons", f"{total} ({words})", first.quantity.bound, first.start)
    for match in _BARE.finditer(text):
        if fate == "dead":
            value = number_of(match[1])
            yield Quantity(value, "persons", match[1], bound_of(text, match.start(1), match.end()), match.start())


def _parts(text: str) -> Iterator[_Part]:
    for match in _COUNT.finditer(text):
        if _PART.search(text[: match.start()]):
            continue
        bound = bound_of(text, match.start(), match.end())
        quantity = Quantity(number_of(match[1]), "persons", match.group().strip(), bound, match.start())
        yield _Part(quantity, match.start(), match.end())


def _fate_of(text: str, part: _Part) -> str:
    """What befell those counted, by the nearest word that says so."""
    words = [("dead", match) for match in _DEAD.finditer(text)] + [("hurt", match) for match in _HURT.finditer(text)]
    nearest = min(words, key=lambda word: _distance(text, part, word[1]), default=None)
    return nearest[0] if nearest else ""


def _distance(text: str, part: _Part, word: "re.Match[str]") -> int:
    """Characters between a count and a word; what lies behind a comma or an "and" is further away."""
    between = text[part.end : word.start()] if word.start() >= part.end else text[word.end() : part.start]
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
