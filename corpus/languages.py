"""Which language a stretch of text is in, as an ISO 639-1 code."""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_KNOWN = [
    "ar",
    "be",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "it",
    "ja",
    "ka",
    "kk",
    "ko",
    "ky",
    "lt",
    "lv",
    "mk",
    "mn",
    "ms",
    "nl",
    "no",
    "pl",
    "ps",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "ta",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
]
_CERTAIN_LETTERS = 40  # below this the classifier errs on names and headings
DEFAULT = "en"


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    identifier.set_languages(_KNOWN)
    return identifier


def detect_languages(texts: Sequence[str]) -> list[str]:
    """One code for each text. A short one takes the language of the nearest of its script."""
    scripts = [_script(text) for text in texts]
    certain: dict[str, list[tuple[int, str]]] = {}
    for i, text in enumerate(texts):
        if _letters(text) >= _CERTAIN_LETTERS:
            certain.setdefault(scripts[i], []).append((i, _classify(text)))
    return [_nearest(i, scripts, certain) or _guess(texts[i]) for i in range(len(texts))]


def detect_language(text: str) -> str:
    """The language of one text on its own, such as a question."""
    script = _script(text)
    if script == "LATIN" and _letters(text) < 3 * _CERTAIN_LETTERS:
        return DEFAULT  # short Latin questions full of names are misread; English is the default
    return _guess(text)


def _classify(text: str) -> str:
    return str(_identifier().classify(text[:2000])[0])


def _guess(text: str) -> str:
    script = _script(text)
    if script == "LATIN" or not script:
        return DEFAULT
    if script == "CYRILLIC" and _letters(text) < 3 * _CERTAIN_LETTERS:
        return "ky" if any(letter in text.lower() for letter in "өүң") else "ru"
    return _classify(text)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names."""
    counts: dict[str, int] = {}
    for character in text[:400]:
        if character.isalpha():
            name = unicodedata.name(character, "UNKNOWN").split()[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="")


def _nearest(i: int, scripts: Sequence[str], certain: dict[str, list[tuple[int, str]]]) -> str:
    """The language of the nearest certain text of the same script; empty where there is none."""
    same = certain.get(scripts[i], [])
    at = bisect_left(same, (i, ""))
    return min(same[max(0, at - 1) : at + 1], key=lambda one: abs(one[0] - i))[1] if same else ""
