"""Dates that a claim names: each must be one that its sentences name, or that their words mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.guards.text import Breach, Said

_ENGLISH_WORDS = """January February March April May June July August September October November December"""
_ENGLISH = _ENGLISH_WORDS.split()
_RUSSIAN_WORDS = """январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр"""
_RUSSIAN = _RUSSIAN_WORDS.split()
_ENDS = r"(?:ь|я|е|а|у|ю|й|ем|ём|ом|ой)?"
_MONTH = (
    r"(?P<month>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\.|\s+\d)|"
    + "|".join(_ENGLISH)
    + "|"
    + "|".join(f"(?:{one[0].upper()}|{one[0]}){one[1:]}{_ENDS}(?![а-яё])" for one in _RUSSIAN)
    + r")\.?"
)
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>1\d{3}|20\d\d)(?!\d|[.,]\d|s\b|\s?%)"
_ONWARD = r"(?:\s?(?:-|to|and)\s?(?P<until>\d{1,2})(?:st|nd|rd|th)?(?![\d,.]*\d))?"
_FORMS = (
    re.compile(r"(?<!\d)(?P<year>1\d{3}|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?P<year>\d{4})\s?年(?:\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?)?"),
    re.compile(rf"(?<![\w.]){_DAY}{_ONWARD}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"),
    re.compile(rf"(?<!\w){_MONTH}\s+{_DAY}(?![\d,.]*\d){_ONWARD}(?:,?\s+{_YEAR})?"),
    re.compile(rf"(?<!\w){_MONTH},?\s+(?:of\s+)?{_YEAR}"),
    re.compile(rf"(?<!\w){_MONTH}(?!\w)"),
    re.compile(rf"(?<![\w.,$€£¥/]){_YEAR}(?!\w)"),
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|circa|roughly|nearly|c\.|ca\.)|около|примерно)\s*(?:the\s+year\s+)?\Z", re.I
)
_SIGN = re.compile(r"(?<![\w)\]])[-+±~≈<>≤≥∼]$")


@dataclass(frozen=True, slots=True)
class Named:
    """A date as precise as it is written; `text` is how, at `start` to `end`."""

    year: int | None
    month: int | None
    day: int | None
    until: int | None
    text: str
    start: int
    end: int

    def within(self, other: "Named") -> bool:
        """Whether `other` names the same, at least as precisely."""
        pairs = (
            (self.year, other.year),
            (self.month, other.month),
            (self.day, other.day),
            (self.until, other.until),
        )
        return all(mine is None or mine == theirs for mine, theirs in pairs)

    def covers(self, earliest: date, latest: date) -> bool:
        """Whether every day of a stretch is one that it names."""
        return all(
            (self.year is None or self.year == one.year)
            and (self.month is None or self.month == one.month)
            and (self.day is None or self.day == one.day)
            for one in (earliest, latest)
        ) and (latest - earliest).days < (366 if self.month is None else 31)


def dates_in(text: str) -> list[Named]:
    """The dates of a folded text, in order; none overlaps another."""
    taken: list[Named] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in taken):
                taken.append(_named(match))
    return sorted(taken, key=lambda one: one.start)


def wrong_dates(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """The claim's dates that no source names and no source's words mean."""
    named = [one for source in sources for one in dates_in(source.text)]
    meant = [stretch for source in sources for stretch in source.days]
    for one in dates_in(claim.text):
        if not any(one.within(other) for other in named) and not any(one.covers(*stretch) for stretch in meant):
            yield Breach("date", f"“{one.text}” is no date of the sentences it cites")
        elif _is_about(one, claim.text, sources):
            yield Breach("hedge", f"“{one.text}” is only about the date in the sentences it cites")
        elif (marked := _marked(claim.text, one)) and not any(marked in source.text for source in sources):
            yield Breach("number", f"“{marked}” does not stand so in the sentences it cites")


def _is_about(one: Named, text: str, sources: Sequence[Said]) -> bool:
    """Whether the sentences tell a date only as near to it, and the claim as it."""
    if _ABOUT.search(text[: one.start]):
        return False
    theirs = [
        _ABOUT.search(source.text[: other.start]) is not None
        for source in sources
        for other in dates_in(source.text)
        if one.within(other)
    ]
    return bool(theirs) and all(theirs)


def _marked(text: str, one: Named) -> str:
    """The date with a sign or a per cent that makes a figure of it; empty where it has none."""
    before = _SIGN.search(text[: one.start])
    behind = text[one.end : one.end + 1]
    if not before and behind not in ("%", "‰", "°"):
        return ""
    return text[before.start() if before else one.start : one.end + (behind in ("%", "‰", "°"))]


def _named(match: "re.Match[str]") -> Named:
    parts = match.groupdict()
    year, day, until = (parts.get(name) for name in ("year", "day", "until"))
    return Named(
        int(year) if year else None,
        _month(parts["month"]) if parts.get("month") else None,
        int(day) if day else None,
        int(until) if until else None,
        match.group(),
        match.start(),
        match.end(),
    )


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    lower = word.casefold()
    for names in (_ENGLISH, _RUSSIAN):
        for number, name in enumerate(names, 1):
            # "ма" is May's stem and opens "март" too: March is asked first
            if lower.startswith(name.casefold()[:3] if names is _ENGLISH else name):
                return 5 if name == "ма" else number
    return 0
