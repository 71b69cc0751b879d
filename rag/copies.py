"""Copies of one story are one source: what they say alike is shown once, and counts once.

A copy with a figure, a name or a "not" altered says something else, and stays beside the other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.models import Span
from rag.align import aligned
from rag.models import Conflict, VerifiedCitation
from rag.pointed import points_in
from rag.read import Evidence

Repeats = Mapping[tuple[str, Span], tuple[str, ...]]  # documents that repeat the sentence at a place of another

_WORD = re.compile(r"\w+")
_NEARLY = 0.9  # of both sentences' words that stand in the same order
_TELLS = re.compile(
    r"\d|^(?:not|no|never|without|none|nobody|\w+n't|не|нет|без|никогда|zero|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|double|before|after|more|less|least|most)$",
    re.I,
)


def each_once(evidence: Sequence[Evidence], groups: Mapping[str, str]) -> tuple[list[Evidence], Repeats]:
    """The evidence, best first, without what copies repeat; and which documents repeat what is left.

    `groups` names the group of each document that has a copy.
    """
    kept: list[Evidence] = []
    repeated: dict[tuple[str, Span], list[str]] = {}
    for one in evidence:
        group = groups.get(one.document.id)
        first = next((k for k in kept if group and groups.get(k.document.id) == group and _repeats(k, one)), None)
        if first is None:
            kept.append(one)
        elif one.document.id not in repeated.setdefault((first.document.id, first.span), []):
            repeated[first.document.id, first.span].append(one.document.id)
    return kept, {place: tuple(documents) for place, documents in repeated.items()}


def with_repeats(one: VerifiedCitation, repeats: Repeats) -> VerifiedCitation:
    """The citation with the copies that repeat a sentence of it."""
    citation = one.citation
    found = [
        document
        for (identity, span), documents in repeats.items()
        if identity == citation.document.id and citation.span.contains(span)
        for document in documents
    ]
    return replace(one, also_in=tuple(dict.fromkeys(found))) if found else one


def counted_once(conflicts: Sequence[Conflict], groups: Mapping[str, str], repeats: Repeats) -> tuple[Conflict, ...]:
    """The conflicts with one citation of each independent source on a side; its copies stand in `also_in`.

    A conflict between copies stays one: an altered copy is what a reader must see.
    """
    return tuple(
        replace(
            conflict,
            sides=tuple(
                replace(side, citations=_once([with_repeats(one, repeats) for one in side.citations], groups))
                for side in conflict.sides
            ),
        )
        for conflict in conflicts
    )


def _once(citations: Sequence[VerifiedCitation], groups: Mapping[str, str]) -> tuple[VerifiedCitation, ...]:
    sources: dict[str, VerifiedCitation] = {}
    for one in citations:
        identity = one.citation.document.id
        first = sources.setdefault(groups.get(identity, identity), one)
        known = (first.citation.document.id, *first.also_in)
        more = tuple(copy for copy in (identity, *one.also_in) if copy not in known)
        sources[groups.get(identity, identity)] = replace(first, also_in=(*first.also_in, *more))
    return tuple(sources.values())


def _repeats(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences of different copies say the same, but for words that change nothing told."""
    if one.document.id == other.document.id:
        return False
    left, right = list(_WORD.finditer(one.text)), list(_WORD.finditer(other.text))
    found = aligned(left, right, _NEARLY)
    if found is None or any(_tells(word.group()) for words in found.parted for side in words for word in side):
        return False
    return not any(points_in(one, mine) and points_in(other, theirs) for mine, theirs in found.parted)


def _tells(word: str) -> bool:
    """Whether a word is a figure, a name, a negation or a measure: with another one, something else is told."""
    return word[:1].isupper() or bool(_TELLS.search(word))
