"""Whether documents are entries on different things of one name: "Alva, Kansas" and "Alva, Oklahoma".

An entry heads its text with what it is about and says the name again as it begins to tell: "Alva, Kansas. Alva is
a town ...". Of reports, whose headlines differ without telling apart what they report, it knows nothing.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations, product

from corpus import clean_span, stems
from corpus.models import Document, Span
from rag.read import Evidence
from rag.words import is_content

_WORD = re.compile(r"\w+")
_OPENING = 300  # characters in which an entry says what it is about
_LONGEST = 10  # words of a heading
_DEFINES = re.compile(r"\b(?:is|was|are|were)\b")
_ALIKE = 0.7  # of two sentences' words in order: one was made of the other, heading and all


def all_apart(sides: Sequence[Sequence[Evidence]]) -> bool:
    """Whether no two sides are about one thing, as far as their documents tell what they are about.

    A document that does not is taken for one on what its side is on; a side where none does may be on anything.
    """
    return all(_apart(one, other) for one, other in combinations(sides, 2))


def _apart(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Copies with one fact altered are about one thing, though that stands in their heading too."""
    pairs = [
        (a, b, mine, theirs)
        for a, b in product(one, other)
        if (mine := _subject(a.document)) and (theirs := _subject(b.document))
    ]
    return bool(pairs) and all(
        mine & theirs and mine - theirs and theirs - mine and not _alike(a.text, b.text) for a, b, mine, theirs in pairs
    )


def _subject(document: Document) -> frozenset[str]:
    """The stems of an entry's heading; nothing where a document does not begin as an entry does."""
    opening = clean_span(document, Span(0, min(len(document.text), _OPENING)))
    title = document.metadata.title
    text = opening if opening.startswith(title) else f"{title} {opening}"
    words = list(_WORD.finditer(text))
    name = next((place for place, word in enumerate(words) if is_content(word.group())), None)
    if name is None:
        return frozenset()
    said = words[name].group().casefold()
    for place in range(name + 1, min(len(words), _LONGEST + 1)):
        if words[place].group().casefold() == said and _DEFINES.search(text, words[place].end()):
            heading = (word.group() for word in words[:place] if is_content(word.group()))
            return frozenset(stem for word in heading for stem in stems(word, "en"))
    return frozenset()


def _alike(one: str, other: str) -> bool:
    a, b = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE
