"""What a question asks for: its language, the words that carry it, and the kind of answer."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus import detect_language, stems
from rag.words import is_content

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
# A capital that does not merely open the sentence: behind a word, an initial ("C. Mayer"), "St." or an opening quote.
NAME = re.compile(
    r"(?:(?<=[\w,;(] )|(?<=\b(?:St|Mt|Dr|Mr|Ms)\. )|(?<=\b[A-ZА-ЯЁ]\. )|(?<=[\w,;(] [\"“«‘]))[A-ZА-ЯЁ]\w+"
)
_RANK = re.compile(
    r"(?:Senator|Judge|General|Admiral|President|Captain|Colonel|Sir|Professor|Bishop|Governor|Saint|St|Mt|Dr|Mr|Ms)"
    r"\.? (?=[A-Z])"
)
_TOPIC = re.compile(r"(?<=[?.!…]) \((?:[^()]|\([^()]*\))*\)$")  # as `follow_up` puts it
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b|"
    r"\b(?:кто|что|когда|где|как\w*|почему|зачем|сколько|кого|кому)\b",
    re.I,
)


class AnswerType(StrEnum):
    """The kind of thing that would answer a question."""

    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    DEFINITION = "definition"
    OTHER = "other"


# The first pattern that matches decides.
_TYPES = (
    (
        AnswerType.MONEY,
        r"\bhow much\b|\bwhat(?:['’]s| is| was) the (?:\w+ )?(?:cost|price|value|worth)\b|"
        r"\bwhat (?:sum|amount|does .+ cost)\b|\bwhat(?:['’]s| is| are| was| were) .+ (?:worth|valued at|put at)\b|"
        r"\bhow many (?:[mb]illions? (?:of )?)?(?:\w+ )?(?:dollars|euros|pounds|yuan|rupees|rubles|roubles)\b|"
        r"\bсколько (?:сто|денег|\w*\s*(?:долларов|рублей|юаней|евро))",
    ),
    (
        AnswerType.NUMBER,
        r"\bhow (?:many|old|far|large|long|big)\b|\bwhat (?:number|share|percentage|age)\b|\bсколько\b",
    ),
    (AnswerType.DATE, r"\bwhen\b|\b(?:what|which) (?:year|month|date|day|time)\b|\bin what (?:year|month)\b|\bкогда\b"),
    (AnswerType.PLACE, r"\bwhere\b|\b(?:what|which) (?:city|country|place|province|town|region)\b|\bгде\b"),
    (AnswerType.REASON, r"\bwhy\b|\bwhat (?:caused|causes|reason)\b|\bпочему\b|\bзачем\b"),
    (AnswerType.PERSON, r"\bwho(?:m|se)?\b|\bкто\b|\bкого\b|\bкому\b"),
    (AnswerType.DEFINITION, r"^\W*(?:what (?:is|are|was|were)|define|what does .+ mean|что такое)\b"),
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question taken apart. `keywords` are its content words as typed, in order, once each."""

    text: str
    language: str
    keywords: tuple[str, ...]
    answer_type: AnswerType

    @property
    def asked(self) -> str:
        """What it asks, without the topic that a follow-up has behind it in brackets."""
        return asked_of(self.text)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the content words, to be compared with `sentence_stems`."""
        return frozenset(stem for word in self.keywords for stem in stems(word, self.language))


def asked_of(text: str) -> str:
    """A question without the topic in brackets behind it; the whole where it asks nothing by itself."""
    own = _TOPIC.sub("", text)
    return own if _ASKS.search(own) else text


def parse_query(text: str) -> Query:
    """Takes a question apart; one of function words only keeps them all as keywords."""
    words = [match.group() for match in _WORD.finditer(text)]
    content = [word for word in words if is_content(word)] or words
    asked = asked_of(text)
    kind = next((kind for kind, pattern in _TYPES if re.search(pattern, asked, re.I)), AnswerType.OTHER)
    return Query(text, detect_language(text), tuple(dict.fromkeys(content)), kind)


def name_stems(query: Query) -> set[str]:
    """The stems of the names in a question; a rank before one ("Senator Rahn") is often left out."""
    names = (found.group() for found in NAME.finditer(query.text) if not _RANK.match(query.text, found.start()))
    return {stem for name in names for stem in stems(name, query.language)}
