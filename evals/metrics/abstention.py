"""Abstention, in both error directions."""

from evals.models import Outcome
from rag.models import Status


def right_abstention(outcome: Outcome) -> float | None:
    """Of an unanswerable case: 1 when the answer is `not_in_documents`. A case that failed counts 0."""
    return None if outcome.case.answerable else float(_abstained(outcome))


def wrong_abstention(outcome: Outcome) -> float | None:
    """Of an answerable case: 1 when the answer is `not_in_documents`. A case that failed counts 1."""
    return float(_abstained(outcome) or outcome.answer is None) if outcome.case.answerable else None


def _abstained(outcome: Outcome) -> bool:
    return outcome.answer is not None and outcome.answer.status is Status.NOT_IN_DOCUMENTS
