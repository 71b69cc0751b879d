"""Words to printed lines. Knows nothing of columns: it is given the words of one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.readers.pdf_words import Word

_SHARED = 0.5  # of the lower word's height that two words of one line have in common
_RIGHT_TO_LEFT = ("\u0590", "\u08ff")  # Hebrew, Arabic and their neighbours


@dataclass(frozen=True)
class Line:
    """Words beside each other, in the order they are read."""

    words: tuple[Word, ...]

    @cached_property
    def left(self) -> float:
        return min(word.box.left for word in self.words)

    @cached_property
    def right(self) -> float:
        return max(word.box.right for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.box.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.box.bottom for word in self.words)

    @property
    def middle(self) -> float:
        """The height of its centre line."""
        return (self.top + self.bottom) / 2

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size that most of its letters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.ink.size * 2) / 2] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(word.ink.bold for word in self.words)

    def pieces(self, gap: float) -> Iterator["Line"]:
        """The line cut at every gap of at least that width."""
        start = 0
        placed = sorted(self.words, key=lambda word: word.box.left)
        for at, (before, after) in enumerate(pairwise(placed), start=1):
            if after.box.left - before.box.right >= gap:
                yield Line(tuple(placed[start:at]))
                start = at
        yield Line(tuple(placed[start:]))


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.box.left)):
        line = next((line for line in reversed(found[-4:]) if _beside(line[0], word)), None)
        if line is None:
            found.append([word])
        else:
            line.append(word)
    return sorted((Line(tuple(_ordered(line))) for line in found), key=lambda line: (line.top, line.left))


def _beside(one: Word, other: Word) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    lower = min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
    return shared > _SHARED * lower


def _ordered(words: list[Word]) -> list[Word]:
    letters = [letter for word in words for letter in word.text if letter.isalpha()]
    turned = sum(_RIGHT_TO_LEFT[0] <= letter <= _RIGHT_TO_LEFT[1] for letter in letters)
    if 2 * turned > len(letters):
        return sorted(words, key=lambda word: word.order)  # PDFium tells such lines in the order they are read
    return sorted(words, key=lambda word: (word.box.left, word.order))
