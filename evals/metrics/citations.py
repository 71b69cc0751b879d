"""Citations against gold evidence, by overlap of spans."""

from evals.metrics.shown import cited
from evals.models import Result


def evidence_cited(result: Result) -> float | None:
    """1 when some cited span overlaps gold evidence; None where no gold spans are known."""
    recall = citation_recall(result)
    return None if recall is None else float(recall > 0)


def rejected_quote_cited(result: Result) -> float | None:
    """1 when a cited span overlaps a place that a person turned down; None where none was, or the case failed."""
    rejected = result.case.rejected
    if not rejected or result.error:
        return None
    return float(any(place.meets(one) for place in cited(result.answer) for one in rejected))


def citation_precision(result: Result) -> float | None:
    """Share of cited spans that overlap gold evidence; None without gold or without citations."""
    shown, gold = cited(result.answer), [*result.case.evidence, *result.case.opposing]
    if not gold or not shown:
        return None
    return sum(any(place.meets(one) for one in gold) for place in shown) / len(shown)


def citation_recall(result: Result) -> float | None:
    """Share of gold evidence that a cited span overlaps; None where no gold spans are known."""
    shown, gold = cited(result.answer), result.case.evidence
    if not gold:
        return None
    return sum(any(place.meets(one) for place in shown) for one in gold) / len(gold)


def citation_f1(result: Result) -> float | None:
    """Harmonic mean of the two; 0 where gold is known and nothing of it is cited, None without gold."""
    precision, recall = citation_precision(result), citation_recall(result)
    if recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0
