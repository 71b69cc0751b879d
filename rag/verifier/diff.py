"""The word diff between a quote and the words it is nearest to, small and with nothing hidden."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

import regex

from rag.models.verdict import Change, Op
from rag.verifier.characters import Kind, kind, letters_of, visible

_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_W = rf"[[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}_]--{_UNSPACED}]"
_SIGNED = r"(?:(?<![\p{L}\p{N}])[-−–﹣－])?"
_FIGURE = (
    rf"{_SIGNED}[+±<>≤≥~≈]?(?:\p{{Lu}}{{0,3}}\p{{Sc}})?{_SIGNED}[.,]?\p{{Nd}}+(?:[.,٫٬'’:/]\p{{Nd}}+)*[\p{{No}}]*"
    r"(?:[ \u00a0\u202f]?[%‰‱٪°]|\p{Sc}(?!\p{Nd}))?"
)
_TOKEN = regex.compile(
    rf"{_FIGURE}|{_W}+(?:(?:['’ʼ]|[-‐‑](?:[^\S\n]*\n\s*)?){_W}+)*|\.{{3,}}|{_UNSPACED}\p{{M}}*|\S[\p{{M}}\p{{Cf}}]*|\p{{Cf}}+",
    regex.V1,
)
_BREAK = regex.compile(r"[-‐‑\u00ad][^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure with its signs, or a mark; `key` is equal for two that differ in typography only.

    `weight` is its letters and digits: long words tell more.
    """

    key: str
    start: int
    end: int
    weight: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        key = _key(match[0])
        if key:
            found.append(Token(key, match.start(), match.end(), sum(letter.isalnum() for letter in key)))
    return found


@lru_cache(maxsize=1 << 14)
def _key(token: str) -> str:
    """What is compared: letters, and the marks within or before a figure that its meaning hangs on."""
    parts = []
    for character in _BREAK.sub("", token):
        what = kind(character)
        mark = {Kind.DASH: "-", Kind.SINGLE: "'", Kind.DOUBLE: "'", Kind.MARKED: character}.get(what, "")
        parts.append(letters_of(character) or mark)
    return unicodedata.normalize("NFD", "".join(parts))


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quote's tokens meet those of a stretch of text, which begins at `start` and ends at `end`.

    `share` of the quote's words, by their letters, are the text's; `missing` are stretches of the text that the quote
    leaves out.
    """

    share: float
    start: int
    end: int
    changes: tuple[Change, ...]
    missing: tuple[tuple[int, int], ...]


def align(quote: str, text: str) -> Alignment | None:
    """The quote against the nearest stretch within a short text; None when they share no word."""
    mine, theirs = tokens_of(quote), tokens_of(text)
    marks = {one.key for one in mine if not one.weight}  # they follow the words, and lead none astray
    keys = [one.key for one in mine]
    matcher = SequenceMatcher(marks.__contains__, _first_letter_alike(mine, theirs), keys, autojunk=False)
    trimmed = _trimmed([Step(*step) for step in matcher.get_opcodes()])
    steps = [part for step in trimmed for part in _tightened(step, theirs, mine)]
    same = [one for step in steps if step.op == "equal" for one in mine[step.low : step.high] if one.weight]
    if not same:
        return None
    used = [token for step in steps for token in theirs[step.first : step.last]]
    return Alignment(
        share=sum(one.weight for one in same) / sum(one.weight for one in mine),
        start=used[0].start,
        end=used[-1].end,
        changes=tuple(_change(step, quote, mine, text, theirs) for step in steps),
        missing=tuple((theirs[s.first].start, theirs[s.last - 1].end) for s in steps if s.op == "delete"),
    )


class Step(NamedTuple):
    """Tokens `first` to `last` (exclusive) of the text became tokens `low` to `high` of the quote."""

    op: str
    first: int
    last: int
    low: int
    high: int


def _first_letter_alike(mine: Sequence[Token], theirs: Sequence[Token]) -> list[str]:
    """The text's keys, with the quote's first word in place of the same one in another case."""
    if not mine:
        return [one.key for one in theirs]
    first = mine[0].key
    other = first[:1].swapcase() + first[1:]
    return [first if one.key == other else one.key for one in theirs]


def _tightened(step: Step, theirs: Sequence[Token], mine: Sequence[Token]) -> Iterator[Step]:
    """A step without the marks that are equal at the end of what was replaced."""
    size = 0
    while (
        step.op == "replace"
        and min(step.last - step.first, step.high - step.low) > size + 1
        and theirs[step.last - 1 - size].key == mine[step.high - 1 - size].key
    ):
        size += 1
    if not size:
        yield step
        return
    yield step._replace(last=step.last - size, high=step.high - size)
    yield Step("equal", step.last - size, step.last, step.high - size, step.high)


def _trimmed(steps: list[Step]) -> list[Step]:
    """Steps without the text before the quote's first word and behind its last."""
    kept = list(steps)
    if kept and kept[0].op == "delete":
        kept = kept[1:]
    if kept and kept[-1].op == "delete":
        kept = kept[:-1]
    if kept and kept[0].op == "replace":
        one = kept[0]
        kept[0] = one._replace(first=max(one.first, one.last - (one.high - one.low)))
    if kept and kept[-1].op == "replace":
        one = kept[-1]
        kept[-1] = one._replace(last=min(one.last, one.first + (one.high - one.low)))
    return kept


def _change(step: Step, quote: str, mine: Sequence[Token], text: str, theirs: Sequence[Token]) -> Change:
    ours = visible(quote[mine[step.low].start : mine[step.high - 1].end]) if step.high > step.low else ""
    other = visible(text[theirs[step.first].start : theirs[step.last - 1].end]) if step.last > step.first else ""
    return Change(Op(step.op), ours, other)
