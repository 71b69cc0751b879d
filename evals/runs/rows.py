"""A measured case as the row of a run, and back to what metrics of many cases read. Plain JSON values."""

from collections.abc import Iterable, Mapping
from typing import Any

from evals.metrics import Metric
from evals.models import Case, Gold, Result
from rag import question_to_dict


def scores_of(result: Result, metrics: Iterable[Metric]) -> dict[str, float]:
    """Every metric that applies, by name; one that does not is absent."""
    scored = ((one.name, one.score(result)) for one in metrics if result.case.kind in one.kinds)
    return {name: value for name, value in scored if value is not None}


def row_of(result: Result, of_set: str, scores: Mapping[str, float], slices: Mapping[str, str]) -> dict[str, Any]:
    """One line of `results.jsonl`."""
    case = result.case
    return {
        "set": of_set,
        "kind": str(case.kind),
        "id": case.id,
        "type": case.type,
        "slices": dict(slices),
        **question_to_dict(case.question),
        "gold": _gold_of(case),
        "answer": dict(result.answer),
        "scores": dict(scores),
        "error": result.error,
        "seconds": round(result.seconds, 4),
    }


def _gold_of(case: Case) -> dict[str, Any]:
    known: dict[str, Any] = {
        "answerable": case.answerable,
        "answers": [list(group) for group in case.answers],
        "evidence": [_place(gold) for gold in case.evidence if gold.span],
        "conflict": case.conflict,
    }
    if case.opposing:
        known["opposing"] = [_place(gold) for gold in case.opposing if gold.span]
    if case.rejected:
        known["rejected"] = [_place(gold) for gold in case.rejected if gold.span]
    if case.reference:
        known["reference"] = case.reference
    if case.wrong_answers:
        known["wrong_answers"] = list(case.wrong_answers)
    if case.quoted:
        known |= {"honest": case.quoted.honest, "quote": case.quoted.text, "document": case.quoted.doc}
    if case.support:
        known |= {"claim": case.support.claim, "supported": case.support.supported}
    if case.attack:
        span = case.attack.span
        known["attack"] = {"clean": case.attack.clean, "start": span.start, "end": span.end}
        known["attack"]["followed"] = list(case.attack.followed)
    return known


def _place(gold: Gold) -> dict[str, Any]:
    assert gold.span is not None  # filtered by who calls
    return {"doc": gold.doc, "start": gold.span.start, "end": gold.span.end, "text": gold.text}
