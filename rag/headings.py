"""Leaves out a heading beside a sentence that says as much: it tells a reader nothing more. Ranks nothing."""

import re
from collections.abc import Sequence

from corpus import stems
from corpus.models import BlockKind
from rag.read import Evidence
from rag.words import is_content

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*|[ivxlc]{1,5}|[a-z])[.)]\s+", re.I)  # "(1) ", "2.3. ", "iv) "
_SAID = 0.75  # of a heading's words that the sentence must hold, and all of its figures


def without_said_headings(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The sentences as they come, without headings and titles that another one of their document holds."""
    told = [one for one in chosen if not _is_heading(one)]
    return [
        one
        for one in chosen
        if not _is_heading(one) or not any(_says(other, one) for other in told if other.document.id == one.document.id)
    ]


def _is_heading(one: Evidence) -> bool:
    title = one.document.metadata.title
    return one.sentence.kind is BlockKind.HEADING or (bool(title) and _letters(one.text) == _letters(title))


def _says(sentence: Evidence, heading: Evidence) -> bool:
    language = heading.sentence.language
    words = [word for word in _WORD.findall(_NUMBER.sub("", heading.text, count=1)) if is_content(word)]
    said, held = (set(stems(text, language)) for text in (" ".join(words), sentence.text))
    figures = {word for word in words if any(map(str.isdecimal, word))} - set(_WORD.findall(sentence.text))
    return not figures and len(said & held) >= _SAID * len(said)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
