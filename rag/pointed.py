"""What a sentence answers, by where the model points in it: a day, a figure, a name, or a few words.

Unlike `asked_value`, which takes the one value of the asked kind that a sentence holds, this tells
which of several is meant, and has something to say where the answer is of no kind that a pattern knows.
It is right in about four of five sentences that answer, so two that differ are a hint, not a proof.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.answer_head import best_run
from rag.asked_value import Days, Name, Value
from rag.clock_times import asks_clock, clocks_in
from rag.life_days import of_asked_end
from rag.query import AnswerType, Query
from rag.read import Evidence
from rag.rerank import WordScore
from rag.slots import names_nothing
from rag.words import content_stems, is_content

_QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]")  # titles: "Who wrote “When We Were Kings”?" asks for no day
_ASKS_DAY = re.compile(r"\b(?:when|(?:what|which) year|(?:birth)?\s?date)\b", re.I)
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:many|much|old|long|far|tall|high|big|large)|population|(?:median|average) \w+|percentage|"
    r"number of)\b",
    re.I,
)
_ASKS_NAME = re.compile(
    r"\b(?:who|whom|whose|where|(?:which|what) (?:country|city|state|town|province|region))\b", re.I
)
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"[A-ZА-ЯЁ][\w’-]*(?:(?:\.?\s+(?:(?:of|the|de|al|bin|von|van)\s+)?|\s?&\s?)[A-ZА-ЯЁ][\w’-]*)*")
_EDGES = " ,.;:()[]'\"“”‘’«»–-—"
_LIKELY_VALUE = -0.5  # log-odds: a value of the asked kind needs less to be the one that is meant
_BETWEEN = 2  # words that may stand between those of an answer that is told again
_LIKELY_WORDS = 1.0  # summed over the words, where nothing else tells what kind of answer it is


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, whatever it counts."""

    digits: str
    text: str
    kind: str = "figure"

    def agrees(self, other: "Figure") -> bool:
        """Whether they are the same number."""
        return self.digits == other.digits


@dataclass(frozen=True, slots=True)
class Words:
    """A few words; `kind` tells those with figures, with capitals and with neither apart."""

    stems: frozenset[str]
    text: str
    kind: str

    def agrees(self, other: "Words") -> bool:
        """Whether one content word is in both."""
        return bool(self.stems & other.stems)


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a sentence answers, how likely the model takes it for the answer (log-odds), and where it stands."""

    evidence: Evidence
    value: Value
    score: float
    start: int
    end: int

    def stated_by(self, other: Evidence) -> bool:
        """Whether another sentence holds this value somewhere, whatever the model points at there."""
        if isinstance(self.value, Days):
            return False  # told by its own words or not at all: what agrees is compared as days
        if isinstance(self.value, Figure):
            return self.value.digits in {_digits(match) for match in _FIGURE.findall(other.text)}
        return _stands_together(self.value.text, other.text)


def pointed_at(query: Query, one: Evidence) -> Pointed | None:
    """What the model points at in a sentence that was read by itself; None where it is not sure of any."""
    if not one.words:
        return None
    asked = without_titles(query.asked)
    if asks_clock(asked):
        return _likeliest(one, clocks_in(one.text), float("-inf"))
    if _ASKS_DAY.search(asked) or query.answer_type is AnswerType.DATE:
        days, told = of_asked_end(asked, one.text, _days(one))
        return _likeliest(one, days, float("-inf") if told else _LIKELY_VALUE)
    if _ASKS_FIGURE.search(asked):
        return _likeliest(one, _figures(one))
    if _ASKS_NAME.search(asked):
        return _likeliest(one, _names(query, one))
    return _best_words(query, one)


def without_titles(question: str) -> str:
    """A question without what it quotes: the words of a title ask for nothing."""
    return _QUOTED.sub(" ", question)


def points_in(one: Evidence, words: Sequence[re.Match[str]], query: Query | None = None) -> bool:
    """Whether a content word among some of a sentence's is one that the model points at, sure of it or not."""
    if not one.words:
        return False
    sure = pointed_at(query, one) if query else None
    start, end = (sure.start, sure.end) if sure else best_run(one.words)[:2]
    return any(is_content(word.group()) and start < word.end() and word.start() < end for word in words)


def _likeliest(one: Evidence, values: Iterable[tuple[Value, int, int]], least: float = _LIKELY_VALUE) -> Pointed | None:
    scored = [Pointed(one, value, _between(one.words, start, end), start, end) for value, start, end in values]
    best = max(scored, key=lambda pointed: pointed.score, default=None)
    return best if best and best.score >= least else None


def _between(words: Sequence[WordScore], start: int, end: int) -> float:
    return max((one.score for one in words if one.start < end and start < one.end), default=float("-inf"))


def _days(one: Evidence) -> Iterator[tuple[Value, int, int]]:
    for mention in one.document.dates:
        if one.span.contains(mention.span):
            text = one.document.slice(mention.span)
            start = one.text.find(text)  # the sentence is cleaned: a day broken at a line's end is not found
            if start >= 0:
                yield Days(mention.earliest, mention.latest, text), start, start + len(text)


def _figures(one: Evidence) -> Iterator[tuple[Value, int, int]]:
    for match in _FIGURE.finditer(one.text):
        yield Figure(_digits(match.group()), match.group()), match.start(), match.end()


def _digits(figure: str) -> str:
    return figure.replace(",", "")


def _names(query: Query, one: Evidence) -> Iterator[tuple[Value, int, int]]:
    for match in _NAME.finditer(one.text):
        words = content_stems(match.group()) - query.stems
        if words and not names_nothing(match.group()):  # a nationality is nobody's name
            yield Name(words, match.group()), match.start(), match.end()


def _best_words(query: Query, one: Evidence) -> Pointed | None:
    start, end, score = best_run(one.words)
    text = one.text[start:end].strip(_EDGES)
    words = content_stems(text) - query.stems
    if score < _LIKELY_WORDS or not words:
        return None
    kind = "figures" if _FIGURE.search(text) else "capitals" if re.search(r"\b[A-ZА-ЯЁ]", text) else "words"
    return Pointed(one, Words(words, text, kind), score, start, end)


def _stands_together(words: str, text: str) -> bool:
    """Whether a text holds all content words of some others near each other; far apart they say something else."""
    wanted = content_stems(words)
    if not wanted <= content_stems(text):
        return False
    told, most = [content_stems(word) for word in _WORD.findall(text)], len(_WORD.findall(words)) + _BETWEEN
    return any(wanted <= frozenset().union(*told[at : at + most]) for at in range(len(told)))
