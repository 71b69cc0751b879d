"""Tells how an answer came about, from what its stages left behind. Decides nothing and measures nothing anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import Index
from corpus.models import Citation
from rag.abstain import Abstention
from rag.models import Answer, Explanation, Fate, Hit, Signal, Weighed
from rag.query import Query
from rag.read import Evidence
from rag.select import Pick, Selection
from rag.signals import signals_of


@dataclass(frozen=True)
class Trail:
    """What the stages of one answer left behind."""

    index: Index
    understood: str
    query: Query
    hits: Sequence[Hit]
    evidence: Sequence[Evidence]
    answer: Answer


def explain(trail: Trail, selection: Selection, abstention: Abstention, threshold: float) -> Explanation:
    """The explanation of `trail.answer`, by the models that made it."""
    query, evidence = trail.query, trail.evidence
    signals = signals_of(query, evidence, trail.hits)
    pulls = abstention.pulls(signals)
    return Explanation(
        understood=trail.understood,
        language=query.language,
        asks_for=str(query.answer_type),
        keywords=query.keywords,
        chunks=tuple(trail.hits),
        sentences=tuple(_weighed(trail, selection)),
        signals=tuple(
            Signal(name, signals[name], pulls[name]) for name in sorted(signals, key=lambda one: -abs(pulls[one]))
        ),
        confidence=trail.answer.confidence,
        threshold=threshold,
        timings=trail.answer.timings,
    )


def _weighed(trail: Trail, selection: Selection) -> list[Weighed]:
    worth = selection.weighed(trail.query, trail.evidence)
    picks = selection.choose(trail.index, trail.query, trail.evidence)
    seen: set[str] = set()
    found = []
    for one in trail.evidence:
        fate = _fate(one, trail.answer, picks, worth)
        if fate in (Fate.NOT_NEEDED, Fate.BELOW) and one.text in seen:
            fate = Fate.REPEATS
        seen.add(one.text)
        citation = Citation(one.document, one.span)
        found.append(
            Weighed(citation, one.alone, one.in_place, one.chunk, one.timely, one.score, worth.get(one.key), fate)
        )  # fmt: skip
    return found


def _fate(one: Evidence, answer: Answer, picks: Sequence[Pick], worth: Mapping[tuple[str, int], float]) -> Fate:
    picked = any(pick.evidence.key == one.key for pick in picks)
    if picked and not answer.claims:
        return Fate.WITHHELD
    shown = [quote.citation for claim in answer.claims for quote in claim.citations]
    if any(quote.document.id == one.document.id and quote.span.contains(one.span) for quote in shown):
        if picked:
            return Fate.SHOWN
        return Fate.BOTH_SIDES if any(quote.span == one.span for quote in shown) else Fate.WITHIN
    if picked:
        return Fate.UNVERIFIED
    return Fate.NOT_NEEDED if one.key in worth else Fate.BELOW
