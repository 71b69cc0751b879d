"""The gaps that an English question opens, and whether a text holds new words of the shape to fill them.

Rules on word shapes alone. A word of the question never fills its own gap.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus import stems

_NUMBER_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty
thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands million millions billion
billions half third quarter twice several single both once couple"""
_NUMBER = re.compile(rf"\d[\d.,]*|\b(?:{'|'.join(_NUMBER_WORDS.split())})\b", re.I)
_DATE = re.compile(
    r"\b(?:1\d{3}|20\d\d)s?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|centur(?:y|ies)"
    r"|decades?|ago)\b|\b(?:last|this|next|earlier|later|previous|following) (?:day|week|month|year|spring|summer"
    r"|autumn|fall|winter)\b",
    re.I,
)
_NAMED = """airline airport artist association author band bank battle body book brand businessman city club coach
college commander company composer continent corporation country county dam director district doctor emperor explorer
film firm general government group hospital island king lake language leader man magazine minister ministry mountain
movement museum nation network newspaper ocean office officer official organisation organization outfit outlet partner
party people person philosopher player politician pope port president province publication queen region religion
researcher river school scholar scientist ship singer spokesman spokesperson state station team territory town tribe
university village war woman writer"""
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:(?:of|the|de|van|von|and|al|bin)\s+)?[A-ZÀ-Þ][\w'’.-]*)*")
_NO_NAME = re.compile(
    r"(?:\w+(?:ese|ish|ians?|anis?|icans?|eans?)|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|\w+day|i|the|an?|in|on|at|of|and|mr|mrs|dr)$",
    re.I,
)
_COUNTED = re.compile(
    r"\bhow many\s+(?:[\w'’-]+\s+){0,2}?([\w'’-]+)\b|\b(?:number|percentage|share|proportion) of ([\w'’-]+)", re.I
)
_WHERE = r"\b(?:in|at|near|from|to|outside|inside|across|towards?|between)\s+(?:the\s+)?(?:[a-z-]+\s+){0,4}(?:of\s+)?"
_THING = re.compile(
    r"\b(?:Army|Base|City|College|Committee|Commission|Company|Conference|Cooperation|Corridor|Council|Forum|Front|"
    r"Group|"
    r"Hotel|House|Initiative|Institute|Ministry|Minister|Movement|Nations|Office|Organi[sz]ation|Party|Port|Project|"
    r"Province|Republic|Road|School|Staff|States|Station|Statement|Strategy|Taliban|Times|Union|University)\b"
)
_AFTER = 4  # words after a number among which the counted noun stands


class Slot(StrEnum):
    """What kind of words would fill a gap."""

    NUMBER = "number"
    COUNT = "count"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    NAME = "name"


_OPENS = {
    Slot.NUMBER: r"\bhow (?:many|much|old|long|far|large|big|tall|high|often|fast|deep)\b|\bwhat (?:is|was|were|are)? ?"
    r"(?:the )?(?:\w+ )?(?:number|share|percentage|percent|age|cost|price|population|rate|size|length|height|distance"
    r"|toll)\b",
    Slot.DATE: r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|month|date|day|decade|century)\b",
    Slot.COUNT: _COUNTED.pattern,
    Slot.PLACE: r"\bwhere\b|\b(?:what|which) (?:[\w'’-]+ )?"
    r"(?:city|cities|town|country|countries|province|place|region|village|venue|location)\b",
    Slot.PERSON: r"\bnames? of (?:the |its |their |a )?(?:[\w'’-]+ ){0,2}?(?:m[ae]n|wom[ae]n|person|people|bomber|"
    r"attacker|director|ambassador|author|scholar|writer|driver|leader|minister|general|officer|victims?|chief|head|"
    r"spokes\w+)\b|\bwho (?:heads|leads|chairs|runs|commands|commanded|directs|wrote|is the|was the)\b"
    r"|\b(?:what|which) (?:[\w'’-]+ )?(?:minister|ambassador|director|general|scholar|author|officer|president)\b",
    Slot.NAME: r"\bwho(?:m|se)?\b|\bwhere\b|\bnames? of\b|\b(?:called|named)\b|\b(?:what|which) (?:[\w'’-]+ ){0,2}?"
    rf"(?:{'|'.join(_NAMED.split())})(?:e?s)?\b",
}


def slots_of(question: str) -> list[Slot]:
    """The gaps of a question; most questions open one, many none that a shape would tell."""
    return [slot for slot, pattern in _OPENS.items() if re.search(pattern, question, re.I)]


def fills(slot: Slot, question: str, texts: Sequence[str]) -> bool:
    """Whether the first text holds words for a slot that `question` does not; for a count, whether any does."""
    asked, text = question.lower(), texts[0]
    if slot is Slot.COUNT:
        return not uncounted(question, texts)
    if slot is Slot.NUMBER:
        return any(number.lower().strip(".,") not in asked for number in _NUMBER.findall(text))
    if slot is Slot.DATE:
        return any(date.lower() not in asked for date in _DATE.findall(text))
    known = set(stems(question, "en"))
    fresh = [name for name in _names(text) if not known & set(stems(name, "en"))]
    if slot is Slot.PLACE:
        return any(re.search(_WHERE + re.escape(name), text) for name in fresh)
    if slot is Slot.PERSON:
        return any(len(name.split()) > 1 and not _THING.search(name) for name in fresh)
    return bool(fresh)


def uncounted(question: str, texts: Sequence[str]) -> bool:
    """Whether a "how many X" finds no new number just before an X in any text; False for other questions."""
    match = _COUNTED.search(question)
    if match is None:
        return False
    noun, asked = set(stems(match.group(1) or match.group(2), "en")), question.lower()
    return not any(
        noun & set(stems(" ".join(text[number.end() :].split()[:_AFTER]), "en"))
        for text in texts
        for number in _NUMBER.finditer(text)
        if number.group().lower() not in asked
    )


def _names(text: str) -> list[str]:
    """Runs of capitalised words, unless all are nationalities, calendar words or the first of a sentence."""
    found = []
    for match in _CAPITALS.finditer(text):
        before = text[: match.start()].rstrip(" \"'“”‘’(")
        first = not before or before[-1] in ".!?:"
        words = re.findall(r"[\w’'-]+", match.group())
        if not all(names_nothing(word) for word in words[first:]):
            found.append(match.group())
    return found


def names_nothing(word: str) -> bool:
    """Whether a capitalised word is a nationality, a calendar word or a function word."""
    return _NO_NAME.match(word) is not None
