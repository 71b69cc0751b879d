"""The check of quotes, in both error directions."""

from evals.models import Result
from rag.models import Verdict


def false_accept(result: Result) -> float | None:
    """Of a quote whose words are not the document's: 1 when it was accepted. A check that failed accepts nothing."""
    quoted = result.case.quoted
    return None if quoted is None or quoted.honest else float(_accepted(result))


def false_reject(result: Result) -> float | None:
    """Of an honest quote: 1 when it was rejected. A check that failed counts 1."""
    quoted = result.case.quoted
    return None if quoted is None or not quoted.honest else float(not _accepted(result))


def _accepted(result: Result) -> bool:
    return "verdict" in result.answer and Verdict(result.answer["verdict"]).stands
