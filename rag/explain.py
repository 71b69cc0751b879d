"""Tells how an answer came about, from what its stages left behind. Decides nothing and measures nothing anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.models import Citation
from rag.abstain import log_odds
from rag.models import Answer, Explanation, Fate, Signal, Weighed
from rag.part import Part, told_as
from rag.pointed import pointed_at
from rag.quoter import Quoter
from rag.read import Evidence
from rag.select import Pick


@dataclass(frozen=True)
class Trail:
    """What the stages left behind of one part of a question, and the answer to the whole."""

    part: Part
    answer: Answer


def explain(trail: Trail, quoter: Quoter) -> Explanation:
    """The explanation of what `trail.answer` says to one part, by what made it."""
    part = trail.part
    query = part.query
    signals = part.signals
    pulls = quoter.abstention.pulls(signals)
    return Explanation(
        understood=told_as(part),
        language=query.language,
        asks_for=str(query.answer_type),
        keywords=query.keywords,
        chunks=tuple(part.hits),
        sentences=tuple(_weighed(trail, quoter)),
        signals=(
            *(Signal(name, signals[name], pulls[name]) for name in sorted(signals, key=lambda one: -abs(pulls[one]))),
            *_without_topic(part, quoter.abstention.confidence(signals)),
        ),
        confidence=round(part.confidence, 4),
        threshold=quoter.threshold,
        timings=trail.answer.timings,
    )


def _without_topic(part: Part, aided: float) -> Iterator[Signal]:
    """How far a part that borrows its topic is moved by how sure it is without."""
    if part.unaided is not None:
        yield Signal("without_topic", part.unaided, log_odds(part.confidence) - log_odds(aided))


def _weighed(trail: Trail, quoter: Quoter) -> list[Weighed]:
    part = trail.part
    worth = quoter.selection.weighed(part.query, part.evidence)
    picks = quoter.selection.choose(quoter.index, part.query, part.evidence)
    seen: set[str] = set()
    found = []
    for one in part.evidence:
        fate = _fate(one, trail, picks, worth)
        if fate in (Fate.NOT_NEEDED, Fate.BELOW) and one.text in seen:
            fate = Fate.REPEATS
        seen.add(one.text)
        pointed = pointed_at(part.query, one)
        found.append(
            Weighed(
                citation=Citation(one.document, one.span),
                in_place=one.in_place,
                chunk=one.chunk,
                timely=one.timely,
                score=one.score,
                worth=worth.get(one.key),
                fate=fate,
                points_at=pointed.value.text if pointed else "",
                answers=one.answers,
            )
        )
    return found


def _fate(one: Evidence, trail: Trail, picks: Sequence[Pick], worth: Mapping[tuple[str, int], float]) -> Fate:
    picked = any(pick.evidence.key == one.key for pick in picks)
    if picked and not trail.part.cited:
        return Fate.WITHHELD
    shown = [quote.citation for claim in trail.answer.claims for quote in claim.citations]
    if any(quote.document.id == one.document.id and quote.span.contains(one.span) for quote in shown):
        if picked:
            return Fate.SHOWN
        return Fate.BOTH_SIDES if any(quote.span == one.span for quote in shown) else Fate.WITHIN
    if picked:
        return Fate.UNVERIFIED
    return Fate.NOT_NEEDED if one.key in worth else Fate.BELOW
