"""Amounts of money and counts in a sentence, normalised so that they can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corpus import stems
from rag.words import is_content

_NAMES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty"""
_WORDS = {word: n for n, word in enumerate(_NAMES.split())}
_SCALES = {"thousand": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_CURRENCIES = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = re.compile(rf"(us\$|[$€£¥])\s?({_NUMBER})(?:[\s-]?(thousand|million|billion|trillion|mn|bn|tn|m)\b)?", re.I)
_COUNT = re.compile(rf"(?<![\w$€£¥.,-])({_NUMBER}|{'|'.join(_WORDS)})\b((?:[\s-]+[A-Za-z]+){{1,3}})", re.I)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value of one kind: a currency code, or the stem of what is counted. `text` is as written."""

    value: Decimal
    kind: str
    text: str


def money_in(text: str) -> Iterator[Quantity]:
    """Amounts such as `US$54 billion`, `$54bn` or `54,000 million`-style figures behind a currency sign."""
    for match in _MONEY.finditer(text):
        sign, number, scale = match.groups()
        value = _number(number) * 10 ** _SCALES.get((scale or "").lower(), 0)
        yield Quantity(value, _CURRENCIES[sign.lower()], match.group())


def counts_in(text: str, noun: str, language: str) -> Iterator[Quantity]:
    """Counts of `noun`: a number with the noun, by stem, among the three words behind it."""
    wanted = stems(noun, language)
    for match in _COUNT.finditer(text):
        number, following = match.groups()
        if wanted and _leads_to(wanted[-1], following, language):
            yield Quantity(_number(number), wanted[-1], match.group().strip())


def _leads_to(noun: str, following: str, language: str) -> bool:
    """Whether the noun comes with nothing but its attributes before it: "9 large ships", not "2021 the ships"."""
    for word in re.split(r"[\s-]+", following.strip(" -")):
        if noun in stems(word, language):
            return True
        if not is_content(word):
            return False
    return False


def _number(text: str) -> Decimal:
    try:
        return Decimal(_WORDS[text.lower()] if text.lower() in _WORDS else text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)
