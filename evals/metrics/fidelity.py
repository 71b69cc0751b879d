"""The invariant: every word shown as a quote is the document's."""

from evals.metrics.shown import cited, places, sides
from evals.models import Result


def quote_fidelity(result: Result) -> float | None:
    """Share of shown quotes that equal the record's text at the cited offsets; None where nothing is quoted.

    Quotes of claims, of both sides of conflicts and of the nearest passages count alike.
    """
    answer = result.answer
    shown = [*cited(answer), *sides(answer), *places(answer.get("nearest", ()))]
    if not shown:
        return None
    checks = [result.texts.get(one.doc, "")[one.span.start : one.span.end] == one.text for one in shown]
    return sum(checks) / len(checks)
