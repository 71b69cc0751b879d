"""Facts that a claim takes from its sentences and puts where these have another: a figure, a date, a name, an opposite.

A fact's place is the words around it. Where a sentence has another fact of the kind in the claim's very place, and the
claim's own stands elsewhere, it was moved: "A met B" is not "B met A". Knows no grammar beyond `facts`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import TypeAlias

from rag.guards.facts import DATE, FIGURE, NAME, Fact, Token, active, row_of, words_of
from rag.guards.text import Breach, Said

Row: TypeAlias = Sequence[Token]

_REACH = 5  # words on each side of a fact that are its place
_FAR = 9  # among how many of a sentence's they are looked for
_FUNCTION = 0.35  # weight of a function word beside a content word
_SHIFT = 0.5  # what a word loses for each place that it stands off
_FITS, _BEHIND = 0.45, 0.75  # how well another fact must fit for the claim's own to be held to so much of it
_PERFECT, _NEARLY = 0.95, 0.9  # and where the other one's place is the very same
_MOST_SHORTER = 40  # rows of one sentence with something left out
_INSERTED = 15  # words of an apposition that a claim may leave out
_PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_PRONOUNS = frozenset(["he", "she", "it", "his", "her", "its", "him"])
_MANY = frozenset(["they", "their", "them", "this"])  # may mean whatever was told before
_BEFORE_PLACES = frozenset(
    ["in", "at", "of", "from", "near", "for", "on", "with", "by", "to", "after", "under", "during"]
)
_NEAREST = 4  # content words that tell of what a figure or a date is said
_CLEARLY = 2  # how many more of them another sentence must have


@dataclass(frozen=True)
class _Line:
    """A row with how far each word stands from its beginning, and where each stem does: a row may be a whole table."""

    row: Row

    @cached_property
    def steps(self) -> list[int]:
        return list(accumulate(token.width for token in self.row))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, token in enumerate(self.row):
            found.setdefault(token.stem, []).append(place)
        return found


@dataclass(frozen=True, slots=True)
class _Read:
    """The sentences as rows: `whole`, with something left out in `shorter`, and of whom each of them is."""

    whole: Sequence[_Line]
    shorter: Sequence[_Line]
    subjects: Sequence[Fact | None]


def wrong_places(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """The claim's facts in whose place a sentence has another one, or of whose words their own sentence has none."""
    mine, read = row_of(claim), _read(sources)
    for at, token in enumerate(mine):
        for fact in token.facts:
            rival = _rival(mine, at, fact, read)
            if rival is not None:
                yield Breach("moved", f"“{token.text}” stands where the sentences have “{rival.text}”")
                return
            if fact.kind in (DATE, FIGURE) and _elsewhere(mine, at, fact, [one.row for one in read.whole]):
                yield Breach("moved", f"“{token.text}” is told of something else in the sentences it cites")
                return


def _read(sources: Sequence[Said]) -> _Read:
    words = [words_of(one) for one in sources]
    whole = [active(one) for one in words]
    bare = [row_of(Said(text)) for one in sources if (text := _PARENTHESES.sub(" ", one.text)) != one.text]
    shorter = [*bare, *(row for one in [*whole, *bare] for row in islice(_without_insertions(one), _MOST_SHORTER))]
    return _Read([_Line(one) for one in whole], [_Line(one) for one in shorter], [_subject(one) for one in words])


def doubtful(claim: Said, sources: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """Figures, dates and names of a claim, each with another of its sentences whose place is as like the claim's.

    No breach: too little is alike for that.
    """
    mine, read = row_of(claim), _read(sources)
    for at, fact in [(at, fact) for at, token in enumerate(mine) for fact in token.facts]:
        if fact.kind not in (NAME, DATE, FIGURE):
            continue
        own = _own_fit(mine, at, fact, read, read.whole)
        better = [one for one in _others(mine, at, fact, read) if own is not None and one[0] >= own]
        if own is None or not better:
            continue
        texts = dict.fromkeys(other.text for _, other in sorted(better, key=lambda one: -one[0]))
        yield from ((fact.text, other) for other in texts if other not in claim.text)


def _rival(mine: Row, at: int, fact: Fact, read: _Read) -> Fact | None:
    """The other fact of a sentence that stands where the claim has this one; None where it stands there itself."""
    best, rival = max(_others(mine, at, fact, read), key=lambda one: one[0], default=(0.0, None))
    if best < _FITS:
        return None
    own = _own_fit(mine, at, fact, read, read.whole)
    if own is None and fact.kind == DATE:  # one that words such as "last year" mean
        return None
    if not _behind(own or 0.0, best):
        return None
    shorter = _own_fit(mine, at, fact, read, read.shorter)
    return rival if _behind(shorter or 0.0, best) else None


def _behind(own: float, best: float) -> bool:
    return own <= _BEHIND * best or (best >= _PERFECT and own <= _NEARLY * best)


def _others(mine: Row, at: int, fact: Fact, read: _Read) -> Iterator[tuple[float, Fact]]:
    """Every other fact of the kind, with how well it fits."""
    for line in read.whole:
        for there, token in enumerate(line.row):
            for other in (*token.facts, *_unmeant(line.row, there, fact, read)):
                if other.kind == fact.kind and not fact.same(other):
                    yield _fit(mine, at, fact.kind, line, there), other


def _own_fit(mine: Row, at: int, fact: Fact, read: _Read, lines: Sequence[_Line]) -> float | None:
    """How well the fact fits where it stands itself, or a pronoun for it; None where no sentence has it."""
    fits = [
        _fit(mine, at, fact.kind, line, there)
        for line in lines
        for there, token in enumerate(line.row)
        if _has(token, fact) or (fact.kind == NAME and _may_mean(line.row, there, fact, read))
    ]
    return max(fits, default=None)


def _unmeant(row: Row, there: int, fact: Fact, read: _Read) -> tuple[Fact, ...]:
    """The pronoun at a place, where it means somebody else than a name that the sentences do have."""
    token = row[there]
    if fact.kind != NAME or token.text.casefold() not in _PRONOUNS:
        return ()
    known = any(_has(other, fact) for one in read.whole for other in one.row)
    return (Fact(NAME, token.text),) if known and not _may_mean(row, there, fact, read) else ()


def _may_mean(row: Row, there: int, fact: Fact, read: _Read) -> bool:
    """Whether a word is a pronoun that may stand for a name: one told before it, or of whom another sentence is."""
    word = row[there].text.casefold()
    if word not in _PRONOUNS:
        return word in _MANY
    if any(_has(token, fact) for token in row[:there]):
        return True
    others = (subject for one, subject in zip(read.whole, read.subjects, strict=True) if not set(row) <= set(one.row))
    return any(fact.same(one) for one in others if one is not None)


def _subject(row: Row) -> Fact | None:
    """The first name of a sentence that tells no place or time."""
    for at, token in enumerate(row):
        before = [one.text.casefold() for one in row[:at] if one.text.casefold() != "the"][-1:]
        for fact in token.facts:
            if fact.kind == NAME and not _BEFORE_PLACES.intersection(before):
                return fact
    return None


def _has(token: Token, fact: Fact) -> bool:
    return any(other.kind == fact.kind and fact.same(other) for other in token.facts)


def _elsewhere(mine: Row, at: int, fact: Fact, whole: Sequence[Row]) -> bool:
    """Whether the words nearest to the fact stand in a sentence without it, and hardly any in one with it."""
    if len(whole) < 2:
        return False
    order = sorted((place for place in range(len(mine)) if place != at), key=lambda place: abs(place - at))
    near = {mine[place].stem for place in [one for one in order if _tells(mine[one])][:_NEAREST]}
    home = [near & {token.stem for token in row} for row in whole if any(_has(token, fact) for token in row)]
    away = [near & {token.stem for token in row} for row in whole if not any(_has(token, fact) for token in row)]
    return bool(home) and max(map(len, home)) + _CLEARLY <= max(map(len, away), default=0)


def _tells(token: Token) -> bool:
    return token.content and not any(one.kind in (DATE, FIGURE) for one in token.facts)


def _without_insertions(row: Row) -> Iterator[Row]:
    """The row without each stretch between two marks, or two of them."""
    marks = [at for at, one in enumerate(row) if one.marked and at]
    for first, start in enumerate(marks):
        for end in marks[first + 1 : first + 3]:
            if end - start <= _INSERTED:
                yield (*row[:start], *row[end:])


def _fit(mine: Row, at: int, kind: str, theirs: _Line, there: int) -> float:
    """From 0 to 1: how far the words around a place of the claim stand in the same way around one of a sentence."""
    whole = found = 0.0
    for token, step in _around(mine, at, _REACH):
        if any(one.kind == kind for one in token.facts):
            continue
        weight = (1.0 if token.content else _FUNCTION) / abs(step)
        alike = (one for one in theirs.places.get(token.stem, ()) if one != there and abs(one - there) <= _FAR)
        near = max((_near(step, theirs.steps[one] - theirs.steps[there], kind) for one in alike), default=0.0)
        whole += weight
        found += weight * near
    return found / whole if whole else 0.0


def _around(row: Row, at: int, reach: int) -> list[tuple[Token, int]]:
    """The words around a place, each with how far it stands before (under 0) or behind it."""
    found, step = [], 0
    for place in range(at + 1, min(len(row), at + reach + 1)):
        step += row[place].width
        found.append((row[place], step))
    step = 0
    for place in range(at - 1, max(-1, at - reach - 1), -1):
        step -= row[place + 1].width
        found.append((row[place], step))
    return found


def _near(step: int, other: int, kind: str) -> float:
    """From 0 to 1: how near to the same place a word stands; a date may go before or behind its clause."""
    apart = abs(step - other)
    if kind == DATE:
        apart = min(apart, abs(abs(step) - abs(other)) + 1)
    return 1 / (1 + _SHIFT * apart)
