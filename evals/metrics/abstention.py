"""Abstention, in both error directions."""

from evals.models import Result
from rag.models import Status


def right_abstention(result: Result) -> float | None:
    """Of an unanswerable case: 1 when the answer is `not_in_documents`. A case that failed counts 0."""
    return None if result.case.answerable else float(_abstained(result))


def wrong_abstention(result: Result) -> float | None:
    """Of an answerable case: 1 when the answer is `not_in_documents`. A case that failed counts 1."""
    return float(_abstained(result) or bool(result.error)) if result.case.answerable else None


def _abstained(result: Result) -> bool:
    return not result.error and result.answer.get("status") == Status.NOT_IN_DOCUMENTS
