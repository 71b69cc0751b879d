"""Figures of a claim: each must stand in its sentences with the same value, unit, bound and thing counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corpus import stems
from rag.guards.days import dates_in
from rag.guards.text import Breach, Said
from rag.quantities import NUMBER_WORDS, Bound, bound_of
from rag.words import is_content

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {**NUMBER_WORDS, **{word: 10 * n for n, word in enumerate(_TENS, 2)}, "hundred": 100}
_SCALES = {
    "thousand": 3, "million": 6, "mn": 6, "mln": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12,
    "тыс": 3, "млн": 6, "млрд": 9, "трлн": 12, "тысяч": 3, "миллион": 6,
    "миллиард": 9, "триллион": 12, "万": 4, "萬": 4, "亿": 8, "億": 8,
}  # fmt: skip
_SHORT_SCALES = {"k": 3, "m": 6, "b": 9}  # behind a currency only: "5 m" is a length
_ONES = "|".join(word for word, value in _WORDS.items() if value < 100)
_CARDINAL = (
    rf"(?:a\s+hundred|(?:{_ONES})(?:[\s-](?:{_ONES}))?(?:\s+hundred)?)"
    rf"(?:\s+(?:and\s+)?(?:{_ONES})(?:[\s-](?:{_ONES}))?)?"
)
_ORDINALS_WORDS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"""
_ORDINALS = _ORDINALS_WORDS.split()
_CURRENCIES = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "£": "GBP", "gbp": "GBP", "¥": "CNY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "renminbi": "CNY",
    "₹": "INR", "inr": "INR", "₽": "RUB", "rub": "RUB", "rs": "rupee", "rs.": "rupee", "rupee": "rupee",
    "rupees": "rupee", "pkr": "PKR", "jpy": "JPY", "yen": "JPY", "hk$": "HKD", "a$": "AUD", "c$": "CAD",
}  # fmt: skip
_UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "٪": "%", "‰": "‰", "percentage point": "points", "km": "km",
    "kilometre": "km", "kilometer": "km", "m": "m", "metre": "m", "meter": "m", "cm": "cm", "mm": "mm", "mile": "mile",
    "ft": "foot", "foot": "foot", "feet": "foot", "kg": "kg", "kilogram": "kg", "ton": "ton", "tonne": "tonne",
    "mw": "MW", "gw": "GW", "kwh": "kWh", "hectare": "ha", "ha": "ha", "acre": "acre", "barrel": "barrel",
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "month": "month",
    "year": "year", "decade": "decade", "century": "century", "centurie": "century", "degree": "°", "°c": "°C",
    "°f": "°F", "°": "°", "км": "км", "м": "м", "см": "см", "мм": "мм", "кг": "кг", "га": "га",
}  # fmt: skip
_UNIT = "|".join(sorted((re.escape(one) for one in _UNITS), key=len, reverse=True))
_RUSSIAN = (
    "процент|промилле|километр|метр|мил[ьи]|килограмм|тонн|час|минут|секунд|день|дня|дней|недел|месяц|год|лет|градус|"
    "гектар|рубл|доллар|евро|юан|рупи"
)
_SAME_UNIT = {"миль": "мили", "дня": "день", "дней": "день", "лет": "год", "процент": "%", "промилле": "‰"}
_FIGURE = re.compile(
    r"(?P<before>(?:us|hk|a|c)\$|[$€£¥₹₽]|\b(?:usd|eur|gbp|cny|rmb|inr|rub|pkr|jpy|rs\.?))?\s?"
    r"(?P<sign>(?<![\w)\]])-)?(?P<relation>[+±~≈<>≤≥∼])?\s?(?P<later>(?<![\w)\]])-)?"
    rf"(?P<number>(?<![\w.])(?:\d{{1,3}}(?:[, ]\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*|\b(?:{_CARDINAL})\b)"
    r"(?P<raised>[²³¹⁰⁴-⁹½¼¾₀-₉]*)"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<decade>s)\b)?"
    rf"(?:[\s-]?(?P<scale>(?:{'|'.join(_SCALES)})(?![A-Za-z])\w*|[kmb]\b(?<=\d[kmb])))?"
    rf"(?:[\s-](?P<russian>{_RUSSIAN})\w*)?"
    rf"(?:[\s-]?(?P<unit>(?:{_UNIT})(?:e?s)?(?P<power>[2-9²³]?)(?!\w))|\s?(?P<after>dollars?|euros?|yuan|renminbi|rupees?|yen|[€₽])(?!\w))?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_BARE = re.compile(r"[½¼¾⅓⅔]|(?<!\d)[²³]")
_FOLLOWING = re.compile(r"[\s-]+(?:of\s+(?:the\s+)?)?([^\W\d_]+)")
_COUNTS = re.compile(  # "1900 ships", and not "in 1900 and was"
    r"\s+(?:(?!(?:and|as|but|he|it|or|she|to|until|which|who)\b)[a-z]+\s+)?"
    r"(?!(?:as|does|has|his|is|its|this|thus|was)\b)[a-z]{2,}s\b"
)
_SAME = {"peopl": "person", "individu": "person", "live": "person"}
_FATES = frozenset(["kill", "die", "dead", "injur", "wound", "hurt", "arrest", "report"])  # what befell those counted
_ARTICLES = {"a", "an", "one", "single", "1"}


@dataclass(frozen=True, slots=True)
class Figure:
    """`unit` is a currency, a measure, `ordinal` or `decade`, or empty; `nouns` are stems of what is counted."""

    value: Decimal
    unit: str
    nouns: frozenset[str]
    bound: Bound
    text: str
    start: int
    end: int


def figures_in(said: Said) -> list[Figure]:
    """The figures of a text that are no part of a date, in order."""
    text = said.text
    for day in dates_in(text):
        if day.text.isdigit() and _COUNTS.match(text, day.end):
            continue  # "1900 ships" may be a year and may be a count: it must stand as both
        text = text[: day.start] + "\x00" * (day.end - day.start) + text[day.end :]
    found = [_figure(text, match, said.language) for match in _FIGURE.finditer(text)]
    for match in _ORDINAL.finditer(text):
        rank = _ORDINALS.index(match.group().lower()) + 1
        found.append(Figure(Decimal(rank), "ordinal", frozenset(), Bound.EXACT, match.group(), *match.span()))
    marks = (Figure(Decimal(0), one[0], frozenset(), Bound.EXACT, one[0], *one.span()) for one in _BARE.finditer(text))
    return [*found, *marks]


def wrong_figures(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """The claim's figures that no source holds so."""
    known = [one for source in sources for one in figures_in(source)]
    for figure in figures_in(claim):
        alike = [one for one in known if one.value == figure.value]
        if not alike and figure.text.casefold() == "one" and any(_ARTICLES & source.lower for source in sources):
            alike = [figure]
        if not alike:
            yield Breach("number", f"“{figure.text}” is no figure of the sentences it cites")
            continue
        same_unit = [one for one in alike if one.unit == figure.unit]
        if not same_unit:
            yield Breach("unit", f"“{figure.text}” has another unit there: “{alike[0].text}”")
        elif not any(_bound_kept(figure, one) for one in same_unit):
            yield Breach("number", f"“{figure.text}” is “{same_unit[0].bound.value}” there, or is not")
        elif _counts_another(figure, same_unit, known):
            yield Breach("number", f"“{figure.text}” counts something else there")


def _bound_kept(mine: Figure, theirs: Figure) -> bool:
    return mine.bound is theirs.bound or (theirs.bound is Bound.EXACT and mine.bound is Bound.ABOUT)


def _counts_another(figure: Figure, alike: Sequence[Figure], known: Sequence[Figure]) -> bool:
    """Whether something that the claim counts is counted by the sources, only never with this value."""
    own = frozenset().union(*(one.nouns for one in alike if one is not figure))
    others = frozenset().union(*(one.nouns for one in known if one.unit == figure.unit and one.value != figure.value))
    return bool((figure.nouns & others) - own - _FATES)


def _figure(text: str, match: "re.Match[str]", language: str) -> Figure:
    parts = match.groupdict()
    money = (parts["before"] or parts["after"] or "").lower()
    value = _value(parts["number"])
    scale = (parts["scale"] or "").lower()
    if scale in _SHORT_SCALES:
        value = value.scaleb(_SHORT_SCALES[scale]) if money else value
    elif scale:
        value = value.scaleb(next(power for name, power in _SCALES.items() if scale.startswith(name)))
    unit = (parts["unit"] or "").lower().removesuffix(parts["power"] or "")
    measure = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s")) or _UNITS.get(unit.removesuffix("es")) or ""
    if scale in _SHORT_SCALES and not money:
        measure = _UNITS.get(scale, scale)
    if russian := (parts["russian"] or "").lower():
        measure = _SAME_UNIT.get(russian, russian)
    mark = "ordinal" if parts["ordinal"] else "decade" if parts["decade"] else ""
    words = match.group().strip(" \x00")
    return Figure(
        -value if parts["sign"] or parts["later"] else value,
        "".join(
            (
                parts["relation"] or "",
                _CURRENCIES.get(money, money) or measure or mark,
                parts["raised"] or "",
                parts["power"] or "",
            )
        ),
        frozenset() if measure or mark or money else _nouns(text[match.end() :], language),
        bound_of(text, match.start() + len(match.group()) - len(match.group().lstrip()), match.end()),
        words,
        text.index(words, match.start()),
        text.index(words, match.start()) + len(words),
    )


def _nouns(behind: str, language: str) -> frozenset[str]:
    """Stems of the up to three content words that follow a figure."""
    found: list[str] = []
    at = 0
    while len(found) < 3 and (match := _FOLLOWING.match(behind, at)) and is_content(match[1]):
        found += [_SAME.get(stem, stem) for stem in stems(match[1], language)]
        at = match.end()
    return frozenset(found)


def _value(number: str) -> Decimal:
    lower = number.lower()
    if not any(one.isdigit() for one in lower):
        return _spelled(lower)
    plain = re.sub(r"[, ](?=\d{3}(?!\d))", "", lower).replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:  # "1.2.3" is a version: compared as its digits
        return Decimal(int("".join(one for one in plain if one.isdigit())))


def _spelled(words: str) -> Decimal:
    total = 0
    for word in re.split(r"[\s-]+", words):
        value = _WORDS.get(word, 0)
        total = (total or 1) * 100 if value == 100 else total + value
    return Decimal(total)
