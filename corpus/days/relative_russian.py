"""Days that Russian text names by their distance from now: "вчера", "в апреле прошлого года", "во вторник"."""

import re
from collections.abc import Iterator

from corpus.days.calendar_math import Anchor, Days, Named, Unit, in_year
from corpus.days.month_names import english_and_russian_weekdays, months
from corpus.days.windows import places_of, windows

_DAYS = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
_UNIT = r"(?P<unit>недел[юиеь]|месяц(?:а|е|ев)?|год(?:а|у)?|лет|дн[яей]й?|день)"
_STEM = r"(?P<step>прошл|минувш|эт|нынешн|текущ|следующ|будущ)(?:ый|ого|ом|ой|ую|ая|ий|его|ем|ей|юю|от|о)?"
_MONTH = (
    "январ[ья]|январе|феврал[ья]|феврале|марта?|марте|апрел[ья]|апреле|ма[йяе]|июн[ьяе]|июл[ьяе]|августа?|августе|"
    "сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]"
)
_WEEKDAY = "понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье"
_COUNTS = {
    "один": 1,
    "одну": 1,
    "два": 2,
    "две": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "десять": 10,
}
_NAMED = re.compile(
    r"(?<!\w)(?:"
    rf"(?P<word>{'|'.join(_DAYS)})(?!\w)|"
    rf"(?P<year_of>(?:в\s|(?P<day_of>\d{{1,2}})\s)?(?P<month_of>{_MONTH})\s"
    rf"{_STEM.replace('step', 'step_of')}\sгода)(?!\w)|"
    rf"(?P<ago>(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s)?{_UNIT.replace('unit', 'unit_ago')}\sназад)(?!\w)|"
    rf"(?P<stepped>{_STEM}\s(?:{_UNIT}|(?P<weekday_of>{_WEEKDAY})))(?!\w)|"
    rf"(?P<on>во?\s(?P<weekday>{_WEEKDAY}))(?!\w)|"
    rf"(?P<dated>(?P<day>\d{{1,2}})\s(?P<month>{_MONTH}))(?!\w)(?!\s\d{{4}})|"
    rf"(?P<in>в\s(?P<month_in>{_MONTH}))(?!\w)(?!\s\d{{4}}))",
    re.I,
)
_AHEAD = re.compile(r"\b(?:буд(?:ет|ут)|планиру\w+|намерен\w*|состоится|пройдёт|пройдет|ожида\w+|до)\b[^.!?]*$", re.I)
_WORDS = (
    "вчера", "сегодня", "завтра", "назад", "прошл", "минувш", "нынешн", "текущ", "следующ", "будущ", "этом", "этого",
    "этой", "эту", "январ", "феврал", "март", "апрел", "мая", "май", "мае", "июн", "июл", "август", "сентябр", "октябр",
    "ноябр", "декабр", "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье",
)  # fmt: skip
_LONGEST = 40  # characters of a mention
_LOOK_BACK = 90  # characters


def russian(text: str, anchor: Anchor) -> Iterator[Named]:
    """Every such mention; days are None where the day of publication is not known finely enough."""
    for begin, stop in windows(places_of(text.lower(), _WORDS), _LONGEST, _LONGEST, len(text)):
        for found in _NAMED.finditer(text, begin, stop):
            start, end = found.span()
            ahead = bool(_AHEAD.search(text[max(0, start - _LOOK_BACK) : start]))
            bare = bool(found["on"] or found["dated"] or found["in"])
            yield Named(start, end, _days(found, anchor, ahead=ahead), bare=bare)


def _days(found: "re.Match[str]", anchor: Anchor, *, ahead: bool) -> Days | None:
    if found["word"]:
        return anchor.shifted(Unit.DAY, _DAYS[found["word"].lower()])
    if found["year_of"]:
        day = int(found["day_of"]) if found["day_of"] else None
        return in_year(anchor.first.year + _step(found["step_of"]), _month(found["month_of"]), day)
    if found["ago"]:
        written = (found["count"] or "один").lower()
        return anchor.shifted(_unit(found["unit_ago"]), -(_COUNTS[written] if written in _COUNTS else int(written)))
    if found["unit"]:
        return anchor.shifted(_unit(found["unit"]), _step(found["step"]))
    if found["stepped"] or found["on"]:
        by = _step(found["step"]) if found["stepped"] else int(ahead)
        return anchor.weekday(_weekday(found["weekday_of"] or found["weekday"]), direction=by)
    month = _month(found["month"] or found["month_in"])
    return anchor.month(month, int(found["day"]) if found["day"] else None, ahead=ahead)


def _step(stem: str) -> int:
    return {"прошл": -1, "минувш": -1, "следующ": 1, "будущ": 1}.get(stem.lower(), 0)


def _unit(word: str) -> Unit:
    units = {"не": Unit.WEEK, "ме": Unit.MONTH, "го": Unit.YEAR, "ле": Unit.YEAR}
    return units.get(word.lower()[:2], Unit.DAY)


def _month(word: str) -> int:
    return months()[word.lower()]


def _weekday(word: str) -> int:
    return english_and_russian_weekdays()[word.lower()]
