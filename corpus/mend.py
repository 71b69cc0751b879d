"""Finds what a clean text leaves out or writes otherwise: marks of Markdown, invisible characters, gaps.

Each function gives edits of the text it is handed; `corpus.clean` applies them until none is left.
"""

import re
import unicodedata
from collections.abc import Iterator

from corpus.broken_words import UNSEEN
from corpus.edits import Edit

_INVISIBLE = re.compile(f"[{UNSEEN}]+")
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_DECOMPOSED = re.compile(r".[\u0300-\u036f]+")
_MARKS = re.compile(r"[*_`]+")
_HEADING = re.compile(r"#{1,6}\s+")
_LINK_ENDS = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK_BEGINS = re.compile(rf"!?\[(?=[^\]]{{0,500}}{_LINK_ENDS.pattern})")
_GAP = re.compile(r"[^\S ]\s*| \s+")
_CELLS = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*")
_EAST_ASIAN = re.compile(r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]")


def characters(text: str) -> Iterator[Edit]:
    """Drops invisible characters, takes ligatures apart, composes letters with their accents."""
    if text.isascii():
        return
    for found in _INVISIBLE.finditer(text):
        yield Edit(*found.span(), "")
    for found in _LIGATURE.finditer(text):
        yield Edit(*found.span(), unicodedata.normalize("NFKC", found.group()))
    if not unicodedata.is_normalized("NFC", text):
        for found in _DECOMPOSED.finditer(text):
            composed = unicodedata.normalize("NFC", found.group())
            if composed != found.group():
                yield Edit(*found.span(), composed)


def marks(text: str) -> Iterator[Edit]:
    """Drops Markdown's marks: emphasis and code, the signs before a heading, a link's brackets and address."""
    for found in _MARKS.finditer(text):
        if len(found.group()) > 1 or found.group() == "`" or _opens_or_closes(text, *found.span()):
            yield Edit(*found.span(), "")
    if "#" in text:
        for found in _HEADING.finditer(text):
            if not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip():
                yield Edit(*found.span(), "")
    if "](" in text:
        for part in (_LINK_BEGINS, _LINK_ENDS):  # each by itself: a span may begin inside a link
            for found in part.finditer(text):
                yield Edit(*found.span(), "")


def _opens_or_closes(text: str, start: int, end: int) -> bool:
    """Whether a lone mark stands at a word's edge: not in `snake_case`, not in `5 * 3`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() != after.isalnum()


def gaps(text: str) -> Iterator[Edit]:
    """One space for each run of white space; none at the ends, nor where a line of Chinese or Japanese was wrapped.

    Tabs cut a line into cells: each is a bar.
    """
    front, back = len(text) - len(text.lstrip()), len(text.rstrip())
    if front:
        yield Edit(0, front, "")
    if front < back < len(text):
        yield Edit(back, len(text), "")
    for gap in _GAP.finditer(text, front, back):
        yield Edit(*gap.span(), _gap(text, *gap.span()))


def _gap(text: str, start: int, end: int) -> str:
    if _CELLS.fullmatch(text, start, end):
        return " |" * text.count("\t", start, end) + " "
    return "" if _is_wrapped_east_asian(text, start, end) else " "


def _is_wrapped_east_asian(text: str, start: int, end: int) -> bool:
    around = _EAST_ASIAN.match(text, start - 1) and _EAST_ASIAN.match(text, end)
    return bool(around) and text[start:end].strip(" \t\u3000") in ("\n", "\r\n")
