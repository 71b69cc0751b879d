"""The things that one question asks: "How many died, and who built the bridge?" asks two. Words alone decide.

Doubtful questions stay whole: a question that is wrongly taken apart loses its sense, one that is wrongly left
whole is answered as ever. Knows English best, and simple Russian; judges no answer.
"""

import re

from rag.parts_english import clauses as english
from rag.parts_russian import clauses as russian

_MOST = 4  # parts, each of which costs a search
_ENDS = re.compile(r"\?+[\"”’»)\]]*\s+")
_TELLS = re.compile(r"[.!…]\s+[A-ZА-ЯЁ«“\"]")  # a sentence that asks nothing: what follows may mean something in it
_GOES_ON = re.compile(r"^(?:and|but|also|и|а|а также),?\s+", re.I)
_ENCLOSED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|\([^)]*\)|\[[^\]]*\]")
_CLAUSES = {"en": english, "ru": russian}


def parts_of(question: str, language: str) -> tuple[str, ...]:
    """What is asked, in order, each as a question; the question itself, unchanged, where that is one thing."""
    whole = (question,)
    split = _CLAUSES.get(language)
    if split is None or _TELLS.search(question):
        return whole
    found: list[str] = []
    for sentence in (_GOES_ON.sub("", one) for one in _sentences(question)):
        clauses = split(sentence, _masked(sentence))
        if not clauses:  # it asks nothing that is known
            return whole
        found += clauses
    parts = tuple({part.casefold(): part for part in map(_as_question, found)}.values())
    return parts if 1 < len(parts) <= _MOST else whole


def _sentences(question: str) -> list[str]:
    return [one for one in (piece.strip() for piece in _ENDS.split(question)) if one]


def _masked(sentence: str) -> str:
    """The sentence, as long as it was, without the words of quotes and brackets: what they join is one thing."""
    return _ENCLOSED.sub(lambda match: "_" * len(match.group()), sentence)


def _as_question(part: str) -> str:
    words = _GOES_ON.sub("", part.strip(" ,;?.!"))
    return f"{words[:1].upper()}{words[1:]}?"
