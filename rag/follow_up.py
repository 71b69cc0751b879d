"""Makes a follow-up question stand on its own, from the earlier questions of its conversation.

Works on words alone: it carries the earlier topic over when the question points back at it.
"""

import re

from rag.query import parse_query
from rag.words import is_content

_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|these|those|there|then|former|latter"
    r"|that (?:attack|one|day|group|case|incident|article|person)|the (?:same|other|others|first|second|third|last) one"
    r"|он|она|оно|они|его|её|ее|их|им|ему|ней|нём|нем|этого|этот|эта|это|этом|там)\b",
    re.I,
)
_GOES_ON = re.compile(r"^\W*(?:and|but|also|what about|how about|why not|а|и|что насчёт|что насчет)\b", re.I)
# A name in a clause of its own before the pointer: "Who is Rahn, and what did he say?"
_OWN_ANTECEDENT = re.compile(r"(?<=[\w,;] )[A-ZА-ЯЁ][\w-]+.*(?:[,;?]|\b(?:and|but|или|и|но)\b)\s.*$")
_FEW = 1  # content words; a question with no more can hardly stand alone


def stand_alone(question: str, history: tuple[str, ...], told: str = "") -> str:
    """The question, with the topic it points back at put behind it in brackets.

    `told` are words of the earlier answer that the question means; they join the topic, or stand for it
    where they are a sentence. A question that points back at nothing, or at a name within itself,
    comes back unchanged.
    """
    if told:
        return f"{question} ({told})" if told[-1] in ".!?…" else f"{question} ({told}; {_topic(history)})"
    topic = _topic(history)
    if not topic or not _points_back(question):
        return question
    return f"{question} ({topic})"


def _points_back(question: str) -> bool:
    content = [word for word in parse_query(question).keywords if is_content(word)]
    if _GOES_ON.search(question) or len(content) <= _FEW:
        return True
    pointer = _POINTS_BACK.search(question)
    return pointer is not None and not _OWN_ANTECEDENT.search(question[: pointer.start()])


def _topic(history: tuple[str, ...]) -> str:
    """The latest question that stands alone, with what was asked after it."""
    parts: list[str] = []
    for earlier in reversed(history):
        parts.insert(0, earlier.strip())
        if not _points_back(earlier):
            break
    return " ".join(parts)
