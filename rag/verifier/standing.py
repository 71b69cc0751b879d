"""Every place of one text where a quote stands, typography apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from corpus.models import Span
from rag.verifier.cells import BAR
from rag.verifier.characters import SELECTORS, Kind, kind, one_way
from rag.verifier.fold import Folded, fold_text
from rag.verifier.gaps import agree, begins_figure, is_minus, read_gap
from rag.verifier.seeds import Runs, hashes_of, run_length
from rag.verifier.torn import untorn

MOST_TRIED = 20_000  # places of the same letters that are looked at in one text
_RUN = 5, 2  # letters of a run in alphabets and in ideographs
LONGEST = 6000  # letters of a quote whose nearest words or pieces are looked for
_MARGIN = 64  # characters beside a quote in which its outer marks are looked for
_QUOTATION = (Kind.SINGLE, Kind.DOUBLE)
_GUILLEMETS = ("«", "»", "‹", "›")
_SHOWN = (*_QUOTATION, Kind.DASH)
_EDITED_CASE = re.compile(r"\[(\w)\](?=\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """`exact`: the same characters; `torn`: cut out of a word or a figure, so that the quote does not stand."""

    start: int
    end: int
    exact: bool
    torn: bool


@dataclass(frozen=True)
class Wanted:
    """A quote, prepared once for any number of texts; its first letter's case is its own unless `as_written`."""

    text: str
    as_written: bool = False

    @cached_property
    def folded(self) -> Folded:
        """Its letters, without white space and an editor's brackets around its first letter."""
        return fold_text(_EDITED_CASE.sub(r"\1", self.text.strip(), count=1) if self._edited else self.text.strip())

    @cached_property
    def without_bars(self) -> "Wanted":
        """The quote with blanks for the bars between its words, at the same places; itself where it has none."""
        copied = self.text.strip()
        bare = BAR.sub(" ", copied)
        return self if bare == copied else Wanted(bare)

    @property
    def wrapped(self) -> bool:
        """Whether it begins and ends with a quotation mark."""
        ends = self.text.strip()[:1], self.text.strip()[-1:]
        return all(end and kind(end) in _QUOTATION for end in ends)

    @property
    def _edited(self) -> bool:
        return _EDITED_CASE.match(self.text.strip()) is not None

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Its letters as they are, and with the first one's case changed."""
        letters = self.folded.letters
        first = next((i for i, letter in enumerate(letters[:8]) if letter.isalnum()), -1)
        swapped = letters[first].swapcase() if first >= 0 else ""
        if self.as_written or len(swapped) != 1 or swapped == letters[first]:
            return (letters,) if letters else ()
        return letters, letters[:first] + swapped + letters[first + 1 :]

    @cached_property
    def runs(self) -> Runs:
        """Short runs of its letters, by which the nearest words and its pieces are found."""
        size = run_length(self.folded.letters, *_RUN)
        return Runs.of([hashes_of(form, size) for form in self.forms], size)

    @cached_property
    def gaps(self) -> dict[int, str]:
        """What stands in front of a letter, by the letter's number; nothing where nothing does."""
        steps = np.flatnonzero(np.diff(self.folded.places) > 1) + 1
        return {i: self.folded.between(i - 1, i) for i in steps.tolist()}


def places(quote: Wanted, folded: Folded, within: Span | None = None) -> Iterator[Place]:
    """The places in order, those that tear a word or a figure too. At most `MOST_TRIED` are looked at."""
    low, high = (0, len(folded.letters)) if within is None else folded.numbers(within)
    for at in islice(_same_letters(quote.forms, folded.letters, low, high), MOST_TRIED):
        place = _check(quote, folded, at)
        if place is not None:
            yield place


def _same_letters(forms: tuple[str, ...], letters: str, low: int, high: int) -> Iterator[int]:
    """Where any of the forms begins, in order."""
    upcoming = {form: letters.find(form, low, high) for form in forms}
    while any(at >= 0 for at in upcoming.values()):
        form, at = min(((form, at) for form, at in upcoming.items() if at >= 0), key=lambda one: one[1])
        yield at
        upcoming[form] = letters.find(form, at + 1, high)


def _check(quote: Wanted, folded: Folded, at: int) -> Place | None:
    """The place of the quote's letters at number `at`, unless something between or around them differs."""
    size = len(quote.folded.letters)
    spots = folded.places[at : at + size]
    if _splits_character(folded, at, at + size):
        return None
    wide = set((np.flatnonzero(np.diff(spots) > 1) + 1).tolist())
    if not all(_between(quote, folded, at, i) for i in sorted(wide | quote.gaps.keys())):
        return None
    if not _one_way_same(quote, folded, at):
        return None
    start, end = _lead(quote, folded, at), _trail(quote, folded, at + size)
    if start is None or end is None:
        return None
    opened, closed = kind(folded.text[start]) in _QUOTATION, kind(folded.text[end - 1]) in _QUOTATION
    if quote.wrapped and opened != closed:  # the one mark that the text has there is no part of the quoter's pair
        start, end = int(spots[0]), end - closed
    torn = untorn(folded.text, start, end) != (start, end)
    return Place(start, end, folded.text[start:end] == quote.text.strip(), torn)


def _splits_character(folded: Folded, start: int, end: int) -> bool:
    spots, last = folded.places, len(folded.letters)
    return bool((start > 0 and spots[start - 1] == spots[start]) or (end < last and spots[end - 1] == spots[end]))


def _between(quote: Wanted, folded: Folded, at: int, i: int) -> bool:
    return agree(folded.letters, at + i, folded.between(at + i - 1, at + i), quote.gaps.get(i, ""))


def _one_way_same(quote: Wanted, folded: Folded, at: int) -> bool:
    mine = quote.folded
    if mine.text.isascii():
        return True
    odd = [i for i, place in enumerate(mine.places.tolist()) if one_way(mine.text[place])]
    return all(folded.text[folded.places[at + i]] == mine.text[mine.places[i]] for i in odd)


def _lead(quote: Wanted, folded: Folded, at: int) -> int | None:
    """Where the quote begins, marks before its first letter included; None where the text lacks one of them."""
    first = int(folded.places[at])
    mine = quote.folded.between(-1, 0)
    if not mine:
        return first
    theirs = folded.between(at - 1, at)[-_MARGIN:]
    taken = _outwards(mine[::-1], theirs[::-1], after_digit=False)
    own = read_gap(mine, after_digit=False)
    if taken is None or "-" not in own.marks:
        return None if taken is None else first - taken
    minus = own.minus and begins_figure(folded.letters, at)
    return first - taken if minus == is_minus(folded.letters, at, read_gap(theirs, after_digit=False)) else None


def _trail(quote: Wanted, folded: Folded, end: int) -> int | None:
    """Where the quote ends, marks behind its last letter included; None where the text lacks one of them."""
    last = int(folded.places[end - 1]) + 1
    mine = quote.folded.between(len(quote.folded.letters) - 1, len(quote.folded.letters))
    theirs = folded.between(end - 1, end)[:_MARGIN]
    wrapped = any(kind(character) in _QUOTATION for character in quote.folded.between(-1, 0))
    prime = folded.letters[end - 1].isdigit() and not wrapped
    taken = _outwards(mine, theirs, after_digit=prime) if mine else 0
    return None if taken is None else last + max(taken, _rest_of_letter(theirs))


def _rest_of_letter(gap: str) -> int:
    """How many characters behind a letter are still it: more dots of an ellipsis, a syllable's end, a selector."""
    size = max((i + 1 for i, character in enumerate(gap) if kind(character) is Kind.LETTER), default=0)
    return size + 1 if gap[size : size + 1] in SELECTORS else size


def _outwards(mine: str, theirs: str, *, after_digit: bool) -> int | None:
    """How many of the text's characters beside a quote are its outer marks; None where it has one that the text lacks.

    Both strings run away from the letters. Quotation marks around a quote may be the quoter's own.
    """
    at = 0
    for number, character in enumerate(mine):
        what = kind(character)
        if what is not Kind.SPACE and theirs[at : at + 1] == character:
            at += 1
        elif what not in (Kind.SPACE, Kind.FORGIVEN, Kind.LETTER):
            ahead = _mark_ahead(theirs, at, spaced=what is Kind.DASH or mine[number - 1 : number].isspace())
            other = kind(theirs[ahead]) if ahead < len(theirs) else None
            prime = after_digit and number == 0 and what in _QUOTATION
            if other is what or (other in _QUOTATION and what in _QUOTATION and not prime):
                at = ahead + 1
            elif prime or what not in _QUOTATION:
                return None
    hidden = read_gap(mine, after_digit=False).selectors
    return at if len(hidden) < 2 or hidden == read_gap(theirs[:at], after_digit=False).selectors else None


def _mark_ahead(theirs: str, at: int, *, spaced: bool) -> int:
    """Where the next mark stands; behind white space only when that is what the quote has, or guillemets."""
    ahead = at
    while ahead < len(theirs) and kind(theirs[ahead]) not in _SHOWN:
        ahead += 1
    between = theirs[at:ahead]
    apart = any(kind(character) is Kind.SPACE for character in between)
    within = theirs[ahead : ahead + 1] in _GUILLEMETS and "\n" not in between
    return ahead if spaced or not apart or within else len(theirs)
