"""What may happen to a quote on its way without changing what it says: typography, in four scripts.

Written from the list in METRICS and ADR 0009, not from the verifier: shares no code and no table with it.
A change takes a sentence and a random source; it gives the quote and where it was cut from the sentence, or None
where the sentence cannot carry it.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import TypeAlias

Made: TypeAlias = tuple[str, int, int]  # the quote, and the part of the sentence that it was made from
Change: TypeAlias = Callable[[str, Random], Made | None]

_HAN = r"[\u4e00-\u9fff]"
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{7,}(?![\w'’-])")
_LETTERS = {letter: number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
_NEGATIONS = {
    "not",
    "no",
    "never",
    "neither",
    "nor",
    "none",
    "without",
    "не",
    "ни",
    "нет",
    "без",
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "غير",
    "ما",
}
_DOUBLE = [('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("”", "”")]
_APOSTROPHES = "'’`´ʼ"
_SPACES = [" ", "  ", "\n", "\u00a0", "\u2009", "\t", " \n ", "\u202f", "\u3000"]
_LIGATURES = [("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("لا", "ﻻ"), ("ij", "ĳ")]
_ISOLATED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0xFE81, 0xFEF5)
    if unicodedata.decomposition(chr(code)).startswith("<medial>")
}
_ZERO_WIDTH = ["\u200b", "\u2060", "\ufeff", "\u200c"]


def _whole(quote: str | None, sentence: str) -> Made | None:
    return None if quote is None or quote == sentence else (quote, 0, len(sentence))


def unchanged(sentence: str, rng: Random) -> Made | None:
    """The sentence itself."""
    return sentence, 0, len(sentence)


def part(sentence: str, rng: Random) -> Made | None:
    """Some words from the middle, cut where no figure and no negation is."""
    cuts = _cuts(sentence)
    tries = (sorted(rng.sample(cuts, 2)) for _ in range(20 if len(cuts) > 2 else 0))
    chosen = next((c for c in tries if _enough(sentence[c[0] : c[1]]) and c != [0, len(sentence)]), None)
    if chosen is None:
        return None
    start, end = chosen
    quote = sentence[start:end].strip()
    begin = sentence.index(quote, start)
    return quote, begin, begin + len(quote)


def _cuts(sentence: str) -> list[int]:
    """Where a sentence may be cut: between plain words, or between ideographs that are no numerals."""
    found = []
    for space in re.finditer(r"\s+", sentence):
        before = sentence[: space.start()].rsplit(None, 1)[-1:]
        after = sentence[space.end() :].split(None, 1)[:1]
        if before and after and _PLAIN_WORD.fullmatch(before[0]) and _PLAIN_WORD.fullmatch(after[0]):
            found += [] if before[0].lower() in _NEGATIONS else [space.end()]
    calm = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
    odd = set("〇零一二三四五六七八九十百千万萬亿億两第分之不没未无非有")
    found += [c.start() for c in calm.finditer(sentence) if not odd & {sentence[c.start() - 1], sentence[c.start()]}]
    return sorted({0, *found, len(sentence)})


def _enough(piece: str) -> bool:
    return len(_PLAIN_WORD.findall(re.sub(_HAN, "", piece))) + len(re.findall(_HAN, piece)) / 2 >= 4


def quote_marks(sentence: str, rng: Random) -> Made | None:
    """Other quotation marks, other apostrophes."""
    opening, closing = rng.choice(_DOUBLE)
    changed, inside = [], False
    for character in sentence:
        if character in '"“”„«»「」':
            changed.append(closing if inside else opening)
            inside = not inside
        else:
            changed.append(rng.choice(_APOSTROPHES) if character in "'’" else character)
    return _whole("".join(changed), sentence)


def dashes(sentence: str, rng: Random) -> Made | None:
    """A dash for a dash, a hyphen for a hyphen, never one that would turn into a minus."""
    quote = re.sub(r"(?<=\w)[-‐‑](?=[^\W\d])", lambda m: rng.choice("-‐‑"), sentence)
    quote = re.sub(r"(?<=\d)[-–](?=\d)", lambda m: rng.choice("-–"), quote)
    quote = re.sub(r"(?<=\s)[–—-](?=\s)", lambda m: rng.choice("–—-―"), quote)
    return _whole(re.sub(r"(?<=[^\W\d])—(?=[^\W\d])", lambda m: rng.choice(["–", "--", " — "]), quote), sentence)


def canonical_form(sentence: str, rng: Random) -> Made | None:
    """The other canonical Unicode form."""
    forms = [unicodedata.normalize("NFD", sentence), unicodedata.normalize("NFC", sentence)]
    return _whole(next((form for form in forms if form != sentence), None), sentence)


def full_width(sentence: str, rng: Random) -> Made | None:
    """Letters, digits and marks of one stretch in the forms that fill an ideograph's square."""
    found = list(re.finditer(r"[!#-&(-,.-~]{2,}", sentence))
    if not found:
        return None
    one = rng.choice(found)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in one[0])
    return _whole(sentence[: one.start()] + wide + sentence[one.end() :], sentence)


def ligatures(sentence: str, rng: Random) -> Made | None:
    """Two or three letters as one sign; Arabic letters in the forms that they take within a word."""
    quote = sentence
    for letters, sign in _LIGATURES:
        quote = quote.replace(letters, sign)
    if quote == sentence or rng.random() < 0.5:
        quote = "".join(_ISOLATED.get(c, c) if rng.random() < 0.5 else c for c in quote)
    return _whole(quote, sentence)


def _inserted(sentence: str, rng: Random, words: re.Pattern[str], what: list[str], most: int = 3) -> str | None:
    found = list(words.finditer(sentence))
    for one in sorted(rng.sample(found, min(most, len(found))), key=lambda m: -m.start()):
        at = rng.randrange(one.start() + 2, one.end() - 2)
        if not unicodedata.combining(sentence[at]):
            sentence = sentence[:at] + rng.choice(what) + sentence[at:]
    return sentence


def soft_hyphens(sentence: str, rng: Random) -> Made | None:
    """Soft hyphens in long words."""
    return _whole(_inserted(sentence, rng, _LONG_WORD, ["\u00ad"]), sentence)


def zero_width(sentence: str, rng: Random) -> Made | None:
    """Characters without width in long words."""
    return _whole(_inserted(sentence, rng, re.compile(r"[^\W\d_]{5,}"), _ZERO_WIDTH), sentence)


def broken_word(sentence: str, rng: Random) -> Made | None:
    """A long word broken at a line's, column's or page's end; ideographs break without a hyphen."""
    if re.search(_HAN, sentence):
        return _whole(_inserted(sentence, rng, re.compile(_HAN + "{5,}"), ["\n", "\n\n", " \n"]), sentence)
    breaks = ["-\n", "-\n\n", "- \n", "\u00ad\n", "‐\n"]
    lower = re.compile(r"(?<![\w'’-])[^\W\d_][^\W\d_A-ZА-ЯЁ]{6,}(?![\w'’-])")
    return _whole(_inserted(sentence, rng, lower, breaks, most=1), sentence)


def mended_word(sentence: str, rng: Random) -> Made | None:
    """A word that the text breaks, in one piece."""
    return _whole(re.sub(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_A-ZА-ЯЁ])", "", sentence), sentence)


def white_space(sentence: str, rng: Random) -> Made | None:
    """Other white space for white space; none between ideographs."""
    quote = re.sub(r"(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])", "", sentence)
    return _whole(re.sub(r"\s+", lambda m: rng.choice(_SPACES), quote), sentence)


def first_letter(sentence: str, rng: Random) -> Made | None:
    """The other case of the first letter."""
    first = sentence[:1].swapcase()
    return _whole(first + sentence[1:], sentence) if first.isalpha() and len(first) == 1 else None


def tatweel(sentence: str, rng: Random) -> Made | None:
    """A word drawn out by the line that Arabic sets between letters."""
    return _whole(
        re.sub(r"(?<=[بتثجحخسشصضطظعغفقكلمنهي])(?=[بتثجحخسشصضطظعغفقكلمنهي])", "ـ", sentence, count=1), sentence
    )


def ellipsis(sentence: str, rng: Random) -> Made | None:
    """Two pieces of the sentence, in order, and an ellipsis where some words were."""
    cuts = _cuts(sentence)
    if len(cuts) < 4 or not sentence.strip(".。!?"):
        return None
    tries = (sorted(rng.sample(cuts, 4)) for _ in range(20))
    chosen = next((c for c in tries if all(_enough(sentence[x:y]) for x, y in pairwise(c))), None)
    if chosen is None:
        return None
    a, b, c, d = chosen
    first, second = sentence[a:b].strip(), sentence[c:d].strip()
    between = rng.choice(["……", "…"] if re.search(_HAN, first) else [" … ", " ... ", " [...] ", "… "])
    start = sentence.index(first, a)
    return first + between + second, start, sentence.index(second, c) + len(second)


HONEST: dict[str, Change] = {
    change.__name__: change
    for change in (
        unchanged, part, quote_marks, dashes, canonical_form, full_width, ligatures, soft_hyphens, zero_width,
        broken_word, mended_word, white_space, first_letter, tatweel, ellipsis,
    )
}  # fmt: skip
