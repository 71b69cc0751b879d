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
    return _every_part(result, quoted_words(result.answer))


def answer_in_answer(result: Result) -> float | None:
    """As `answer_in_quotes`, for the statements of an answer that a chat model wrote; None for one made of quotes.

    What the model left out may still stand in the quotes; what it says and no quote holds would be unsupported.
    """
    claims = result.answer.get("claims", ())
    if not any(claim.get("written") for claim in claims):
        return None
    return _every_part(result, "\n".join(claim["text"] for claim in claims))


def _every_part(result: Result, shown: str) -> float | None:
    groups = result.case.answers
    return float(all(any(holds(shown, one) for one in group) for group in groups)) if groups else None


def quoted_words(answer: Mapping[str, Any]) -> str:
    """All quotes of an answer's claims, a line each."""
    return "\n".join(place.text for place in cited(answer))
