"""Whether the words of the answer stand in what is shown."""

from collections.abc import Mapping
from typing import Any

from evals.metrics.shown import cited
from evals.models import Result
from evals.words import holds


def answer_in_quotes(result: Result) -> float | None:
    """1 when every group of answers has an alternative in the quotes; None without answers.

    Case and typography do not count; a word or number must stand whole ("12" is not in "2012").
    """
    groups = result.case.answers
    if not groups:
        return None
    shown = quoted_words(result.answer)
    return float(all(any(holds(shown, alternative) for alternative in group) for group in groups))


def quoted_words(answer: Mapping[str, Any]) -> str:
    """All quotes of an answer's claims, a line each."""
    return "\n".join(place.text for place in cited(answer))
