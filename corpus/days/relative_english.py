"""Days that English text names by their distance from now: "last month", "on Tuesday", "in April last year"."""

import re
from collections.abc import Callable, Iterator

from corpus.days.calendar_math import Anchor, Days, Named, Unit, in_year
from corpus.days.month_names import english_and_russian_weekdays, months
from corpus.days.windows import places_of

_UNITS = {"day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}
_STEPS = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {"an": 1, "a": 1, **{word: number for number, word in enumerate(_NUMBERS.split(), start=1)}}
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_WORD = re.compile(r"[a-z]+")
_WORDS = ("yesterday", "today", "tomorrow", "tonight", "ago", "last", "this", "next", "current", "coming", "past")
# Looking for the few words that may begin a mention is twenty times as fast as one pattern for all of them.
_SMALL = tuple(f" {word}" for word in _WORDS)
_CAPITAL = re.compile(r"[A-Z][a-z]{2,8}")
_STEPPED = re.compile(
    rf"(?P<step>\w+)\s(?:(?P<unit>week|month|year)\b|(?P<weekday>{_WEEKDAY})\b|(?P<month>{_MONTH})\b(?!\s\d)"
    r"|(?P<day>night|morning|afternoon|evening)\b)",
    re.I,
)
_PART = re.compile(r"\b(?P<part>earlier|later)\s$", re.I)
_HOW_MANY = "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3}"
_BEFORE_AGO = re.compile(
    r"(?<![\w.,])(?:(?P<hedge>than|over|nearly|almost|about|around|least|some)\s)?"
    rf"(?P<count>{_HOW_MANY})\s(?P<unit>day|week|month|year)s?\s$",
    re.I,
)
_OF_YEAR = re.compile(
    r"(?:\s(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\s?[:%]|[,.]\d))?(?:,?\s(?:of\s)?(?P<step>this|last|next)\syear\b)?"
)
_DAY_BEFORE = re.compile(r"(?<![\w.,$€£])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?$")
_IN = re.compile(r"\b(?:in|since|until|till|by|during|from|to|of|before|after|early|late|mid|and)[\s-]$", re.I)
_TO_COME = "will|shall|going to|to be|is to|are to|plans?|planned|scheduled|due|expected|set|until|by|upcoming"
_AHEAD = re.compile(rf"\b(?:{_TO_COME})\b[^.!?]*$", re.I)
_NO_DAY = re.compile(r"\b(?:Black|Good|Bloody|Super|Holy|Palm|Easter|Cyber|Ash|Ruby)\s$")
_NO_DAY_AFTER = re.compile(r"\s(?:Times|Mail|Telegraph|Express|Post|Mirror|Review|Agreement|Mosque)\b")
_PAST = re.compile(r"past\s(?P<unit>week|month|year)\b", re.I)
_THE = re.compile(r"\bthe\s$", re.I)
_LOOK_BACK = 90  # characters


def english(text: str, anchor: Anchor) -> Iterator[Named]:
    """Every such mention; days are None where the day of publication is not known finely enough."""
    for place in places_of(text, _SMALL):
        yield from _handled(text, _WORD.match(text, place + 1), anchor)
    for found in _CAPITAL.finditer(text):
        yield from _handled(text, found, anchor)


def _handled(text: str, found: "re.Match[str] | None", anchor: Anchor) -> Iterator[Named]:
    handle = _HANDLERS.get(found.group().lower()) if found else None
    if found is None or handle is None or text[found.end() : found.end() + 1].isalnum():
        return
    if named := handle(text, found, anchor):
        yield named


def _word(text: str, found: "re.Match[str]", anchor: Anchor) -> Named | None:
    by = {"yesterday": -1, "tomorrow": 1}.get(found.group().lower(), 0)
    return Named(*found.span(), anchor.shifted(Unit.DAY, by))


def _step(text: str, found: "re.Match[str]", anchor: Anchor) -> Named | None:
    match = _STEPPED.match(text, found.start())
    if match is None or _THE.search(text[max(0, found.start() - 4) : found.start()]):
        return None  # "the last week of May" is told by its own words
    by, start = _STEPS[match["step"].lower()], match.start()
    if match["unit"]:
        days = anchor.shifted(_UNITS[match["unit"].lower()], by)
        part = _PART.search(text[max(0, start - 10) : start])
        if part and days and by == 0:
            return Named(start - len(part.group()), match.end(), _part_of(days, anchor, part["part"].lower()))
    elif match["weekday"]:
        number = english_and_russian_weekdays()[match["weekday"].lower()]
        days = anchor.weekday(number, direction=by or _direction(text, start))
    elif match["month"]:
        days = _named_month(anchor, months()[match["month"].lower().strip(".")], by)
    else:
        days = anchor.shifted(Unit.DAY, min(by, 0))
    return Named(start, match.end(), days)


def _part_of(days: Days, anchor: Anchor, part: str) -> Days:
    """What "earlier this month" means ends with the day of publication, "later this month" begins with it."""
    return (days[0], min(days[1], anchor.last)) if part == "earlier" else (max(days[0], anchor.first), days[1])


def _named_month(anchor: Anchor, month: int, by: int) -> Days | None:
    """What "last April" means is the one before the present one of that name; "this April" is the year's own."""
    if by == 0:
        return in_year(anchor.first.year, month) if anchor.known <= Unit.MONTH else None
    return None if anchor.first.month == month else anchor.month(month, None, ahead=by > 0)


def _ago(text: str, found: "re.Match[str]", anchor: Anchor) -> Named | None:
    start = max(0, found.start() - 30)
    match = _BEFORE_AGO.search(text[start : found.start()])
    if match is None or match["hedge"]:
        return None
    unit, written = _UNITS[match["unit"].lower()], match["count"].lower()
    count = _COUNTS[written] if written in _COUNTS else int(written)
    return Named(start + match.start(), found.end(), anchor.shifted(unit, -count))


def _weekday(text: str, found: "re.Match[str]", anchor: Anchor) -> Named | None:
    before = text[max(0, found.start() - 8) : found.start()]
    if _NO_DAY.search(before) or _NO_DAY_AFTER.match(text, found.end()):
        return None
    number = english_and_russian_weekdays()[found.group().lower()]
    return Named(*found.span(), anchor.weekday(number, direction=_direction(text, found.start())), bare=True)


def _direction(text: str, start: int) -> int:
    """1 where the words before speak of what is to come, else 0."""
    return int(bool(_AHEAD.search(text[max(0, start - _LOOK_BACK) : start])))


def _month(text: str, found: "re.Match[str]", anchor: Anchor) -> Named | None:
    number = months()[found.group().lower()]
    end = found.end() + (text[found.end() : found.end() + 1] == ".")
    after = _OF_YEAR.match(text, end)
    assert after is not None  # both of its parts may be missing
    window = text[max(0, found.start() - 12) : found.start()]
    before = _DAY_BEFORE.search(window)
    day = int(after["day"] or (before["day"] if before else 0)) or None
    start = found.start() - (len(window) - before.start() if before and not after["day"] else 0)
    if after["step"]:
        year = anchor.first.year + _STEPS[after["step"].lower()]
        return Named(start, after.end(), in_year(year, number, day))
    if day is None and not _IN.search(window):
        return None
    last = after.end() if after["day"] else found.end()
    return Named(start, last, anchor.month(number, day, ahead=bool(_direction(text, start))), bare=True)


def _past(text: str, found: "re.Match[str]", anchor: Anchor) -> Named | None:
    match = _PAST.match(text, found.start())
    return Named(*match.span(), anchor.back(_UNITS[match["unit"].lower()])) if match else None


_Handler = Callable[[str, "re.Match[str]", Anchor], Named | None]
_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(("yesterday", "today", "tomorrow", "tonight"), _word),
    **dict.fromkeys(("last", "this", "next", "current", "coming"), _step),
    "ago": _ago,
    "past": _past,
    **dict.fromkeys(_WEEKDAY.lower().split("|"), _weekday),
    **dict.fromkeys(_MONTH.lower().split("|"), _month),
}
