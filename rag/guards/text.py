"""What guards read: a claim and its sentences with typography folded, and their words. Knows no facts."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from corpus import detect_language, stems
from rag.verifier.characters import Kind, hidden, kind, letters_of
from rag.words import is_content

_SHOWN_AS = {Kind.SPACE: " ", Kind.DASH: "-", Kind.SINGLE: "'", Kind.DOUBLE: '"', Kind.FORGIVEN: ""}
_WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")


def folded(text: str) -> str:
    """The text on one line with one form of each mark; superscripts and look-alikes stay what they are."""
    return " ".join(unicodedata.normalize("NFC", "".join(map(_shown_as, text))).split())


@lru_cache(maxsize=4096)
def _shown_as(one: str) -> str:
    return _SHOWN_AS.get(kind(one), letters_of(one) or one)


def hides(text: str) -> bool:
    """Whether it holds something that a reader does not see and that typography does not explain."""
    return any(hidden(one) and kind(one) is not Kind.FORGIVEN for one in text if one not in "\n\t\r")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the folded text; `opens` says that it may be capitalised for its place only."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def lower(self) -> str:
        """Without case and the possessive's "'s"."""
        return self.text.casefold().removesuffix("'s")


@dataclass(frozen=True)
class Said:
    """A text as guards read it. `days` are what its words mean, resolved where the document's date was needed."""

    raw: str
    days: tuple[tuple[date, date], ...] = ()
    publisher: str = ""

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return folded(self.raw)

    @cached_property
    def language(self) -> str:
        """As an ISO 639-1 code."""
        return detect_language(self.raw)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """In order."""
        found = []
        for match in _WORD.finditer(self.text):
            before = self.text[: match.start()].rstrip("\"'([ -")
            opens = not before or before[-1] in ".!?:;"
            found.append(Word(match.group().rstrip(".'&-"), match.start(), match.end(), opens))
        return tuple(found)

    @cached_property
    def lower(self) -> frozenset[str]:
        """Its words without case, and the parts of hyphened ones."""
        whole = {word.lower for word in self.words}
        return frozenset(whole | {part for word in whole for part in re.split(r"[-&]", word)})

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stems(self.text, self.language))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The stems of its content words, in order."""
        words = [word.lower for word in self.words if is_content(word.lower)]
        return tuple(stem for word in words for stem in stems(word, self.language))


@dataclass(frozen=True, slots=True)
class Breach:
    """What a claim says and its sentences do not: `guard` is the kind of fact, `detail` one plain sentence."""

    guard: str
    detail: str


def anywhere(word: str, sources: Sequence[Said]) -> bool:
    """Whether a word stands in any source, by itself or by its stem."""
    return any(word in one.lower or set(stems(word, one.language)) & one.stems for one in sources)
