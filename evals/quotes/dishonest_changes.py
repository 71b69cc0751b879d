"""What makes a quote say something else, in four scripts. Shares no code and no table with the verifier.

A change takes a sentence, other words of its text and a random source; it gives the quote, or None where the
sentence cannot carry the change.
"""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

Change: TypeAlias = Callable[[str, Sequence[str], Random], str | None]

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIKE = {
    "a": "а", "c": "с", "e": "е", "i": "і", "j": "ј", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у",
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т", "X": "Х",
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "і": "i",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T", "Х": "X",
    "口": "ロ", "工": "エ", "力": "カ", "二": "ニ", "八": "ハ", "夕": "タ", "卜": "ト", "一": "ー", "千": "チ",
    "ا": "l", "ه": "o", "٥": "o", "ى": "ﮯ", "و": "ꝡ",
}  # fmt: skip


def _groups(lines: str) -> list[list[str]]:
    return [line.split() for line in lines.strip().splitlines()]


_MONTHS = _groups("""
January February March April May June July August September October November December
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
一月 三月 四月 五月 六月 七月 八月 九月 十月
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
""")
_UNITS = _groups("""
million billion thousand trillion
kilometres miles metres
km mi
kg lb
percent permille
years months weeks days
hours minutes seconds
tons pounds
миллиона миллиарда тысячи
миллионов миллиардов тысяч
км м
лет месяцев дней
процентов промилле
часов минут
万 亿
公里 米
公斤 吨
小时 分钟
年 月
مليون مليار ألف
كيلومتر متر ميل
طن كيلوغرام
سنوات أشهر أيام
ساعات دقائق
""")
_CURRENCIES = _groups("""
$ € £ ¥
dollars euros pounds yuan
dollar euro
долларов евро рублей
美元 欧元 人民币 日元
دولار يورو ريال
""")
_PLACES = _groups("""
中国 日本 上海 北京 广州 法国 德国 英国 美国 印度
مصر العراق السودان المغرب لبنان القاهرة بغداد دمشق دمياط الرباط تونس
""")
_NEGATIONS = re.compile(
    r"\b(?:not|never)\s|(?<=[a-z])n['’]t\b|\bне\s|\bникогда\s|(?:(?<=\s)|^)(?:لا|لم|لن|ليس|ليست)\s|[不没未](?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_VERBS = (
    (
        re.compile(r"\b(?:is|was|are|were|has|had|will|can|could|would|did|does|may|must)\b(?! not)(?!n)", re.I),
        r"\g<0> not",
    ),
    (re.compile(r"(?<=\s)(?!не\b)[а-яё]{4,}(?:л|ла|ли|ло|ет|ит|ют|ят|ет)(?=[\s,.])"), r"не \g<0>"),
    (re.compile(r"(?<=[\u4e00-\u9fff])[是会能在有要](?=[\u4e00-\u9fff])"), r"不\g<0>"),
    (
        re.compile(
            r"(?<=\s)(?:كان|كانت|يكون|تكون|يمكن|تم|أعلن|قال|يقع|تقع|بلغ|يعمل|تعمل|يحمله|يجريه|عرضت|فحص|يتخذ)(?=\s)"
        ),
        r"لم \g<0>",
    ),
)
_NAME = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][a-zа-яё]{3,}\b")
_WORD = re.compile(r"(?<![\w'’-])[a-zа-яё\u0621-\u064a]{5,}(?![\w'’-])")
_HAN_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
_BIDI = ["\u202e", "\u202d", "\u202a", "\u202b", "\u2066", "\u2067", "\u200f", "\u200e", "\u061c"]
_NUMBER = re.compile(r"\d+")


def _swap(sentence: str, found: Sequence[re.Match[str]], rng: Random, to: Callable[[str], str | None]) -> str | None:
    """One of the matches, replaced; None where there is none or it would stay."""
    if not found:
        return None
    one = rng.choice(found)
    other = to(one[0])
    return None if other is None or other == one[0] else sentence[: one.start()] + other + sentence[one.end() :]


def _all(pattern: str, sentence: str) -> list[re.Match[str]]:
    return list(re.finditer(pattern, sentence))


def _other_of(groups: Sequence[Sequence[str]], sentence: str, rng: Random, *, edges: bool) -> str | None:
    """A member of one of the groups, swapped for another of its group."""
    whole = r"(?<!\w){}(?!\w)" if edges else "{}"
    for group in rng.sample(list(groups), len(groups)):
        for word in rng.sample(list(group), len(group)):
            free = whole.format(re.escape(word)) if word[0].isalpha() and word[0] < "\u3000" else re.escape(word)
            found = _all(free, sentence)
            if found:
                others = [one for one in group if one != word]
                return _swap(sentence, found, rng, lambda _, others=others: rng.choice(others))  # type: ignore[misc]
    return None


def number(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """One digit is another."""
    return _swap(sentence, _all(r"\d", sentence), rng, lambda d: _digit(d, rng))


def _digit(digit: str, rng: Random) -> str:
    zero = ord(digit) - int(digit)
    return chr(zero + rng.choice([n for n in range(1, 10) if n != int(digit)]))


def date(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """Another month, weekday or year."""
    years = _all(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)", sentence)
    if years and rng.random() < 0.5:
        return _swap(sentence, years, rng, lambda y: str(int(y) + rng.choice([-10, -1, 1, 10])))
    return _other_of(_MONTHS, sentence, rng, edges=True)


def unit(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """Another unit or scale."""
    return _other_of(_UNITS, sentence, rng, edges=True) if _NUMBER.search(sentence) else None


def currency(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """Another currency."""
    return _other_of(_CURRENCIES, sentence, rng, edges=True)


def name(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """Another name where a name was."""
    names = [word for word in words if _NAME.fullmatch(word) or word[:1].isupper()]
    if names and _NAME.search(sentence):
        return _swap(sentence, list(_NAME.finditer(sentence)), rng, lambda n: rng.choice(names))
    return _other_of(_PLACES, sentence, rng, edges=False)


def decimal_point(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A decimal point or a thousands separator moved, added or dropped."""
    pointed = _all(r"\d+[.,٫]\d+", sentence)
    if pointed:
        return _swap(sentence, pointed, rng, lambda n: _moved(n, rng))
    return _swap(sentence, _all(r"(?<![\d.,])\d{2,}(?![\d.,]\d)", sentence), rng, lambda n: f"{n[0]}.{n[1:]}")


def _moved(number: str, rng: Random) -> str:
    at = next(i for i, character in enumerate(number) if not character.isdigit())
    digits, point = number[:at] + number[at + 1 :], number[at]
    places = [i for i in range(1, len(digits)) if i != at]
    return digits if not places or rng.random() < 0.4 else f"{digits[: places[-1]]}{point}{digits[places[-1] :]}"


def sign(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A minus or plus added to a figure or taken from it."""
    signed = _all(r"(?<![\w)\].,])[-−+±](?=\d)", sentence)
    if signed:
        return _swap(sentence, signed, rng, lambda s: rng.choice(["", "+" if s in "-−" else "-"]))
    bare = _all(r"(?<![\w.,$€£¥+±/:٫'’-])(?<![-−–—])\d", sentence)
    return _swap(sentence, bare, rng, lambda d: rng.choice("-−+±") + d)


def per_cent(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A per cent sign dropped, added, or made per mille."""
    found = _all(r"(?<=\d)\s?[%٪％]", sentence)
    if found:
        return _swap(sentence, found, rng, lambda p: rng.choice(["", "‰"]))
    return _swap(sentence, _all(r"\d(?![\w.,%:/-]\d)(?=[\s,.，。])", sentence), rng, lambda d: d + "%")


def currency_sign(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A currency's sign dropped, added, swapped or moved."""
    found = _all(r"[$€£¥￥]\s?\d+", sentence)
    if found:
        return _swap(sentence, found, rng, lambda m: rng.choice([m[1:].strip(), "₹" + m[1:], m[1:].strip() + m[0]]))
    return _swap(sentence, _all(r"(?<![\w.,$€£¥:/-])\d+", sentence), rng, lambda n: rng.choice("$€£") + n)


def superscript(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A digit raised, or a raised one made plain."""
    raised = _all(r"[²³¹⁰⁴-⁹]", sentence)
    if raised:
        plain = {chr(code): str(n) for n, code in enumerate(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))}
        return _swap(sentence, raised, rng, lambda s: plain[s])
    return _swap(sentence, _all(r"(?<=[0-9])[0-9]", sentence), rng, lambda d: d.translate(_SUPERSCRIPTS))


def negation_dropped(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A "not" less."""
    return _swap(sentence, list(_NEGATIONS.finditer(sentence)), rng, lambda n: "")


def negation_added(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A "not" more."""
    for verb, negated in _VERBS:
        found = list(verb.finditer(sentence))
        if found:
            return _swap(sentence, found, rng, lambda v, verb=verb, negated=negated: negated.replace(r"\g<0>", v))  # type: ignore[misc]
    return None


def word_replaced(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A content word is another word of the text."""
    found = list(_WORD.finditer(sentence)) or list(_HAN_PAIR.finditer(sentence))
    others = [word for word in words if found and (_WORD if _WORD.match(found[0][0]) else _HAN_PAIR).fullmatch(word)]
    return _swap(sentence, found, rng, lambda w: rng.choice(others)) if others else None


def look_alike(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A letter is one of another script that looks like it."""
    return _swap(sentence, [m for m in _all(r"\w", sentence) if m[0] in _LIKE], rng, lambda c: _LIKE[c])


def direction_mark(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A character that turns the direction of writing."""
    at = rng.randrange(0, len(sentence) + 1)
    return sentence[:at] + rng.choice(_BIDI) + sentence[at:]


def tag_characters(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """A message in characters that cannot be seen."""
    at = rng.randrange(0, len(sentence) + 1)
    message = "".join(chr(0xE0000 + ord(letter)) for letter in rng.choice(["ignore", "yes", "x"]))
    return sentence[:at] + message + sentence[at:]


def invented(sentence: str, words: Sequence[str], rng: Random) -> str | None:
    """Words of the text in an order that means nothing."""
    if len(words) < 20:
        return None
    dense = bool(_HAN_PAIR.search(sentence))
    return ("" if dense else " ").join(rng.choice(words) for _ in range(10)) + ("。" if dense else ".")


DISHONEST: dict[str, Change] = {
    change.__name__: change
    for change in (
        number, date, unit, currency, name, decimal_point, sign, per_cent, currency_sign, superscript,
        negation_dropped, negation_added, word_replaced, look_alike, direction_mark, tag_characters, invented,
    )
}  # fmt: skip
