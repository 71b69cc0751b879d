"""A few words that take the place of some of an earlier question: "and in Karachi?", "no, the Boro one", "in 2021?".

The time, place or name of the earlier question gives way to the new one, so that the old one is not searched for.
"""

import re
from itertools import takewhile

from rag.slots import names_nothing
from rag.words import is_content

_OPENS = re.compile(
    r"^\W*(?:not\s[^,;?]+[,;]\s*|(?:and|or|but|also|so|ok|okay|no|nope|not|sorry|well|then|rather|actually|"
    r"i mean|i meant|what about|how about|(?:the )?same(?: question)?(?: for| with)?)\b[\s,]*)+",
    re.I,
)
_PREPOSITION = r"(?:in|at|near|around|outside|inside|off|from)"
_BEGINS = re.compile(
    rf"^\W*(?:(?:{_PREPOSITION}|on|since|before|after|during|for|by)\s(?!(?:total|all|general|particular|detail|short|fact)\b)|"
    r"(?:1[6-9]|20)\d\d\W*$)",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:who\w*|what|when|where|which|why|how|is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|"
    r"must|tell|give|show|list|explain|it|its|they|them|their|he|him|his|she|her|this|that|these|those)\b",
    re.I,
)
_PLACES = r"first|second|third|fourth|fifth|sixth|last|former|latter|other|others|one|ones|same|more"
_NTH = re.compile(rf"(?:the\s+)?(?:{_PLACES})", re.I)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = rf"(?:\d{{1,2}} )?(?:{_MONTHS}),? (?:\d{{1,2}},? )?"
_TIME = re.compile(
    rf"\b(?:(?:in|on|since|before|after|during|by|until|of)\s+(?:early |late |mid-)?)?(?:{_DAY})?(?:1[6-9]|20)\d\d\b",
    re.I,
)
_WHERE = re.compile(rf"\b{_PREPOSITION}\s+(?:the\s+)?", re.I)
_DANGLING = re.compile(rf"\b(?:{_PREPOSITION}|of|to|on|about)\s+(?:the\s+)?$", re.I)
_IN_PLACE = re.compile(rf"(?:the ones?\s+)?({_PREPOSITION}\s+.+)", re.I)
_NAME = re.compile(r"(?<=[\w,;(] )(?:[A-ZА-ЯЁ][\w’'-]*)(?:\s+[A-ZА-ЯЁ][\w’'-]*)*")
_CAPITALISED = re.compile(r"[A-ZА-ЯЁ]")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_MOST = 6  # words; more are a question or a remark of their own
_LONGEST = 3  # words of a place


def exchanged(question: str) -> str:
    """The words that a question has beside what takes up the earlier one; empty where it asks something itself."""
    opened = _OPENS.match(question)
    words = question[opened.end() if opened else 0 :].strip(" ,.;:?!…")
    if not (opened or _BEGINS.match(question)) or _ASKS.search(words) or len(words.split()) > _MOST:
        return ""
    return words if says_something(words) else ""


def says_something(words: str) -> bool:
    """Whether words hold more than function words and places in a row: "the second one" says nothing by itself."""
    return any(is_content(word) and not _NTH.fullmatch(word) for word in re.findall(r"\w+", words))


def with_exchange(topic: str, words: str, *, added: bool = True) -> str:
    """The earlier question with `words` in the place of what they stand for; empty where that is not known.

    A time or place is `added` to a question that has none.
    """
    if _TIME.fullmatch(words):
        old = _TIME.search(topic)
        if words[0].isdigit():  # "2024?" is as "in 2024?"
            words = f"{old.group().split()[0] if old and old.group()[0].isalpha() else 'in'} {words}"
        return _put(topic, old.span() if old else None, words) if old or added else ""
    place = _IN_PLACE.fullmatch(words)
    if place:
        return _with_place(topic, place[1], added)
    name = re.sub(r"^(?:the|an?)\s+|\s+ones?$", "", words, flags=re.I)
    return "" if name.endswith(_POSSESSIVE) else _with_name(topic, name)


def _with_place(topic: str, words: str, added: bool) -> str:
    old = _place(topic)
    if old:
        return _put(topic, old, words)
    return _put(without_name(topic), None, words) if added else ""


def _with_name(topic: str, name: str) -> str:
    """A name stands for the last one; a single word, for the place."""
    names, old = _names(topic), _place(topic)
    if names and all(_CAPITALISED.match(word) for word in name.split()):
        return _put(topic, names[-1].span(), name)
    return _put(topic, old, f"{topic[old[0] :].split(maxsplit=1)[0]} {name}") if old and len(name.split()) == 1 else ""


def names_itself(words: str) -> bool:
    """Whether words say by themselves what they are about: "the Alva Times author", and not "Pakistan's"."""
    told = [word for word in re.findall(r"\w+", words) if is_content(word)]
    return len(told) > 1 and not words.endswith(_POSSESSIVE)


def names_place(question: str) -> bool:
    """Whether a question says where."""
    return _place(question) is not None


def _put(topic: str, old: tuple[int, int] | None, words: str) -> str:
    """The topic with words in the place of what stands there, or behind it."""
    if old is None:
        whole = topic.rstrip(" ?.!")
        return f"{whole} {words}{topic[len(whole) :]}"
    return f"{topic[: old[0]]}{words}{topic[old[1] :]}"


def _names(topic: str) -> "list[re.Match[str]]":
    """The names of a question; nationalities and the words that open it are none."""
    return [name for name in _NAME.finditer(topic) if not all(map(names_nothing, name.group().split()))]


def without_name(topic: str) -> str:
    """The question without its only name, which another place stands for: "the Dasu attack" and "in Karachi"."""
    names = _names(topic)
    if len(names) != 1:
        return topic
    before, behind = topic[: names[0].start()], topic[names[0].end() :].lstrip()
    following = re.match(r"\w+", behind)
    whole = following is None or not is_content(following.group())  # nothing is left of "in the Alva"
    return f"{_DANGLING.sub('', before) if whole else before}{behind}"


def _place(topic: str) -> tuple[int, int] | None:
    """Where the last place that a question names stands, with its preposition."""
    for found in reversed(list(_WHERE.finditer(topic))):
        words = list(takewhile(lambda word: is_content(word.group()), re.finditer(r"[\w’'-]+", topic[found.end() :])))
        if words and not _TIME.match(topic[found.start() :]):
            return found.start(), found.end() + words[:_LONGEST][-1].end()
    return None
