"""Where a list of references ends that no heading closes: at the prose behind it, told by how its words begin.

Several papers in one file are each followed by their references; what stands behind such a list is text again.
Knows nothing of layout: where sizes and headings tell, the readers ask those first.
"""

import re
from collections.abc import Sequence
from itertools import islice

REFERENCES = re.compile(r"(?:references|bibliography|works cited|литература|список литературы)\W*$", re.I)

_LONG = 200  # characters of a paragraph of prose; an entry may be as long, a shorter one tells nothing
_PROSE = 0.66  # of its words begin in lower case: prose has .75 to .9, entries .15 to .5 with their names and numbers
_LOOKED_AT, _NEEDED = 3, 2  # long paragraphs from the first one on, and how many of them must be prose
_FIRST, _LISTED = 4, 2  # paragraphs behind a heading, and how many of them are entries where a list begins
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\]).]")


def list_begins(texts: Sequence[str], heading: int) -> bool:
    """Whether entries stand right behind the heading; behind one in a table of contents they do not."""
    return sum(map(_is_entry, texts[heading + 1 : heading + 1 + _FIRST])) >= _LISTED


def list_end(texts: Sequence[str], heading: int) -> int:
    """The place behind the list's last entry, or behind the last paragraph where no prose follows."""
    prose = next((place for place in range(heading + 1, len(texts)) if _prose_from(texts, place)), None)
    if prose is None:
        return len(texts)
    return next((place + 1 for place in range(prose - 1, heading, -1) if _is_entry(texts[place])), heading + 1)


def _prose_from(texts: Sequence[str], place: int) -> bool:
    if not _is_prose(texts[place]):
        return False
    behind = (texts[at] for at in range(place, len(texts)))
    first = list(islice((text for text in behind if len(text) >= _LONG), _LOOKED_AT))
    return sum(map(_is_prose, first)) >= min(_NEEDED, len(first))


def _is_prose(text: str) -> bool:
    return len(text) >= _LONG and not _NUMBERED.match(text) and _lower(text) >= _PROSE


def _is_entry(text: str) -> bool:
    return _lower(text) < _PROSE and bool(_YEAR.search(text))


def _lower(text: str) -> float:
    """The share of words that begin in lower case."""
    words = text.split()
    return sum(word[0].islower() for word in words) / len(words) if words else 0.0
