"""A text's letters, and where each stands: what two texts have in common when only their typography differs.

Spaces, dashes, quotation marks and what cannot be seen lie between letters and are left out here; `gaps` compares
them. Everything is done in blocks by tables, so that ten megabytes take a fraction of a second.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.models import Document, Span
from rag.verifier.cells import bars_of, tabs_of
from rag.verifier.characters import letters_of
from rag.verifier.codes import Codes, codes_of, text_of
from rag.verifier.seeds import Numbers, RunIndex, Runs

Places: TypeAlias = NDArray[np.int32]  # no text of ours has two thousand million characters
Run: TypeAlias = tuple[int, int, str]
ELLIPSIS = "…"
_BAR = "|"
_BLOCK = 1 << 17  # characters; its arrays stay in the processor's cache
_SORTED = range(1 << 18, 1 << 24)  # letters of a text that is worth sorting, and not too long for it
_CODES = 0x110000
_UNMET = 255
_FIRST_MARK, _LAST_MARK = 0x300, 0x20000  # all combining marks lie between
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]")


@dataclass(frozen=True, eq=False)
class Folded:
    """`letters[i]` comes from `text[places[i]]`; places never fall, and may repeat (a ligature's letters)."""

    text: str
    letters: str
    places: Places

    def between(self, left: int, right: int) -> str:
        """The characters after the letter `left` and before the letter `right`; -1 and len mean the text's ends."""
        start = int(self.places[left]) + 1 if left >= 0 else 0
        end = int(self.places[right]) if right < len(self.letters) else len(self.text)
        return self.text[start:end]

    def numbers(self, span: Span) -> tuple[int, int]:
        """The numbers of the first letter in a span and of the first one behind it."""
        first, last = np.searchsorted(self.places, [span.start, span.end])
        return int(first), int(last)


@dataclass(frozen=True, eq=False)
class FoldedDocument:
    """A document that is folded once, however many quotes are looked for in it.

    A long one that is asked again for runs of a length is sorted by them, and answers from then on in no time.
    """

    document: Document
    _asked: dict[int, RunIndex | None] = field(default_factory=dict, repr=False)
    _answered: dict[int, tuple[Runs, tuple[Numbers, Numbers]]] = field(default_factory=dict, repr=False)

    @cached_property
    def folded(self) -> Folded:
        """Its text's letters."""
        return fold_text(self.document.text)

    @cached_property
    def letters_but_bars(self) -> str:
        """Its letters without any bar, the cheap look before `cells`: what these lack no row holds."""
        return self.folded.letters.replace(_BAR, "")

    @property
    def has_bars(self) -> bool:
        """Whether a bar stands anywhere, between cells or not."""
        return len(self.letters_but_bars) < len(self.folded.letters)

    @cached_property
    def cells(self) -> Folded:
        """The same with blanks for the bars between cells of its tables, at the same places."""
        bars = bars_of(self.document)
        if not bars:
            return self.folded
        characters = list(self.document.text)
        for at in bars:
            characters[at] = " "
        return fold_text("".join(characters))

    @property
    def is_cut_by_bars(self) -> bool:
        """Whether bars set cells of its tables apart."""
        return self.cells is not self.folded

    @property
    def has_cells(self) -> bool:
        """Whether it has a table that is cut into cells."""
        return bool(self._cuts.size)

    def cuts_in(self, start: int, end: int) -> int:
        """How often two cells meet between two places of the text."""
        first, last = np.searchsorted(self._cuts, [start, end])
        return int(last - first)

    @cached_property
    def _cuts(self) -> Places:
        return np.array(sorted([*tabs_of(self.document), *bars_of(self.document)]), dtype=np.int32)

    def meet(self, runs: Runs) -> tuple[Numbers, Numbers]:
        """Where its letters have the runs, and which: as `Runs.meet`."""
        known = self._answered.get(runs.size)
        if known is None or known[0] is not runs:
            known = self._answered[runs.size] = runs, self._meet(runs)
        return known[1]

    def _meet(self, runs: Runs) -> tuple[Numbers, Numbers]:
        letters = self.folded.letters
        if len(letters) not in _SORTED:
            return runs.meet(letters)
        if runs.size not in self._asked:
            self._asked[runs.size] = None
            return runs.meet(letters)
        index = self._asked[runs.size] or RunIndex(letters, runs.size)
        self._asked[runs.size] = index
        return index.meet(runs)


def fold_text(text: str) -> Folded:
    """The letters of a text: decomposed (Hangul composed), marks in canonical order, three dots or more as one."""
    codes, places = _by_table(text) if len(text) > _BLOCK >> 6 else _one_by_one(text)
    codes = _in_order(codes)
    letters = text_of(codes)
    runs = [*_ellipses(letters), *(_syllables(letters) if _has_jamo(codes) else ())]
    if runs:
        codes, places = _one_for_each(runs, codes, places)
        letters = text_of(codes)
    return Folded(text, letters, places)


def _one_by_one(text: str) -> tuple[Codes, Places]:
    found = [(place, letter) for place, character in enumerate(text) for letter in letters_of(character)]
    return codes_of("".join(letter for _, letter in found)), np.array([place for place, _ in found], dtype=np.int32)


def _by_table(text: str) -> tuple[Codes, Places]:
    parts = [_TABLE.fold(codes_of(text[at : at + _BLOCK]), at) for at in range(0, len(text), _BLOCK)]
    return np.concatenate([codes for codes, _ in parts]), np.concatenate([places for _, places in parts])


class _Table:
    """What each code point that was met folds to: how many letters, and where they stand in one long row.

    Kept for all texts, since what a character folds to never changes.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = np.full(_CODES, _UNMET, dtype=np.uint8)
        self._first = np.zeros(_CODES, dtype=np.uint32)
        self._offset = np.zeros(_CODES, dtype=np.int64)
        self._row: list[int] = []
        self._letters: Codes = np.zeros(0, dtype=np.uint32)

    def fold(self, codes: Codes, start: int) -> tuple[Codes, Places]:
        """The letters of a block that begins at `start`, and their places."""
        counts = self._count[codes]
        most = counts.max(initial=0)
        if most == _UNMET:
            self._meet(np.unique(codes[counts == _UNMET]).tolist())
            counts = self._count[codes]
            most = counts.max(initial=0)
        kept = np.flatnonzero(counts).astype(np.int32)
        letters = self._first[codes[kept]]
        return (letters, kept + start) if most <= 1 else self._expanded(letters, kept, codes, counts, start)

    def _expanded(
        self, letters: Codes, kept: Places, codes: Codes, counts: NDArray[np.uint8], start: int
    ) -> tuple[Codes, Places]:
        """The same with the further letters of those that stand for several; few do, so these are put in."""
        more = counts[kept].astype(np.int64) - 1
        source = np.repeat(np.flatnonzero(more), more[more > 0])
        nth = np.arange(len(source)) - np.repeat(np.cumsum(more[more > 0]) - more[more > 0], more[more > 0]) + 1
        further = self._letters[self._offset[codes[kept[source]]] + nth]
        return np.insert(letters, source + 1, further), np.insert(kept, source + 1, kept[source]) + start

    def _meet(self, codes: list[int]) -> None:
        with self._lock:
            for code in codes:
                letters = letters_of(chr(code))
                self._offset[code] = len(self._row)
                self._first[code] = ord(letters[0]) if letters else 0
                self._row.extend(map(ord, letters))
            self._letters = np.array(self._row, dtype=np.uint32)
            for code in codes:  # last: another thread reads the rest only of what is counted
                self._count[code] = len(letters_of(chr(code)))


_TABLE = _Table()


@cache
def _classes() -> NDArray[np.uint8]:
    """Each code point's canonical combining class; 0 for what is no combining mark."""
    classes = np.zeros(_CODES, dtype=np.uint8)
    classes[_FIRST_MARK:_LAST_MARK] = [unicodedata.combining(chr(code)) for code in range(_FIRST_MARK, _LAST_MARK)]
    return classes


def _in_order(codes: Codes) -> Codes:
    """The same letters with each run of combining marks sorted by class (Unicode, canonical ordering)."""
    if not len(codes) or codes.max() < _FIRST_MARK:
        return codes
    classes = _classes()
    marks = np.flatnonzero(classes[codes])
    ranks = classes[codes[marks]]
    runs = np.cumsum(np.diff(marks, prepend=-1) != 1)
    if not ((ranks[1:] < ranks[:-1]) & (runs[1:] == runs[:-1])).any():
        return codes
    ordered = codes.copy()
    ordered[marks] = codes[marks[np.lexsort((ranks, runs))]]
    return ordered


def _ellipses(letters: str) -> Iterator[Run]:
    """Runs of three dots or more."""
    at = letters.find("...")
    while at >= 0:
        end = at + 3
        while letters[end : end + 1] == ".":
            end += 1
        yield at, end, ELLIPSIS
        at = letters.find("...", end)


def _syllables(letters: str) -> Iterator[Run]:
    """Runs of Hangul's letters that make a syllable; taking all syllables apart would treble a text."""
    for run in _JAMO.finditer(letters):
        syllable = unicodedata.normalize("NFC", run[0])
        if len(syllable) == 1:
            yield run.start(), run.end(), syllable


def _one_for_each(runs: Iterable[Run], codes: Codes, places: Places) -> tuple[Codes, Places]:
    """Each run made the one letter that it stands for, at the place where the run begins."""
    kept = np.ones(len(codes), dtype=np.bool_)
    changed = codes.copy()
    for start, end, letter in runs:
        changed[start] = ord(letter)
        kept[start + 1 : end] = False
    return changed[kept], places[kept]


def _has_jamo(codes: Codes) -> bool:
    return bool(((codes >= 0x1100) & (codes <= 0x11C2)).any())
