"""Words that a line's, a column's or a page's end broke at a hyphen: one word, or one with a hyphen?

Typesetting has lost the answer, so it is a judgement by evidence: how the same document spells
the word elsewhere, then the shape of the halves, then whether cl100k knows the whole as one token.
`evals/LOG.md` says how often it errs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from corpus.edits import Edit
from corpus.tokens import is_one_token

# Soft hyphen, zero-width and bidirectional marks, tag characters.
UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f"
_NEWLINES = "\n\r\f\v\x1c-\x1e\x85\u2028\u2029"
_ALWAYS_JOINED = "¬\u00ad"  # no writer puts them there: they mark a break and nothing else
_BREAK = re.compile(rf"[-‐{_ALWAYS_JOINED}](?<=\w.)[^\S{_NEWLINES}]*[{UNSEEN}]*[{_NEWLINES}][\s{UNSEEN}]*(?=\w)")
_BEFORE = re.compile(r"(?:\w+[-‐‑])*\w+$")
_AFTER = re.compile(r"\w+(?:[-‐‑]\w+)*")
_LONGEST_WORD = 80

_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_HYPHENS = re.compile(r"[-‐‑]")
# "short-⏎and long-term": the hyphen hangs, the next word stands alone.
_HANGING = re.compile(r"and|or|to|und|oder|bis|et|ou|y|o|e|и|или|да|же", re.I)
_BINDING = re.compile(r"to|of|in|and|by|on|the|or|for|up|off|de|la|le|und|di|du|von|на|в", re.I)
_FIRST_WORDS = """self well all cross long short high low half ex non anti counter pro semi quasi mid post pre near far
much so then first second third two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy
eighty ninety north south east west multi co full part old new large small ever hard soft one"""
_FIRSTS = frozenset(_FIRST_WORDS.split())
_LASTS = re.compile(
    "based|like|style|owned|backed|led|related|inspired|funded|friendly|speaking|born|era|type|wide|scale|term|time|"
    "old|level|making|building|long|sized|shaped|century|year|sponsored|run|driven|oriented|elect|general|capable|"
    "selling|day"
)
_RUSSIAN = re.compile(
    r"из-(?:за|под)|по-\w*(?:ому|ему|ски|цки|ьи)|во-(?:первых|вторых)|в-\w+(?:ых|их)|(?:кое|кой)-\w+|\w+-таки|"
    r"(?:что|кто|как\w*|где|куда|когда|откуда|почему|зачем|сколь\w*|чей|чь\w*|кого|чего|кому|чему|кем|чем|ком|чём)"
    r"-(?:то|либо|нибудь)|(?:юго|северо|вице|экс|премьер|генерал|пресс|интернет|бизнес|онлайн)-\w+"
)
_SHORTEST_KNOWN = 4  # letters: "wave" and "guide" are words too, so are the halves of many others


class Link(StrEnum):
    """What stands between the halves of a word when it is read as a whole."""

    NOTHING = ""
    HYPHEN = "-"
    GAP = "- "


class Words:
    """How often a text spells each word, each part of a compound and each pair of its parts, without case."""

    def __init__(self, text: str) -> None:
        self.wholes: Counter[str] = Counter(_plain(word) for word in _COMPOUND.findall(text))
        for _, *halves in _breaks(text):  # a half that stands alone is no word
            self.wholes.subtract(map(_plain, halves))
        self.parts: Counter[str] = Counter()
        for word, times in self.wholes.items():
            parts = word.split("-")
            for part in parts:
                self.parts[part] += times
            for pair in pairwise(parts):
                self.parts["-".join(pair)] += times


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """The words of a document, counted once however many of its sentences are cleaned."""
    return Words(text)


def broken_words(text: str, words: Callable[[], Words]) -> Iterator[Edit]:
    """Joins the halves of broken words; `words` is asked only where there is one."""
    for gap, before, after in _breaks(text):
        certain = gap.group()[0] in _ALWAYS_JOINED
        yield Edit(*gap.span(), Link.NOTHING if certain else link_of(before, after, words()))


def _breaks(text: str) -> "Iterator[tuple[re.Match[str], str, str]]":
    """Each hyphen with the line's end behind it, and the compounds on both sides."""
    for gap in _BREAK.finditer(text):
        before = _BEFORE.search(text[max(0, gap.start() - _LONGEST_WORD) : gap.start()])
        after = _AFTER.match(text, gap.end(), gap.end() + _LONGEST_WORD)
        if before and after:
            yield gap, before.group(), after.group()


def _plain(word: str) -> str:
    return _HYPHENS.sub("-", word).casefold()


def link_of(left: str, right: str, words: Words) -> Link:
    """What joins `left` and `right`, the compounds on both sides of a hyphen at a line's end."""
    before, after = _HYPHENS.split(left)[-1], _HYPHENS.split(right)[0]
    for halves, counts in (((left, right), words.wholes), ((before, after), words.parts)):
        if (spelled := _as_elsewhere(*halves, counts)) is not None:
            return spelled
    if _stays(left, right, before, after):
        return Link.HYPHEN
    if is_one_token((before + after).lower()) or is_one_token(before + after):
        return Link.NOTHING
    if _HANGING.fullmatch(right):
        return Link.GAP
    return Link.HYPHEN if _is_compound(left, right, words) else Link.NOTHING


def _as_elsewhere(left: str, right: str, counts: Counter[str]) -> Link | None:
    """As the document spells it most often, where it does."""
    whole, hyphened = counts[_plain(left + right)], counts[_plain(f"{left}-{right}")]
    if whole == hyphened:
        return None
    return Link.NOTHING if whole > hyphened else Link.HYPHEN


def _stays(left: str, right: str, before: str, after: str) -> bool:
    """A hyphen before a capital or a figure, behind one letter or an acronym, is the writer's own."""
    capital = after[:1].isupper() and not (before.isupper() and after.isupper())
    figure = any(character.isdigit() for character in before[-1:] + after[:1])
    acronym = before.isupper() and after.islower()
    return capital or figure or acronym or len(before) == 1


def _is_compound(left: str, right: str, words: Words) -> bool:
    before, after = _HYPHENS.split(left)[-1].lower(), _HYPHENS.split(right)[0].lower()
    bound = (before != left.lower() and _BINDING.fullmatch(before)) or (
        after != right.lower() and _BINDING.fullmatch(after)
    )
    if bound or _RUSSIAN.fullmatch(f"{before}-{after}") or (_LASTS.fullmatch(after) and len(before) > 2):
        return True
    if before in _FIRSTS and (is_one_token(after) or words.parts[after]):
        return True
    return _known(before, words) and _known(after, words)


def _known(word: str, words: Words) -> bool:
    return len(word) >= _SHORTEST_KNOWN and (is_one_token(word) or words.parts[word] > 0)
