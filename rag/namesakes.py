"""Whether documents are entries on different things of one name: "Alva, Kansas" and "Alva, Oklahoma".

An entry heads its text with what it is about and says the name again as it begins to tell: "Alva, Kansas. Alva is
a town ...". Of reports, whose headlines differ without telling apart what they report, it knows nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product

from corpus import clean_span
from corpus.models import Document, Span
from rag.read import Evidence
from rag.words import content_stems, is_content

_WORD = re.compile(r"\w+")
_OPENING = 300  # characters in which an entry says what it is about
_LONGEST = 10  # words of a heading
_DEFINES = re.compile(
    r"\b(?:is|was|are|were|has|had|took place|marked|refers|began|occurred|happened|lies|lay|stands|stood|consists|"
    r"consisted|describes|serves|served)\b"
)
_TELLS = re.compile(r"\b(?:is|was|are|were)\b")  # a heading does not
_BRACKETS = re.compile(r"\([^()]*\)")
_SENTENCE = re.compile(r"(?<=\w)\s+(?=(?:The|An?)\b)")  # "Alva, Kansas The town of ..."
_RANKS = frozenset({"Sir", "Dr", "Admiral", "General", "Captain", "Lord", "Lady"})
_ALIKE = 0.7  # of two sentences' words in order: one was made of the other, heading and all


@dataclass(frozen=True, slots=True)
class _Subject:
    """A heading, "The Ferry (1918 film)", its stems, and those of them in brackets."""

    heading: str
    stems: frozenset[str]
    bracketed: frozenset[str]

    def other_than(self, other: "_Subject") -> bool:
        """Whether it is another thing of the same name: each says more than the other, or one of them in brackets."""
        mine, theirs = self.stems - other.stems, other.stems - self.stems
        told = bool(mine and theirs) or (bool(mine or theirs) and mine | theirs <= self.bracketed | other.bracketed)
        return bool(self.stems & other.stems) and told


def all_apart(sides: Sequence[Sequence[Evidence]]) -> bool:
    """Whether no two sides are about one thing, as far as their documents tell what they are about.

    A document that does not is taken for one on what its side is on; a side where none does may be on anything.
    """
    return all(_apart(one, other) for one, other in combinations(sides, 2))


def namesakes_among(sides: Sequence[Sequence[Evidence]]) -> list[str]:
    """The headings of documents, a side one, where some sides are about different things of one name; or nothing."""
    parted = {
        place for (a, one), (b, other) in combinations(enumerate(sides), 2) if _apart(one, other) for place in (a, b)
    }
    named = ((_subject(one.document) for one in sides[place]) for place in sorted(parted))
    return list(dict.fromkeys(next(found.heading for found in said if found) for said in named))


def _apart(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Copies with one fact altered are about one thing, though that stands in their heading too."""
    pairs = [
        (a, b, mine, theirs)
        for a, b in product(one, other)
        if (mine := _subject(a.document)) and (theirs := _subject(b.document))
    ]
    return bool(pairs) and all(mine.other_than(theirs) and not _alike(a.text, b.text) for a, b, mine, theirs in pairs)


def _subject(document: Document) -> _Subject | None:
    """What an entry's heading names; nothing where a document does not begin as an entry does."""
    opening = clean_span(document, Span(0, min(len(document.text), _OPENING)))
    title = document.metadata.title
    text = opening if opening.startswith(title) else f"{title} {opening}"
    words = list(_WORD.finditer(text))
    name = next((place for place, word in enumerate(words) if is_content(word.group())), None)
    if name is None:
        return None
    said = words[name].group().casefold()
    for place in range(name + 1, min(len(words), _LONGEST + 1)):
        if words[place].group().casefold() == said and _DEFINES.search(text, words[place].end()):
            heading = text[: words[place].start()]
            brackets = content_stems(" ".join(_BRACKETS.findall(heading)))
            return None if _TELLS.search(heading) else _Subject(_shown(heading), content_stems(heading), brackets)
    return None


def _shown(heading: str) -> str:
    """A heading without the words that begin the text behind it."""
    brackets = list(_BRACKETS.finditer(heading))
    if brackets:
        return heading[: brackets[-1].end()].strip()
    heading = _SENTENCE.split(heading)[0]
    said = [word for word in _WORD.finditer(heading) if is_content(word.group()) and word.group() not in _RANKS]
    return heading[: said[-1].end()].strip() if said else heading.strip()


def _alike(one: str, other: str) -> bool:
    a, b = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE
