"""Amounts of money, shares and counts in a sentence, normalised so that they can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from corpus import stems
from rag.words import is_content

_NAMES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty"""
NUMBER_WORDS = {word: n for n, word in enumerate(_NAMES.split())} | {"dozen": 12}
_SCALES = {"thousand": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12} | {
    "тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9, "трлн": 12, "триллион": 12
}  # fmt: skip
_CURRENCIES = {"us$": "USD", "$": "USD", "usd": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "rmb": "CNY", "rs": "rupee"}
_CURRENCY_WORDS = (
    ("USD", r"(?:u\.?s\.?\s+|american\s+)?dollars?|usd|долл(?:аров|ара|ар)?"),
    ("EUR", r"euros?|eur|евро"),
    ("GBP", r"pounds?\s+sterling|gbp"),
    ("CNY", r"(?:chinese\s+)?(?:yuan|renminbi)|rmb|юан(?:ей|я|ь)"),
    ("rupee", r"(?:pakistani\s+|indian\s+)?rupees?|рупи(?:й|и|я)"),
    ("RUB", r"(?:russian\s+)?(?:roubles?|rubles?)|руб(?:лей|ля|ль)?"),
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:[\s-]?(thousand|million|billion|trillion|mn|bn|tn|m)\b)?"
_RUSSIAN_SCALE = r"(?:\s?(тыс|млн|млрд|трлн|тысяч|миллион|миллиард|триллион)(?:а|ов|и)?\b\.?)?"
_MONEY = re.compile(rf"(us\$|[$€£¥]|\b(?:usd|rmb|rs)\b\.?)\s?({_NUMBER}){_SCALE}", re.I)
_MONEY_IN_WORDS = re.compile(
    rf"(?<![\w$€£¥.,-])({_NUMBER}|{'|'.join(NUMBER_WORDS)})\b(?:{_SCALE}|{_RUSSIAN_SCALE})\s?"
    rf"(?:{'|'.join(f'({words})' for _, words in _CURRENCY_WORDS)})\b", re.I
)  # fmt: skip
_PERCENT = re.compile(rf"(?<![\w.,])({_NUMBER})\s?(?:%|per\s?cent\b)", re.I)
_COUNT = re.compile(
    rf"(?<![\w$€£¥.,-])({_NUMBER}|{'|'.join(NUMBER_WORDS)})\b{_SCALE}((?:[\s-]+(?:of\s+)?[A-Za-z]+){{1,3}})", re.I
)
_AT_LEAST = r"at least|more than|over|no fewer than|no less than|not fewer than|upwards of|exceed(?:s|ed|ing)?|above"
_AT_MOST = r"at most|up to|no more than|not more than|fewer than|less than|under|below|as many as"
_ABOUT = r"about|around|nearly|almost|some|roughly|approximately|an estimated|close to|circa"
_HEDGE = re.compile(rf"\b(?:({_AT_LEAST})|({_AT_MOST})|({_ABOUT}))\s*(?:the\s+|a\s+)?$", re.I)
_OR_MORE = re.compile(r"^\W*(?:or more|and more|plus)\b", re.I)
_ASKED_MONEY = """money sum amount total worth value cost price put estimated valued million millions billion billions
trillion dollar dollars euro euros yuan rupee rupees ruble rubles us"""
_NEAR = Decimal("0.1")  # of a hedged value: "about 100" and "108" agree


class Bound(Enum):
    """What a figure says of the true value."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value of one kind: a currency code, `%`, or the stem of what is counted.

    `text` is as written, `start` where it begins in the sentence.
    """

    value: Decimal
    kind: str
    text: str
    bound: Bound = Bound.EXACT
    start: int = 0

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be true of the same thing: "at least five" and "five" can."""
        if self.bound is Bound.EXACT and other.bound is not Bound.EXACT:
            return other.agrees(self)
        match self.bound:
            case Bound.AT_LEAST:
                return other.bound is not Bound.EXACT or other.value >= self.value
            case Bound.AT_MOST:
                return other.bound is not Bound.EXACT or other.value <= self.value
            case Bound.ABOUT:
                return abs(self.value - other.value) <= _NEAR * max(self.value, other.value)
            case _:
                return self.value == other.value


def money_in(text: str) -> Iterator[Quantity]:
    """Amounts such as `US$54 billion`, `$54bn`, `$54,000 million` and `54 billion US dollars`, by currency."""
    for match in _MONEY.finditer(text):
        sign, number, scale = match.groups()
        yield _quantity(text, match, _scaled(number, scale), _CURRENCIES[sign.lower().rstrip(".")])
    for match in _MONEY_IN_WORDS.finditer(text):
        number, scale, russian, *currencies = match.groups()
        currency = next(code for (code, _), found in zip(_CURRENCY_WORDS, currencies, strict=True) if found)
        yield _quantity(text, match, _scaled(number, scale or russian), currency)


def money_words(language: str) -> frozenset[str]:
    """Stems of the words by which an amount of money is asked for."""
    return frozenset(stems(_ASKED_MONEY, language))


def percentages_in(text: str) -> Iterator[Quantity]:
    """Shares such as `12%` or `12 per cent`."""
    for match in _PERCENT.finditer(text):
        yield _quantity(text, match, _number(match.group(1)), "%")


def counts_in(text: str, noun: str, language: str) -> Iterator[Quantity]:
    """Counts of `noun`: a number with the noun, by stem, among the three words behind it."""
    wanted = stems(noun, language)
    for match in _COUNT.finditer(text):
        number, scale, following = match.groups()
        if wanted and _leads_to(wanted[-1], following, language):
            yield _quantity(text, match, _scaled(number, scale), wanted[-1])


def _quantity(text: str, match: "re.Match[str]", value: Decimal, kind: str) -> Quantity:
    return Quantity(value, kind, match.group().strip(), bound_of(text, match.start(), match.end()), match.start())


def bound_of(text: str, start: int, end: int) -> Bound:
    """What the words around a figure make of it."""
    hedge = _HEDGE.search(text[:start])
    if hedge:
        return Bound.AT_LEAST if hedge[1] else Bound.AT_MOST if hedge[2] else Bound.ABOUT
    return Bound.AT_LEAST if _OR_MORE.match(text[end:]) else Bound.EXACT


def _leads_to(noun: str, following: str, language: str) -> bool:
    """Whether the noun comes with nothing but its attributes before it: "9 large ships", not "2021 the ships"."""
    for word in re.split(r"[\s-]+", following.strip(" -")):
        if noun in stems(word, language):
            return True
        if not is_content(word):
            return False
    return False


def _scaled(number: str, scale: str | None) -> Decimal:
    return _number(number).scaleb(_SCALES.get((scale or "").lower(), 0))


def _number(text: str) -> Decimal:
    try:
        return Decimal(NUMBER_WORDS[text.lower()] if text.lower() in NUMBER_WORDS else text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)


def number_of(text: str) -> Decimal:
    """The value of a number in figures or, up to twenty, in words; 0 for anything else."""
    return _number(text)
