"""Which words of a text carry its content, and their stems."""

import re

from corpus import STOP_WORDS, stems

_WORD = re.compile(r"\w+")


def content_stems(text: str, language: str = "en") -> frozenset[str]:
    """The stems of a text's content words."""
    words = (word for word in _WORD.findall(text) if is_content(word))
    return frozenset(stem for word in words for stem in stems(word, language))


def is_content(word: str) -> bool:
    """Whether a word can tell one text from another; numbers always can."""
    return word.lower() not in STOP_WORDS and (len(word) > 1 or word.isdigit())
