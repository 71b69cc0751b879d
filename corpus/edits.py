"""A text made from another by replacing stretches of it, and the way between places in the two.

Knows nothing of why a stretch was replaced.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters `start` to `end` of a text are replaced by `text`, which may be empty."""

    start: int
    end: int
    text: str


class Edited:
    """`source` with edits applied. Both ways between places are monotone.

    A place inside a replaced stretch maps to the whole of it, for nobody can say which of its
    characters is which; where both sides are equally long, each maps to its own.
    """

    def __init__(self, source: str, edits: Sequence[Edit]) -> None:
        self._length = len(source)
        self._edits = _ordered(edits)
        self._starts = [edit.start for edit in self._edits]
        self._clean_starts: list[int] = []
        self._shifts: list[int] = []  # what an edit and those before it have added to a place behind them
        parts: list[str] = []
        at = shift = 0
        for edit in self._edits:
            parts += (source[at : edit.start], edit.text)
            self._clean_starts.append(edit.start + shift)
            shift += len(edit.text) - (edit.end - edit.start)
            self._shifts.append(shift)
            at = edit.end
        self.text = "".join([*parts, source[at:]])

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the source that characters `start` to `end` of the text came from."""
        return self._source(start)[0], self._source(end - 1)[1]

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text that came from a stretch of the source; empty where none did."""
        return self._clean(start)[0], self._clean(end - 1)[1]

    def _source(self, place: int) -> tuple[int, int]:
        """The source characters of the one at `place` of the text."""
        known = bisect_right(self._clean_starts, place) - 1
        if known < 0:
            return place, place + 1
        edit = self._edits[known]
        inside = place - self._clean_starts[known]
        if inside >= len(edit.text):
            at = place - self._shifts[known]
            return at, at + 1
        if len(edit.text) == edit.end - edit.start:
            return edit.start + inside, edit.start + inside + 1
        return edit.start, edit.end

    def _clean(self, place: int) -> tuple[int, int]:
        """The characters of the text that the one at `place` of the source became."""
        known = bisect_right(self._starts, place) - 1
        if known < 0:
            return place, place + 1
        edit, start = self._edits[known], self._clean_starts[known]
        if place >= edit.end:
            at = place + self._shifts[known]
            return at, at + 1
        if len(edit.text) == edit.end - edit.start:
            return start + place - edit.start, start + place - edit.start + 1
        return start, start + len(edit.text)


def _ordered(edits: Sequence[Edit]) -> list[Edit]:
    """By place; of two that overlap the earlier, of two that begin alike the longer."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
