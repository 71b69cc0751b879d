"""The invariant: every word shown as a quote is the document's."""

from evals.models import Outcome


def quote_fidelity(outcome: Outcome) -> float | None:
    """Share of shown quotes that equal the document's text at the cited offsets; None without quotes."""
    if outcome.answer is None or not outcome.answer.claims:
        return None
    checks = [
        claim.text == one.citation.document.text[one.citation.span.start : one.citation.span.end]
        for claim in outcome.answer.claims
        for one in claim.citations
    ]
    return sum(checks) / len(checks)
