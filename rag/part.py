"""One thing that a question asks, and what the stages found for it; and several such put together again.

Searches, reads and judges nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest

from corpus import detect_language
from corpus.models import Citation
from rag.asked_time import AskedTime
from rag.copies import Repeats
from rag.follow_up import leaning, stand_alone
from rag.models import Conflict, Hit, Question, VerifiedCitation
from rag.parts import parts_of
from rag.query import Query, parse_query
from rag.read import Evidence
from rag.source_phrases import without_sources
from rag.words import is_content

_FEWEST = 1  # words of its own by which a part can be judged without its topic
_FEWEST_SHARED = 2  # where only shared words are looked at


@dataclass(frozen=True)
class Part:
    """`text` is what is asked, in the question's own words; `understood` makes it stand alone.

    `leaning` is the part as a follow-up, where it names nothing and may be one: asked where it is not answered as it
    stands. `bare` is there where it borrows its topic and has words of its own: the query without the topic. `unaided`
    is how sure that one is, where it was asked; `signals` are what `confidence` was judged by. `time` is what the part
    asks about, if anything.
    """

    text: str
    understood: str
    query: Query
    bare: Query | None = None
    leaning: "Part | None" = None
    time: AskedTime = field(default_factory=lambda: AskedTime((), latest=False))
    hits: Sequence[Hit] = ()
    evidence: Sequence[Evidence] = ()
    repeats: Repeats = field(default_factory=dict)
    signals: Mapping[str, float] = field(default_factory=dict)
    confidence: float = 0.0
    unaided: float | None = None
    cited: Sequence[VerifiedCitation] = ()
    conflicts: tuple[Conflict, ...] = ()


def take_apart(asked: Question, told: str, names: Iterable[str]) -> tuple[Part, ...]:
    """The parts of a question, one for most; a later one that points back means the ones before it.

    `told` are words of an earlier answer that the question means, `names` those of the collection's sources.
    """
    known = list(names)
    texts = parts_of(asked.text, detect_language(asked.text))
    history = asked.history
    parts: list[Part] = []
    for text in texts:
        understood = stand_alone(text, history, told)
        query, bare = (parse_query(without_sources(one, known)) for one in (understood, text))
        least = _FEWEST if bare.language == "en" else _FEWEST_SHARED
        borrows = parts and understood != text and sum(map(is_content, bare.keywords)) >= least
        part = Part(text, understood, query, bare if borrows else None)
        leant = "" if told or len(texts) > 1 else leaning(text, history)
        if leant:
            part = replace(part, leaning=Part(text, leant, parse_query(without_sources(leant, known)), bare))
        parts.append(part)
        history, told = tuple(one.understood for one in parts), ""
    return tuple(parts)


def told_as(part: Part) -> str:
    """How a part was understood, with the days that its events stand for."""
    return " ".join((part.understood, *(f"[{note}]" for note in part.time.notes)))


def cited_once(parts: Sequence[Part]) -> Sequence[VerifiedCitation]:
    """What the parts cite, part by part, no place twice."""
    cited = list(parts[0].cited)
    for one in (one for part in parts[1:] for one in part.cited):
        cited = with_citation(cited, one)
    return cited


def conflicts_once(parts: Sequence[Part]) -> tuple[Conflict, ...]:
    """The conflicts of all parts; one that several parts come upon is told once."""
    found = list(parts[0].conflicts)
    for one in (one for part in parts[1:] for one in part.conflicts):
        if not any(_values(one) == _values(other) for other in found):
            found.append(one)
    return tuple(found)


def in_turn(parts: Sequence[Part]) -> Iterator[Evidence]:
    """The best sentence of each part, then the second of each, and so on; no sentence twice."""
    turns = chain.from_iterable(zip_longest(*(part.evidence for part in parts)))
    return iter({one.key: one for one in turns if one is not None}.values())


def with_citation(cited: list[VerifiedCitation], new: VerifiedCitation) -> list[VerifiedCitation]:
    """The citations with a new one, unless its words are shown; in the place of one whose words it shows."""
    if any(_shows(one.citation, new.citation) for one in cited):
        return cited
    within = [one for one in cited if _shows(new.citation, one.citation)]
    if not within:
        return [*cited, new]
    return [new if one is within[0] else one for one in cited if one not in within[1:]]


def _values(conflict: Conflict) -> set[str]:
    return {side.value for side in conflict.sides}


def _shows(one: Citation, other: Citation) -> bool:
    return one.document.id == other.document.id and one.span.contains(other.span)
