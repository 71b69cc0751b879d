"""The lines at the head and the foot of a text, and what each of them is not: a headline, a name, a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import all_weekdays, written_dates
from ingest.flow import ASKS_FOR_MORE
from ingest.names import is_name, names_in

_HEAD = 8000  # characters
_FOOT = 2500
_MOST_HEAD_LINES = 70
_PARAGRAPH = 200  # characters; a longer line is running text
_PARAGRAPH_WORDS = 12  # a line that ends like a sentence and has so many is running text too
_ENDS = re.compile(r"[.;:,。；：，…][\"'”’»)\]]*$|[.!?]\s.*[.!?][\"'”’»)\]]*$")
_NAVIGATION = re.compile(
    r"\W*(?:advertisement|sponsored|home|menu|search|subscribe\b.*|sign (?:up|in)\b.*|log ?in\b.*|register|contents|"
    r"read more\b.*|learn more|more stories.*|related\b.*|share\b.*|follow\b.*|skip to .*|get (?:more|the|our) .*|"
    r"a personali[sz]ed .*|welcome to .*|all rights reserved.*|(?:©|copyright\b).*|we use cookies.*|accept(?: all)?|"
    r"print|e-?mail|comments?.*|\d+ (?:comments?|shares?|views?|min(?:ute)?s? read).*|(?:min(?:ute)?s? )?read|listen.*|"
    r"download.*|main menu|реклама|меню|поиск|подписаться.*|поделиться.*|главная|читайте также.*|广告|首页|登录|"
    r"分享.*|搜索|\d{1,4})\W*$",
    re.I,
)
_PICTURE = re.compile(
    r"\b(?:photo(?:graph)?|image|picture|file photo|illustration|фото|图)\b\s*[:：©/]|getty images", re.I
)
_IDENTIFIER = re.compile(
    r"\W*(?:doi\b|https?:|www\.|10\.\d{4}|udc\b|удк|ббк|issn|isbn|arxiv|jel\b|vol(?:ume)?\b\.?\s*\d|no\.\s*\d|pp\.|№)"
    r"|\S*\S+@\S+\.\w+$|.{0,80}\b(?:vol(?:ume)?\.?|no\.|том|вып\.)\s*\d",
    re.I,
)
_SECTION = re.compile(
    r"\W*(?:abstract|summary|keywords?\b.*|introduction|references|аннотация|ключевые слова\b.*|введение|"
    r"кыскача мазмуну|түйүндүү сөздөр\b.*|摘要|关键词.*|chapter \w+|part \w+|contents)\W*$",
    re.I,
)
_AFFILIATION = re.compile(
    r"\b(?:university|college|institute|department|faculty|school of|academy|centre|center for|laborator(?:y|ies)|"
    r"lecturer|professor|associate|ph\.?\s?d|m\.?sc|postgraduate|graduate student|undergraduate|doctoral|candidate|"
    r"fellow|researcher|scholar|orcid|correspond(?:ing|ence)|e-?mail|университет|колледж|институт|кафедра|академия|"
    r"факультет|профессор|доцент|преподаватель|аспирант|студент|доктор|кандидат|лектор|колледжи|университети|"
    r"окутуучу)\b|大学|学院|研究所",
    re.I,
)
_LABEL = re.compile(
    r"\W{0,3}(?:by|text by|written by|authors?|publisher|source|published|posted|date|url|doi|to|from|cc|re|subject|"
    r"автор\w*|текст|дата\b.*|опубликовано|источник|作者|文|记者|发布时间|发表时间|发布日期|日期|来源)\s*[:：]|\W{0,3}by\s",
    re.I,
)
_NEXT_LABEL = re.compile(
    r"[ \t\u3000]+(?=(?:来源|作者|记者|编辑|责任编辑|发布时间)\s?[:：])"
)  # several labels on a line
_CLOCK = re.compile(
    r"\b(?:first )?(?:published|posted|release date)\b:?|\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\b[A-Z]{2,4}\b|"
    r"\b(?:at|on|in|г|года|жыл|uhr|le|à)\b",
    re.I,
)
_BYLINE = re.compile(r"\bby\s+[^\W\d_]", re.I)
_READING_TIME = re.compile(r"\d+[\s-]min(?:ute)?s?(?: read)?|\d+ (?:comments?|views?)", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words; `alone` where a blank line or an end of the text stands on both sides."""

    text: str
    alone: bool

    @property
    def is_paragraph(self) -> bool:
        """Whether it is running text."""
        words = len(self.text.split())
        return len(self.text) > _PARAGRAPH or (words >= _PARAGRAPH_WORDS and bool(_ENDS.search(self.text)))

    @property
    def is_furniture(self) -> bool:
        """Navigation, a picture's caption, an identifier or a section's name: part of no article's opening."""
        patterns = (_NAVIGATION.match, _PICTURE.search, _IDENTIFIER.match, _SECTION.match)
        return any(test(self.text) for test in patterns)

    @property
    def is_label(self) -> bool:
        """Whether it begins with the name of a value, such as `Published:` or `By`."""
        return bool(_LABEL.match(self.text))

    @property
    def is_day(self) -> bool:
        """Whether it says a day and, beside it, no more than a time, a weekday, a name or a byline."""
        found = next(iter(written_dates(self.text)), None)
        if found is None:
            return False
        rest = _CLOCK.sub(" ", self.text[: found.start] + "|" + self.text[found.end :])
        parts = [part.strip(" ,.|") for part in re.split(r"[|•·]|\s[–—-]\s", rest)]
        return self.is_byline or all(_stands_by_a_day(part) for part in parts)

    @property
    def is_byline(self) -> bool:
        """Whether it says who wrote."""
        return bool(_BYLINE.search(self.text))

    @property
    def is_affiliation(self) -> bool:
        """Whether it tells somebody's post or employer."""
        return len(self.text) <= _PARAGRAPH and bool(_AFFILIATION.search(self.text))

    @property
    def ends_like_a_sentence(self) -> bool:
        """Whether it closes with a full stop, a comma or the like."""
        return bool(_ENDS.search(self.text))


def head_of(text: str) -> list[Line]:
    """The first lines, down to what can still be an article's opening."""
    return _lines(text[:_HEAD])[:_MOST_HEAD_LINES]


def foot_of(text: str) -> list[Line]:
    """The last lines of a text that is longer than its head."""
    return _lines(text[max(_HEAD, len(text) - _FOOT) :]) if len(text) > _HEAD else _lines(text)[-12:]


def _stands_by_a_day(part: str) -> bool:
    weekday = part.casefold().strip("., ") in all_weekdays()
    return not any(map(str.isalpha, part)) or weekday or bool(names_in(part)) or bool(_READING_TIME.fullmatch(part))


def _lines(text: str) -> list[Line]:
    apart = _NEXT_LABEL.sub("\n", text)
    raw = _unwrapped([line.strip(" \t\r\f\v\u00a0\ufeff\u200b") for line in apart.split("\n")])
    return [Line(line, _alone(raw, place)) for place, line in enumerate(raw) if any(map(str.isalnum, line))]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines joined again where one plainly goes on in the next."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        goes_on = line[:1].islower() or bool(ASKS_FOR_MORE.search(before[-12:]))
        apart = (
            "@" in line or _LABEL.match(line) or _LABEL.match(before) or is_name(before) or _NAVIGATION.match(before)
        )
        if line and before and goes_on and not apart:
            joined[-1] = f"{before} {line}"
        else:
            joined.append(line)
    return joined


def _alone(lines: Sequence[str], place: int) -> bool:
    before = place == 0 or not lines[place - 1]
    after = place == len(lines) - 1 or not lines[place + 1]
    return before and after
