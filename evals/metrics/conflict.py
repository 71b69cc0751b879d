"""Conflicts between sources, in both error directions."""

from evals.models import Outcome


def conflict_found(outcome: Outcome) -> float | None:
    """Of a case whose sources disagree: 1 when a conflict is stated. A case that failed counts 0."""
    return float(_stated(outcome)) if outcome.case.conflict else None


def false_conflict(outcome: Outcome) -> float | None:
    """Of any other answerable case: 1 when a conflict is stated; None for a case that failed, which states nothing."""
    if outcome.case.conflict or not outcome.case.answerable or outcome.answer is None:
        return None
    return float(_stated(outcome))


def _stated(outcome: Outcome) -> bool:
    return outcome.answer is not None and bool(outcome.answer.conflicts)
