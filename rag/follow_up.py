"""Makes a follow-up question stand on its own, from the earlier questions of its conversation.

Works on words alone: it carries the earlier topic over when the question points back at it, and puts new words in the
place of the topic's own where a question is nothing but these ("and in 2021?").
"""

import re
from dataclasses import dataclass, replace

from rag.exchange import exchanged, names_itself, names_place, says_something, with_exchange, without_name
from rag.query import NAME, parse_query
from rag.slots import names_nothing
from rag.words import is_content

_THINGS = r"it|its|they|them|their|theirs|this(?! (?:year|month|week|morning)\b)|these(?! days\b)|those"
_PERSONS = r"he|him|his|she|her|hers|they|them|their|theirs"
_RUSSIAN = "он|она|оно|они|его|её|ее|их|им|ему|ней|нём|нем|этого|этот|эта|это|этом|там"
_POINTS_BACK = re.compile(
    rf"\b(?:{_THINGS}|{_PERSONS}|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )there(?! (?:is|are|was|were|has|have)\b)|"
    r"there(?=\W*$)|then|former|latter|that (?:attack|one|day|group|case|incident|article|person|year|month)|"
    rf"that(?=\W*$)|the (?:same|other|others|first|second|third|last) one|{_RUSSIAN})\b",
    re.I,
)
_GOES_ON = re.compile(
    r"^\W*(?:and|but|also|no|ok|okay|so|what about|how about|why not|(?:the )?same|who else|what else|where else|"
    r"а|и|что насчёт|что насчет)\b",
    re.I,
)
# A name in a clause of its own before the pointer: "Who is Rahn, and what did he say?"
_OWN_ANTECEDENT = re.compile(r"(?<=[\w,;] )[A-ZА-ЯЁ][\w-]+.*(?:[,;?]|\b(?:and|but|или|и|но)\b(?!\s[A-ZА-ЯЁ]))\s.*$")
_OF_A_PERSON = re.compile(r"\b(?:he|his|she|her)\b", re.I)
_DEFINES = re.compile(
    r"\W*(?:[Ww]hat(?:[’']s| is| are)|[Ww]ho(?:[’']s| is| was) (?=[A-ZА-ЯЁ])) ?(?!it\b|th\w+\b)(?:an? )?[\w’'-]+\W*$"
)
_ASKS_PERSON = re.compile(r"^\W*(?:(?:and|but) )?(?:by )?who(?:m|se)?\b", re.I)
_ASKS_THING = re.compile(
    r"^\W*(?:(?:and|but) )?(?:what|which)\b(?! about| (?:\w+ )?(?:year|time|day|date|month|happened)\b)", re.I
)
_ASKS_PLACE = re.compile(r"^\W*(?:(?:and|but) )?where\b", re.I)
_NAMED = re.compile(r"\d|[\"“«]|^\W*(?:please )?(?:tell|explain|describe|show|list)\b", re.I)
_BARE = 2  # words
_MOST_LEANING = 4  # content words of a question that may be about the topic though nothing in it says so
_FEW = 1  # content words; a question with no more can hardly stand alone


def stand_alone(question: str, history: tuple[str, ...], told: str = "") -> str:
    """The question, with the topic it points back at put behind it in brackets.

    `told` are words of the earlier answer that the question means; they join the topic, or stand for it
    where they are a sentence. A question that points back at nothing, or at a name within itself,
    comes back unchanged; one of a few words that take the place of the topic's own ("and in Karachi?") as the topic
    with these.
    """
    talk = _Talk.of(history)
    if told:
        return f"{question} ({told})" if told[-1] in ".!?…" else f"{question} ({told}; {talk.about()})"
    return talk.understood(question)


def leaning(question: str, history: tuple[str, ...]) -> str:
    """A question that names nothing, "How many took part?", with the topic behind it; empty for any other.

    It may be a follow-up as well as a new topic: nothing in its words tells.
    """
    talk = _Talk.of(history)
    alone = not talk.topic or talk.understood(question) != question or not _names_nothing(question)
    return "" if alone else f"{question} ({talk.topic})"


@dataclass(frozen=True, slots=True)
class _Talk:
    """What a conversation is about: the latest question that stands alone, and the last one that was asked of it.

    `beside` is what was put to it since where nobody knows for what words it stands ("and the naval base?"); what
    names itself is what the talk is about from there on.
    """

    topic: str = ""
    last: str = ""
    beside: str = ""

    @classmethod
    def of(cls, history: tuple[str, ...]) -> "_Talk":
        """What it is about behind all of these questions."""
        talk = cls()
        for earlier in history:
            talk = talk.after(earlier.strip())
        return talk

    def about(self, *, with_last: bool = True) -> str:
        """The topic in words."""
        own = names_itself(self.beside)
        return " ".join(filter(None, ("" if own else self.topic, self.beside, self.last if with_last else "")))

    def after(self, question: str) -> "_Talk":
        """What it is about behind one more question."""
        words = exchanged(question)
        if not self.topic or not (words or _points_back(question)):
            return replace(self, last=question) if self.topic and _names_nothing(question) else _Talk(question)
        if words:
            beside = words if names_itself(words) else question
            return self._exchanged(words) or replace(self, beside=beside)
        return self if _is_bare(question) else replace(self, last=question)

    def understood(self, question: str) -> str:
        """A question as it is meant here."""
        words = exchanged(question)
        if not self.topic or not (words or _points_back(question)):
            return question
        if not words:
            return f"{question} ({self.about(with_last=self._means_last(question))})"
        put = self._exchanged(words) or (_Talk(words, self.last) if self.last and names_itself(words) else None)
        if put is None:
            bare = without_name(self.topic) if names_itself(words) else self.topic
            return f"{question} ({_Talk(bare, self.last).about()})"
        return f"{put.last} ({put.topic})" if put.last else put.topic

    def _exchanged(self, words: str) -> "_Talk | None":
        """The talk with words in the place of some of its last question, or of its topic."""
        last = with_exchange(self.last, words, added=False) if self.last else ""
        topic = "" if last else with_exchange(self.topic, words)
        return replace(self, topic=topic or self.topic, last=last or self.last, beside="") if last or topic else None

    def _means_last(self, question: str) -> bool:
        """Whether a question is nothing without the last one, or points at what that one asked for or is about.

        "It" in both is the topic: "Who signed it?", "When does it end?".
        """
        points = re.search(rf"\b(?:{_THINGS}|{_PERSONS})\b", question, re.I)
        if (points and self.last and not _points_back(self.last)) or not (points or _content(question)):
            return True
        pointers = ((_ASKS_PERSON, _PERSONS), (_ASKS_THING, _THINGS), (_ASKS_PLACE, "there"))
        return any(
            asks.search(self.last) and found and found.group().casefold() not in self.last.casefold().split()
            for asks, them in pointers
            for found in [re.search(rf"\b(?:{them})\b", question, re.I)]
        )


def _points_back(question: str) -> bool:
    if _GOES_ON.search(question) or (len(_content(question)) <= _FEW and not _DEFINES.match(question)):
        return True
    pointer = _POINTS_BACK.search(question)
    return pointer is not None and not _has_antecedent(question[: pointer.start()], pointer.group())


def _has_antecedent(before: str, pointer: str) -> bool:
    """Whether a pointer means a name before it: one of a clause before, or for "his" and "she" of the same one."""
    names = [name for name in NAME.findall(before) if not names_nothing(name)]
    return bool(_OWN_ANTECEDENT.search(before) or (names and _OF_A_PERSON.fullmatch(pointer)))


def _names_nothing(question: str) -> bool:
    """Whether nothing that a question names tells what it is about: "How many took part?". Of English alone."""
    if parse_query(question).language != "en":
        return False
    named = NAME.search(question) or _NAMED.search(question) or _DEFINES.match(question) or names_place(question)
    return not named and len(_content(question)) <= _MOST_LEANING


def _is_bare(question: str) -> bool:
    """Whether a question asks nothing that another one could be about: "Why?", "When was that?"."""
    words = question.strip(" ?.!").split()
    if _content(question):  # "the second one" and "who else" have words that say nothing by themselves
        return words[-1].casefold() == "else" or not says_something(question)
    return len(words) <= _BARE or words[-1].casefold() in ("that", "this")


def _content(question: str) -> list[str]:
    return [word for word in parse_query(question).keywords if is_content(word)]
