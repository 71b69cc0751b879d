"""Conflicts between sources, in both error directions."""

from collections.abc import Sequence

from evals.metrics.shown import cited, sides
from evals.metrics.wording import quoted_words
from evals.models import Case, Gold, Result
from evals.words import holds


def conflict_found(result: Result) -> float | None:
    """Of a case whose sources disagree: 1 when a conflict is stated. A case that failed counts 0."""
    return float(_stated(result)) if result.case.conflict else None


def false_conflict(result: Result) -> float | None:
    """Of any other answerable case: 1 when a conflict is stated; None for a case that failed, which states nothing."""
    if result.case.conflict or not result.case.answerable or result.error:
        return None
    return float(_stated(result))


def both_sides_cited(result: Result) -> float | None:
    """Of a case whose sources disagree: 1 when gold of each side is cited; None where the sides are not known."""
    known = _sides(result.case) if result.case.conflict else []
    if len(known) < 2:
        return None
    shown = [*cited(result.answer), *sides(result.answer)]
    return float(all(any(place.meets(gold) for place in shown for gold in side) for side in known))


def wrong_answer_unopposed(result: Result) -> float | None:
    """1 when the quotes hold a wrong answer and no conflict is stated; None where no wrong answer is known."""
    if not result.case.wrong_answers or result.error:
        return None
    shown = quoted_words(result.answer)
    return float(not _stated(result) and any(holds(shown, wrong) for wrong in result.case.wrong_answers))


def _stated(result: Result) -> bool:
    return bool(result.answer.get("conflicts"))


def _sides(case: Case) -> list[Sequence[Gold]]:
    """Evidence and opposing evidence; where a set does not part them, each document is a side."""
    if case.opposing:
        return [case.evidence, case.opposing]
    documents = dict.fromkeys(gold.doc for gold in case.evidence)
    return [[gold for gold in case.evidence if gold.doc == doc] for doc in documents]
