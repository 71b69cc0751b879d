"""Negations and hedges of a claim: what its sentences deny or only suppose, it must too, and the other way round.

Each content word has a side: denied, supposed or plain, by the cue before it in its clause. A word that a claim
shares with its sentences must be on the same side there, in the place that is most like the claim's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import stems
from rag.guards.text import Breach, Said
from rag.quantities import NUMBER_WORDS
from rag.words import is_content

_DENIES_WORDS = """not no never neither nor none nobody nothing nowhere without cannot can't won't don't doesn't didn't
isn't
aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't hardly barely scarcely unable failed
fails failing refused refuses refuse denied denies deny lacks lacked lacking rejected rejects не нет ни
никогда без нельзя никто ничто отрицает отрицал"""
_DENIES = frozenset(_DENIES_WORDS.split())
_SUPPOSES_WORDS = """may might could would should allegedly reportedly possibly perhaps probably likely if unless
suspected
alleged если возможно вероятно якобы бы"""
_SUPPOSES = frozenset(_SUPPOSES_WORDS.split())
_TURNS = frozenset({"but", "although", "while", "whereas", "но", "а"})
_IDEOGRAPHS = re.compile(r"没有|沒有|并未|並未|并非|並非|[不没沒未無无非勿別别莫]")
_SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion", "percent"])
_REACH = 2  # content words behind a cue that it turns


@dataclass(frozen=True, slots=True)
class _Place:
    """A content word in its text: its side, and the stems of its neighbours."""

    stem: str
    text: str
    side: str
    near: frozenset[str]


def wrong_polarity(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """The claim's words that its sentences deny and it does not, or the other way round; the same for hedges."""
    if _cues(claim) > sum(map(_cues, sources)):
        yield Breach("negation", "it denies more than the sentences it cites do")
        return
    known = [place for source in sources for place in _places(source)]
    for place in _places(claim):
        alike = [one for one in known if one.stem == place.stem]
        if not alike:
            continue
        most = max(len(one.near & place.near) for one in alike)
        sides = {one.side for one in alike if len(one.near & place.near) == most}
        if place.side not in sides:
            yield _breach(place, sides)
            return
    if _denials(claim) != _denials_of(sources) and _IDEOGRAPHS.search(claim.text + "".join(s.text for s in sources)):
        yield from _ideographs(claim, sources)


def _breach(place: _Place, sides: set[str]) -> Breach:
    if "denied" in (place.side, *sides):
        theirs = "denied" if "denied" in sides else "not denied"
        return Breach("negation", f"“{place.text}” is {theirs} in the sentences it cites")
    theirs = "only supposed" if "supposed" in sides else "not just supposed"
    return Breach("hedge", f"“{place.text}” is {theirs} in the sentences it cites")


def _places(said: Said) -> list[_Place]:
    found: list[tuple[str, str, str]] = []
    side, left, before = "plain", 0, 0
    for word in said.words:
        lower = word.lower
        if left and (re.search(r"[,;:.!?]", said.text[before : word.start]) or lower in _TURNS):
            _turn_back(found, side, left)
            side, left = "plain", 0
        before = word.end
        if lower in _DENIES or lower.endswith("n't"):
            side, left = "denied", _REACH
        elif lower in _SUPPOSES and not (lower == "may" and word.text[0].isupper() and not word.opens):
            side, left = ("supposed", _REACH) if side != "denied" or not left else (side, left)
        elif is_content(lower) and not _is_figure(lower):
            found += [(stem, word.text, side if left else "plain") for stem in stems(lower, said.language)]
            left = left if lower.endswith("ly") else max(0, left - 1)
    _turn_back(found, side, left)
    stem_list = [stem for stem, _, _ in found]
    return [
        _Place(stem, text, side, frozenset(stem_list[max(0, at - 2) : at] + stem_list[at + 1 : at + 3]))
        for at, (stem, text, side) in enumerate(found)
    ]


def _turn_back(found: list[tuple[str, str, str]], side: str, left: int) -> None:
    """A cue that nothing follows in its clause ("..., they would not be.") turns the content word before it."""
    if left == _REACH and found:
        stem, text, _ = found[-1]
        found[-1] = (stem, text, side)


def _cues(said: Said) -> int:
    return sum(word.lower in _DENIES or word.lower.endswith("n't") for word in said.words)


def _is_figure(word: str) -> bool:
    return any(one.isdigit() for one in word) or word in NUMBER_WORDS or word in _SCALES


def _denials(said: Said) -> int:
    return len(_IDEOGRAPHS.findall(said.text))


def _denials_of(sources: Sequence[Said]) -> int:
    return sum(map(_denials, sources))


def _ideographs(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """In Chinese: each denying character of the claim, with the one behind it, stands in a source, and none is lost."""
    for match in _IDEOGRAPHS.finditer(claim.text):
        pair = claim.text[match.start() : match.end() + 1]
        if not any(pair in source.text for source in sources):
            yield Breach("negation", f"“{pair}” is not in the sentences it cites")
    for source in sources:
        for match in _IDEOGRAPHS.finditer(source.text):
            before, behind = source.text[max(0, match.start() - 2) : match.start()], source.text[match.end() :][:2]
            if len(before) == 2 and len(behind) == 2 and before + behind in claim.text:
                yield Breach("negation", f"“{before}{match.group()}{behind}” lost its negation")
