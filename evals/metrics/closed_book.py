"""What a model knows of a set without its documents. Neither direction is good: it says what the set can show.

A case that failed says nothing: a provider that was out of reach must not look like one that does not know.
"""

from evals.models import Result
from evals.words import holds


def known_without_documents(result: Result) -> float | None:
    """1 when every group of answers has an alternative in what the model said; None without answers."""
    groups = result.case.answers
    if not groups or result.error:
        return None
    said = result.answer["said"]
    return float(all(any(holds(said, alternative) for alternative in group) for group in groups))


def declined_without_documents(result: Result) -> float | None:
    """1 when the model said that it does not know; None for a case that failed."""
    return None if result.error else float(result.answer["declined"])
