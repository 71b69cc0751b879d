"""Names of a claim: every capitalised word that could be one stands in its sentences, beside the same words.

In scripts without capitals nothing tells a name from another word: there every word must stand in a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from corpus import STOP_WORDS
from rag.guards.days import dates_in
from rag.guards.text import Breach, Said, Word, anywhere
from rag.quantities import NUMBER_WORDS

# What may open a sentence with its capital and names nobody.
_OPENERS_WORDS = """according additionally analysts attackers attacks authorities citizens civilians companies concerns
countries currently despite due earlier experts finally furthermore however instead later meanwhile
militants moreover nobody officials overall police protesters reports researchers residents scholars
similarly soldiers specifically students subsequently terrorists therefore thus today victims villagers
witnesses workers yes people relations evidence information sentence sentences document documents source
sources"""
_OPENERS = frozenset(_OPENERS_WORDS.split())
_TITLES_WORDS = """mr mrs ms dr prof professor sir president minister general colonel captain chairman king"""
_TITLES = frozenset(_TITLES_WORDS.split())
_DEMONYM = re.compile(r"(?:istan[ai]?|[aeio]?[ai]ns?|ese|ish|i|s|a|ia|y)$")
_PEOPLE = frozenset({"i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "ic", "s"})
_ALIKE = frozenset({"niger", "guine", "domin"})  # "Nigerian" may be of Niger or of Nigeria
_UNCASED = regex.compile(
    r"[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}\p{Hangul}\p{Georgian}\p{Armenian}]{3,}"
)
_IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+")


def wrong_names(claim: Said, sources: Sequence[Said]) -> Iterator[Breach]:
    """The claim's names that no source holds, and those put together from the parts of others."""
    words = _capitalised(claim, sources)
    missing = [word for word in words if not _stands(word, sources)]
    for word in missing:
        yield Breach("name", f"“{word.text}” is not in the sentences it cites")
    if not missing:
        yield from _put_together(claim, words, sources)
    for run in _uncased(claim.text):
        if not any(run in source.text for source in sources):
            yield Breach("name", f"“{run}” is not in the sentences it cites")


def _capitalised(claim: Said, sources: Sequence[Said]) -> list[Word]:
    """Words that may be names: those of a source's publisher, named in full, and of dates are none."""
    known = [(day.start, day.end) for day in dates_in(claim.text)]
    for publisher in {source.publisher for source in sources if len(source.publisher) > 3}:
        known += [match.span() for match in re.finditer(rf"(?<!\w){re.escape(publisher)}(?!\w)", claim.text)]
    return [
        word
        for word in claim.words
        if any(one.isupper() for one in word.text)
        and not any(start <= word.start and word.end <= end for start, end in known)
        and not (word.opens and opens_only(word))
    ]


def opens_only(word: Word) -> bool:
    """Whether a word that opens a sentence names nobody by its capital."""
    lower = word.lower
    return lower in _OPENERS or lower in STOP_WORDS or lower in NUMBER_WORDS or not lower


def _stands(word: Word, sources: Sequence[Said]) -> bool:
    """The word itself, its stem, the place that it is the adjective of, or the initials of words that stand there."""
    lower = word.lower
    if any(lower in source.lower for source in sources):
        return True
    if "-" in lower or "&" in lower:
        return all(_part_stands(part, sources) for part in re.split(r"[-&]", lower) if part)
    return _part_stands(lower, sources) or (word.text.isupper() and _spelled_out(word.text, sources))


def _part_stands(part: str, sources: Sequence[Said]) -> bool:
    if any(one.isdigit() for one in part):
        return any(part in source.lower for source in sources)
    if anywhere(part, sources):
        return True
    names = {word.lower for source in sources for word in source.words if word.text[:1].isupper()}
    return any(adjective_of(part, name) for name in names)


def adjective_of(one: str, other: str) -> bool:
    """Whether one is a place and the other its adjective or its people: "China" and "Chinese"."""
    short, long = sorted((one, other), key=len)
    if short[:5] in _ALIKE or len(short) < 4:
        return False
    if long.startswith(short) and long[len(short) :] in _PEOPLE:
        return True
    root = _DEMONYM.sub("", short)
    return len(root) >= 4 and root == _DEMONYM.sub("", long)


def titled(word: str) -> bool:
    """Whether a word goes before names and is none."""
    return word in _TITLES


def _spelled_out(acronym: str, sources: Sequence[Said]) -> bool:
    letters = "".join(one for one in acronym if one.isalpha())
    for source in sources:
        parts = [part for word in source.words for part in re.split(r"[-&]", word.text) if part[:1].isupper()]
        initials = "".join(part[0] for part in parts)
        if len(letters) > 1 and letters in initials:
            return True
    return False


def _put_together(claim: Said, words: Sequence[Word], sources: Sequence[Said]) -> Iterator[Breach]:
    """Neighbours in a claim's name that are names in the sources and stand beside each other in none."""
    for one, then in pairwise(words):
        apart = claim.text[one.end : then.start]
        if apart != " " or {one.lower, then.lower} & _TITLES or one.text.endswith("'s"):
            continue
        if not (_only_a_name(one, sources) and _only_a_name(then, sources)):
            continue
        if not any(_beside(one, then, source) for source in sources):
            yield Breach("name", f"“{one.text} {then.text}” stands together in no sentence it cites")


def _only_a_name(word: Word, sources: Sequence[Said]) -> bool:
    """Whether the sources have the word, and never without its capital."""
    forms = {other.text for source in sources for other in source.words if other.lower == word.lower}
    return bool(forms) and all(form[:1].isupper() for form in forms)


def _beside(one: Word, then: Word, source: Said) -> bool:
    return any(a.lower == one.lower and b.lower == then.lower for a, b in pairwise(source.words))


def _uncased(text: str) -> Iterator[str]:
    """Stretches of scripts without capitals that must stand in a source: words, or pairs of ideographs."""
    for match in _UNCASED.finditer(text):
        yield match.group()
    for match in _IDEOGRAPHS.finditer(text):
        run = match.group()
        yield from (run[at : at + 2] for at in range(max(1, len(run) - 1)))
