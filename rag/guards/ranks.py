"""Ranks, kin, and what goes before a word and makes another thing of it: a vice president is no president."""

import re
from collections.abc import Iterator, Sequence

from corpus import STOP_WORDS
from rag.guards.text import Breach, Said
from rag.words import is_content

# Who or what is called so with one of them is not, or may not be, what it is called without.
_LESSENS_WORDS = """acting apparent assistant associate deputy ex former future half honorary interim junior
lieutenant mock near non pseudo quarter quasi self-proclaimed semi so-called titular vice unsuccessful would-be"""
_AS_VERBS_WORDS = (
    """alleged attempted disputed failed planned presumed proposed suspected"""  # said of somebody as often
)
_AS_VERBS = frozenset(_AS_VERBS_WORDS.split())
_AS_NOUNS = frozenset(["assistant", "associate", "deputy", "lieutenant"])
_LESSENS = frozenset(_LESSENS_WORDS.split()) | _AS_VERBS
_LIKE = {"ex": "former", "pseudo": "so-called", "quasi": "semi", "presumed": "suspected", "alleged": "suspected"}
_RANKS_WORDS = """admiral ambassador archbishop archduke baron bishop chancellor colonel countess duchess duke
earl emperor empress governor king mayor minister monk pope premier president priest prince princess professor
queen senator sultan
composer drummer guitarist novelist painter playwright singer songwriter
aunt brother cousin daughter father grandfather grandmother grandson granddaughter husband mother nephew niece
sister son stepfather stepmother uncle wife widow"""
_RANKS = frozenset(_RANKS_WORDS.split())
# Kin is told from either side.
_KIN_WORDS = """father mother parent parents son daughter child children sons daughters born fathered
husband wife spouse married marry marries marriage widow widower wed wedding
brother sister sibling siblings brothers sisters twin
uncle aunt nephew niece
grandfather grandmother grandson granddaughter grandchild grandchildren grandparents"""
_KIN = tuple(frozenset(line.split()) for line in _KIN_WORDS.splitlines())
_ROOT = 4  # letters that "presided" and "president" share at least
_PARTS = re.compile(r"self-proclaimed|so-called|would-be|[^\W_]+", re.IGNORECASE)


def wrong_ranks(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """Ranks and kin of the claim's that no sentence has, and words that its sentences never have without another."""
    there = frozenset().union(*(source.lower for source in sources))
    for word in claim.words:
        rank = word.lower.removesuffix("s")
        if rank in _RANKS and not _known(rank, there):
            yield Breach("rank", f"“{word.text}” is not in the sentences it cites")
    known = [pair for source in sources for pair in _pairs(source.text)]
    for mine, named in _pairs(claim.text):
        theirs = {lessened for lessened, same in known if same == named}
        if theirs and mine not in theirs and is_content(named):
            said, told = (f"{one} {named}".strip() for one in (mine, max(theirs)))
            yield Breach("rank", f"“{said}” is “{told}” in the sentences it cites")
            return


def _known(rank: str, there: frozenset[str]) -> bool:
    kin = next((line for line in _KIN if rank in line), frozenset[str]())
    root = rank[: max(_ROOT, len(rank) - 3)]
    return bool(kin & there) or any(one.startswith(root) for one in there)


def _pairs(text: str) -> list[tuple[str, str]]:
    """Each word with what lessens it, or nothing."""
    words = list(_PARTS.finditer(text))
    return [(_lessening(text, words, at), word[0].casefold()) for at, word in enumerate(words)]


def _lessening(text: str, words: Sequence["re.Match[str]"], at: int) -> str:
    if not at or text[words[at - 1].end() : words[at].start()] not in (" ", "-"):
        return ""
    before, word = words[at - 1][0], words[at][0]
    lower = before.casefold()
    if lower not in _LESSENS:
        return ""
    if lower in _AS_NOUNS and before.islower() and word[0].isupper() and word.casefold() not in _RANKS:
        return ""  # "his assistant Ada Marrow"
    if lower in _AS_VERBS and not (at > 1 and words[at - 2][0].casefold() in STOP_WORDS):
        return ""
    return _LIKE.get(lower, lower)
