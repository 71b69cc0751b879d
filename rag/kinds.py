"""Kinds of answer that leave a mark: an age, money, a rate, a reason, a named place, what somebody said.

Rules on English word shapes. Where the mark is missing, so is the answer; where it is there, nothing follows.
"""

import re

from corpus import stems
from rag.slots import Slot, fills, names_nothing

_WITH_MARKS = (  # what asks for the kind, and its marks
    (r"\bhow old\b|\bwhat age\b", r"\baged?\b|years?[- ]old|\bborn\b|\b\d{1,2}\b(?= years)"),
    (
        r"\bhow much (?:money|did|does|was|is|were|has|have|do)\b.*\b(?:cost|worth|pay|paid|spen[dt]|price|budget"
        r"|invest|set aside|donat|earn|money|sell|sold)|\bhow much money\b|\b(?:cost|price|budget|salary) of\b",
        r"[$€£¥₹]|\b(?:dollars?|euros?|yuan|rupees?|pounds?|francs?|yen)\b",
    ),
    (
        r"\b(?:rate|percentage|percent|proportion|share) of\b|\bwhat rate\b|\brate\W*$|\bunemployment rate|\binflation",
        r"%|per ?cent|\brate of \d|\bhalf|\bthird|\bquarter",
    ),
    (
        r"^\W*why\b|\bfor what reason\b",
        r"\bbecause\b|\bdue to\b|\bsince\b|\bowing\b|\bas a result\b|\breasons?\b|\bretaliat|\bin response\b"
        r"|\brevenge\b|\bso that\b|\bin order\b|\baim|\bcaus|\bled to\b|\btherefore\b|\bthus\b|\bmotiv"
        r"|\black|\bpurpose\b|\bgoal",
    ),
)
_NAMED_PLACE = re.compile(
    r"\b(?:what|which) (?:[\w'’-]+ )?"
    r"(?:city|cities|town|country|countries|province|region|village|state|island|continent)\b",
    re.I,
)
_SAYING = re.compile(
    r"\b(?:what|how|why)\b.*?\b(?:did|does|do|has|had)\s+(.{3,60}?)\s+"
    r"(?:say|said|tell|told|think|call|describe|announce|state|argue|claim|promise|warn|vow)\b",
    re.I,
)
_SAID = re.compile(
    r"\bsa(?:y|id|ys|ying)\b|\btold\b|\bstat|\bargu|\bcall|\bwarn|\bannounc|\bdeclar|\bpromis|\bvow|\bstress|\bnote"
    r"|\bcondemn|\baccording|\breiterat|[\"“]",
    re.I,
)


def lacks_kind(question: str, best: str, texts: list[str]) -> bool:
    """Whether a kind that the question asks for left no mark.

    A named place and what somebody said are looked for in `best`, the best sentence with the one
    before it; all other marks in any of `texts`.
    """
    near = " ".join(texts)
    if any(re.search(asks, question, re.I) and not re.search(mark, near, re.I) for asks, mark in _WITH_MARKS):
        return True
    if _NAMED_PLACE.search(question) and not fills(Slot.PLACE, question, [best]):
        return True
    asked = _SAYING.search(question)
    return asked is not None and _is_silent(asked.group(1), best)


def _is_silent(speaker: str, text: str) -> bool:
    """Whether a named speaker is not in the text, or nothing is said there. "Officials" may go by any other name."""
    names = [word for word in re.findall(r"[\w'’-]+", speaker) if word[0].isupper() and not names_nothing(word)]
    if not names:
        return False
    return not (_SAID.search(text) and set(stems(" ".join(names), "en")) & set(stems(text, "en")))
