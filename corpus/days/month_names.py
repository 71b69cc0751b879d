"""The names of months and weekdays in many languages, as dateparser's tables hold them."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module

_LANGUAGES = "en ru uk ky kk uz tr az de fr es it pt nl pl cs ro bg sr sv da fi el ar fa ur hi id"
_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORTEST = 3  # letters: "di" and "ma" are weekdays too, and much else
# Forms that the tables lack: the second of months where they hold the first case only, and "Sept".
_MORE = {"sept": 9, "январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7, "августе": 8,
         "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12}  # fmt: skip


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """1 to 12 by case-folded name; where two languages disagree the earlier in our list is right."""
    return {**dict(_names(_MONTHS)), **_MORE}


@lru_cache(maxsize=1)
def english_and_russian_weekdays() -> dict[str, int]:
    """0 (Monday) to 6 by case-folded full name."""
    return {name: number - 1 for name, number in _names(_WEEKDAYS, "en ru") if len(name) > 4}


@lru_cache(maxsize=1)
def all_weekdays() -> frozenset[str]:
    """Case-folded names of weekdays in all languages."""
    return frozenset(name for name, _ in _names(_WEEKDAYS))


def _names(keys: str, languages: str = _LANGUAGES) -> Iterator[tuple[str, int]]:
    for language in reversed(languages.split()):
        table = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, key in enumerate(keys.split(), start=1):
            for name in table[key]:
                folded = name.casefold().rstrip(".")
                if folded.isalpha() and len(folded) >= _SHORTEST:
                    yield folded, number
