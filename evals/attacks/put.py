"""Puts words into a text as a paragraph of their own. Knows neither documents nor attacks."""

import re

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+|\n\s*")


def put_in(text: str, words: str, at: int) -> tuple[str, int]:
    """The text with the words at a place, and where they begin."""
    before = f"{text[:at]}\n\n" if at else ""
    return f"{before}{words}\n\n{text[at:]}".rstrip("\n"), len(before)


def gap_near(text: str, at: int) -> int:
    """The end of a sentence near a place, else of a word."""
    for end in (". ", "\n", " "):
        found = text.find(end, at)
        if found >= 0:
            return found + len(end)
    return len(text)


def between_sentences(text: str, at: int) -> int:
    """The end of the sentence or line that is nearest to a place, on either side; the text's end where there is none.

    Words in the middle of a sentence tear it in two, and nobody could quote it whole any more.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text)]
    return min(ends, key=lambda end: abs(end - at), default=len(text))
