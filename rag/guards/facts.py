"""A text as a row of words in which each figure, date and name is one: what can be put in another's place.

Rows are in the active voice: "B was led by A" is read as "A led B". Judges nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import stems
from rag.guards.contrary import CONTRARY
from rag.guards.days import Named, dates_in
from rag.guards.names import adjective_of, opens_only, titled
from rag.guards.numbers import figures_in
from rag.guards.text import Said, Word
from rag.words import is_content

NAME, DATE, FIGURE, ORDINAL = "name", "date", "figure", "ordinal"
_MARKED, _LINKED = 2, 1  # what a mark and a link add to the way from one word to the next
_LINKS = frozenset(["and", "but", "while", "whereas"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PARTICIPLES_WORDS = """beaten begun born bought brought built caught chosen drawn driven fought found given held hit
known led made put run set sold struck sung taken told won written"""
_PARTICIPLES = frozenset(_PARTICIPLES_WORDS.split())
_ENDS_WORDS = """after and as at because before but during for from in into on since that to until when where which
while who with"""
_ENDS = frozenset(_ENDS_WORDS.split())
_OPENS = frozenset(["and", "because", "but", "that", "when", "where", "which", "while", "who"])
_PHRASE = 6  # words of those who do or suffer
_MARK = re.compile(r"[,;:.!?()]")


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is a name, date, figure or ordinal, or the line of words that exclude each other; `parts` are its own."""

    kind: str
    text: str
    parts: frozenset[str] = frozenset()
    date: Named | None = None

    def same(self, other: "Fact") -> bool:
        """Whether one of the two says no more than the other."""
        if self.text.casefold() == other.text.casefold():
            return True
        if self.date and other.date:
            return self.date.within(other.date) or other.date.within(self.date)
        if min(len(self.parts), len(other.parts)) and (self.parts <= other.parts or other.parts <= self.parts):
            return True
        if self.kind != NAME or len(self.parts) != 1 or len(other.parts) != 1:
            return False
        return adjective_of(min(self.parts), min(other.parts))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a fact of several words; `marked`: punctuation stands before it."""

    text: str
    stem: str
    content: bool
    marked: bool
    facts: tuple[Fact, ...] = ()

    @property
    def width(self) -> int:
        """How far it is from the word before it: the next clause is further than the next word."""
        return 1 + _MARKED * self.marked + _LINKED * (self.text in _LINKS)


def facts_of(said: Said) -> list[Fact]:
    """The figures, dates and names of a text."""
    return [fact for token in words_of(said) for fact in token.facts if fact.kind in (NAME, DATE, FIGURE, ORDINAL)]


def row_of(said: Said) -> tuple[Token, ...]:
    """The text's words in the active voice."""
    return active(words_of(said))


def words_of(said: Said) -> list[Token]:
    """The text's words in order."""
    found = list(_dates_and_figures(said))
    found += _names(said, [(start, end) for start, end, _ in found])
    taken = [(start, end) for start, end, _ in found]
    words = [(word.start, word.start + len(word.text), None) for word in said.words if not _inside(word, taken)]
    row, before = [], 0
    for start, end, fact in sorted([*found, *words], key=lambda one: one[:2]):
        marked = _MARK.search(said.text, before, start) is not None
        text = said.text[start:end]
        row.append(_word(text, said.language, marked) if fact is None else _whole(text, fact, marked))
        before = end
    return row


def _whole(text: str, fact: Fact, marked: bool) -> Token:
    return Token(text, f"={text.casefold()}", True, marked, (fact,))


def _word(text: str, language: str, marked: bool) -> Token:
    lower = text.casefold().removesuffix("'s")
    stemmed = stems(lower, language)
    facts = tuple(Fact(line, text, frozenset([str(side)])) for line, side in CONTRARY.get(lower, ()))
    return Token(text, stemmed[0] if stemmed else lower, is_content(lower), marked, facts)


def _dates_and_figures(said: Said) -> Iterator[tuple[int, int, Fact]]:
    dates = dates_in(said.text)
    for day in dates:
        yield day.start, day.end, Fact(DATE, day.text, date=day)
    for one in figures_in(said):
        if not any(day.start < one.end and one.start < day.end for day in dates):
            kind = ORDINAL if one.unit == "ordinal" else FIGURE
            yield one.start, one.end, Fact(kind, one.text, frozenset([str(one.value.normalize())]))


def _names(said: Said, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Fact]]:
    """Runs of capitalised words; a lone function word is none."""
    run: list[Word] = []
    for word in [*said.words, None]:
        goes_on = word is not None and not (run and said.text[run[-1].end : word.start].strip(" ."))
        named = word is not None and word.text[:1].isupper() and not _inside(word, taken)
        if run and not (goes_on and named):
            if len(run) > 1 or not opens_only(run[0]):
                yield _name(said, run)
            run = []
        if word is not None and named and not (word.opens and opens_only(word)):
            run.append(word)


def _name(said: Said, run: Sequence[Word]) -> tuple[int, int, Fact]:
    start, end = run[0].start, run[-1].start + len(run[-1].text)
    parts = frozenset(part for word in run for part in re.split(r"[-&]", word.lower) if part)
    own = frozenset(one for one in parts if not titled(one)) or parts
    return start, end, Fact(NAME, said.text[start:end], _stemmed(own, said.language))


def _stemmed(words: frozenset[str], language: str) -> frozenset[str]:
    """As they are in English, whose names do not change: "Rowan" is not "Rowans"."""
    return words if language == "en" else frozenset(stem for word in words for stem in stems(word, language)) or words


def _inside(word: Word, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in taken)


def active(row: list[Token]) -> tuple[Token, ...]:
    """The row with its passives turned round: who does it before the deed, who suffers it behind."""
    at = 1
    while at + 1 < len(row):
        by = _by(row, at) if _participle(row[at].text) else 0
        begin, end = _sufferer(row, at), _doer(row, by + 1)
        doer = row[by + 1 : end] if by else []
        if doer and all(fact.kind == NAME for fact in doer[0].facts):
            suffers = [one for one in row[begin:at] if one.text not in _BE]
            row = [*row[:begin], *doer, row[at], *suffers, *row[at + 1 : by], *row[end:]]
            at = end - 1
        at += 1
    return tuple(row)


def _by(row: Sequence[Token], deed: int) -> int:
    """Where "by" stands behind a deed that is suffered; 0 where none does."""
    further = _PHRASE if row[deed - 1].text in _BE else 1
    for at in range(deed + 1, min(len(row), deed + 1 + further)):
        if row[at].marked:
            return 0
        if row[at].text == "by":
            return at
    return 0


def _participle(text: str) -> bool:
    return text in _PARTICIPLES or (text.endswith("ed") and text.islower())


def _sufferer(row: Sequence[Token], deed: int) -> int:
    at = deed
    while at > max(0, deed - _PHRASE) and not row[at].marked and not _stops(row[at - 1]):
        at -= 1
    return at


def _stops(token: Token) -> bool:
    return token.text in _OPENS or any(one.kind == DATE for one in token.facts)


def _doer(row: Sequence[Token], start: int) -> int:
    at = start
    while at < min(len(row), start + _PHRASE) and not row[at].marked and row[at].text not in _ENDS:
        at += 1
    return at
