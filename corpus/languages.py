"""Which language a stretch of text is in, as an ISO 639-1 code (classifier: py3langid).

A classifier errs on names and headings. So a short text takes a language that longer neighbours of its
script are in, and a question its language from letters and function words that no other language has.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

DEFAULT = "en"
_KNOWN = """ar be bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv mk mn ms nl no pl ps
pt ro ru sk sl sq sr sv ta tg th tr uk ur uz vi zh"""
_CERTAIN_LETTERS = 40  # below this the classifier errs on names and headings
_ENOUGH = 600  # characters that the classifier is given: with 2,000 it decides the same and takes three times as long
_CLEAR = 20.0  # log-probability by which one language of a document must beat another on a short text
# Letters of Cyrillic that single out a language, tried in this order.
_CYRILLIC = (
    ("tg", "ҷҳӣӯ"), ("kk", "әұһқғі"), ("ky", "ң"), ("uk", "їєґ"), ("be", "ў"), ("sr", "ђћ"), ("mk", "ѓќѕ"),
    ("ky", "өү"),
)  # fmt: skip
_ALSO_UKRAINIAN = "і"  # and Kazakh, and Belarusian: the letters beside it tell which
_FUNCTION_WORDS = {
    "en": "the of is was were are did does do has have who what which where when why how and to in on by for from",
    "de": "der die das und ist wer wie wann warum welche welcher wurde wurden nicht mit von im auf den dem ein eine",
    "fr": "le les des est qui quel quelle quels où quand pourquoi comment dans pour avec une sur aux du la",
    "es": "el los las es quién quien qué cuál cuándo dónde por para con una del fue fueron cómo",
    "it": "il gli è chi quale quando dove perché come con una del della nel sono stato",
    "pt": "os é quem qual quando onde porque como com uma do da no na foi não são",
    "nl": "het een is wie wat welke waar wanneer waarom hoe met van op voor werd zijn",
    "tr": "ve bir kim ne nerede nasıl hangi için ile bu kaç neden zaman",
    "id": "yang dan di siapa apa kapan mana mengapa bagaimana dengan untuk dari pada adalah berapa",
    "pl": "i w na jest kto co kiedy gdzie dlaczego jak z do nie się który która",
}
_MOSTLY_ENGLISH = """the and of with by from which were have has this their they been not it his she as that would who
its there these than into could should about between through where when what while in is to on for was at be or"""
_ENGLISH = frozenset(_MOSTLY_ENGLISH.split())
_PLAINLY, _FEW = 0.25, 12  # of the words, and words: English has 0.4, no other language a third of that
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    identifier.set_languages(_KNOWN.split())
    return identifier


def detect_languages(texts: Sequence[str]) -> list[str]:
    """One code for each text of a document. A short one has a language that certain ones of its script have."""
    scripts = [_script(text) for text in texts]
    own = [_classify(text) if _letters(text) >= _CERTAIN_LETTERS else "" for text in texts]
    certain: dict[str, list[tuple[int, str]]] = {}
    for i, language in enumerate(own):
        if language:
            certain.setdefault(scripts[i], []).append((i, language))
    return [own[i] or _borrowed(i, text, certain.get(scripts[i], [])) for i, text in enumerate(texts)]


def detect_language(text: str) -> str:
    """The language of a text on its own, such as a question; a short Latin one is English unless its words deny it."""
    if _script(text) == "LATIN" and _letters(text) < 3 * _CERTAIN_LETTERS:
        return _by_function_words(text)
    return _guess(text)


def _classify(text: str) -> str:
    if _is_plainly_english(text[:_ENOUGH]):
        return "en"
    return str(_identifier().classify(text[:_ENOUGH])[0])


def _is_plainly_english(text: str) -> bool:
    """Whether so many words are plainly English that the classifier, which is slow, need not be asked."""
    words = _WORD.findall(text)
    return sum(word in _ENGLISH for word in words) > _PLAINLY * len(words) and len(words) >= _FEW


def _guess(text: str) -> str:
    script = _script(text)
    if script == "LATIN" or not script:
        return DEFAULT
    if script == "CYRILLIC" and _letters(text) < 3 * _CERTAIN_LETTERS:
        return _by_letters(text.lower())
    return _classify(text)


def _by_letters(text: str) -> str:
    for language, letters in _CYRILLIC:
        if any(letter in text for letter in letters) and not (language == "kk" and _is_slavic(text)):
            return language
    return "uk" if _ALSO_UKRAINIAN in text else _among(text, "ru", ("ru", "ky", "bg"))


def _is_slavic(text: str) -> bool:
    """Whether `і` is the only letter that Kazakh would explain, and nothing else of Kazakh's is there."""
    return not any(letter in text for letter in "әұһқғңөү")


def _by_function_words(text: str) -> str:
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {language: sum(word in known.split() for word in words) for language, known in _FUNCTION_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best] > max(1, counts[DEFAULT]):
        return best
    return best if counts[best] and not counts[DEFAULT] and _classify(text) == best else DEFAULT


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names."""
    head = text[:400]
    if head.isascii():  # most texts, told without a look at each letter
        return "LATIN" if any(map(str.isalpha, head)) else ""
    counts: Counter[str] = Counter()
    for character, count in Counter(head).items():
        if character.isalpha():
            counts[_script_of(character)] += count
    return max(counts, key=lambda name: counts[name], default="")


@lru_cache(maxsize=4096)  # names are slow to get
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def _borrowed(i: int, text: str, certain: Sequence[tuple[int, str]]) -> str:
    """The language of a text too short to tell, from the certain ones of its script."""
    if not certain:
        return _guess(text)
    return _among(text, _nearest(i, certain), {language for _, language in certain})


def _nearest(i: int, certain: Sequence[tuple[int, str]]) -> str:
    """The language of the nearest certain text."""
    at = bisect_left(certain, (i, ""))
    return min(certain[max(0, at - 1) : at + 1], key=lambda one: abs(one[0] - i))[1]


def _among(text: str, nearest: str, languages: Collection[str]) -> str:
    """Which of a document's languages a text is in: its neighbour's, unless the classifier is clear about another."""
    if len(languages) == 1:
        return nearest
    scores = {language: score for language, score in _identifier().rank(text[:_ENOUGH]) if language in languages}
    best = max(scores, key=lambda language: scores[language], default=nearest)
    return best if best != nearest and scores[best] - scores.get(nearest, -1e9) > _CLEAR else nearest
