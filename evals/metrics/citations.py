"""Citations against gold evidence, by overlap of spans."""

from corpus.models import Citation
from evals.models import Gold, Outcome


def evidence_cited(outcome: Outcome) -> float | None:
    """1 when some cited span overlaps gold evidence; None where no gold spans are known."""
    gold = outcome.case.evidence
    if not gold:
        return None
    return float(any(_overlaps(citation, one) for citation in _cited(outcome) for one in gold))


def citation_precision(outcome: Outcome) -> float | None:
    """Share of cited spans that overlap gold evidence; None without gold or without citations."""
    cited, gold = _cited(outcome), outcome.case.evidence
    if not gold or not cited:
        return None
    return sum(any(_overlaps(citation, one) for one in gold) for citation in cited) / len(cited)


def citation_recall(outcome: Outcome) -> float | None:
    """Share of gold evidence that a cited span overlaps; None where no gold spans are known."""
    cited, gold = _cited(outcome), outcome.case.evidence
    if not gold:
        return None
    return sum(any(_overlaps(citation, one) for citation in cited) for one in gold) / len(gold)


def _cited(outcome: Outcome) -> list[Citation]:
    claims = outcome.answer.claims if outcome.answer else ()
    return [one.citation for claim in claims for one in claim.citations]


def _overlaps(citation: Citation, gold: Gold) -> bool:
    return citation.document.id == gold.doc and citation.span.overlaps(gold.span)
