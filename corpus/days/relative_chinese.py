"""Days that Chinese text names by their distance from now: 昨天, 上个月, 去年4月, 三天前, 4月26日."""

import re
from collections.abc import Iterator
from datetime import timedelta

from corpus.days.calendar_math import Anchor, Days, Named, Unit, in_year
from corpus.days.windows import windows

_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_STEPS = {"上": -1, "本": 0, "这": 0, "下": 1}
_UNITS = {"天": Unit.DAY, "周": Unit.WEEK, "星期": Unit.WEEK, "月": Unit.MONTH, "年": Unit.YEAR}
_WORDS = re.compile("[天日年周期月]")
_LONGEST = 12  # characters of a mention
_FIGURES = "一二三四五六七八九十"
_NAMED = re.compile(
    rf"(?P<word>{'|'.join(_DAYS)})|"
    rf"(?P<year>{'|'.join(_YEARS)})(?:(?P<month_of>\d{{1,2}})月(?:(?P<day_of>\d{{1,2}})[日号])?)?|"
    r"(?P<step>[上本这下])个?(?P<unit>周|星期|月)(?P<weekday>[一二三四五六日天])?(?!\d)|"
    rf"(?P<count>\d{{1,3}}|[{_FIGURES}两])个?(?P<unit_ago>天|周|星期|月|年)前|"
    r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
)


def chinese(text: str, anchor: Anchor) -> Iterator[Named]:
    """Every such mention; days are None where the day of publication is not known finely enough."""
    places = (found.start() for found in _WORDS.finditer(text))
    for begin, stop in windows(places, _LONGEST, _LONGEST, len(text)):
        for found in _NAMED.finditer(text, begin, stop):
            yield Named(*found.span(), _days(found, anchor), bare=bool(found["month"]))


def _days(found: "re.Match[str]", anchor: Anchor) -> Days | None:
    if found["word"]:
        return anchor.shifted(Unit.DAY, _DAYS[found["word"]])
    if found["year"]:
        by, month = _YEARS[found["year"]], found["month_of"]
        day = int(found["day_of"]) if found["day_of"] else None
        return in_year(anchor.first.year + by, int(month), day) if month else anchor.shifted(Unit.YEAR, by)
    if found["step"]:
        unit, by = _UNITS[found["unit"]], _STEPS[found["step"]]
        if found["weekday"] and unit is Unit.WEEK and (week := anchor.shifted(Unit.WEEK, by)):
            number = "一二三四五六日".find(found["weekday"].replace("天", "日"))
            named = week[0] + timedelta(days=number)
            return (named, named) if anchor.known is Unit.DAY else None
        return anchor.shifted(unit, by)
    if found["count"]:
        return anchor.shifted(_UNITS[found["unit_ago"]], -_count(found["count"]))
    return anchor.month(int(found["month"]), int(found["day"]), ahead=False)


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    return 2 if written == "两" else _FIGURES.index(written) + 1
