"""Every metric by name. A metric that does not apply to a case returns None, never 0."""

from collections.abc import Callable

from evals.metrics.abstention import right_abstention, wrong_abstention
from evals.metrics.answer_in_quotes import answer_in_quotes
from evals.metrics.citations import citation_precision, citation_recall, evidence_cited
from evals.metrics.conflict import conflict_found, false_conflict
from evals.metrics.fidelity import quote_fidelity
from evals.models import Outcome

Metric = Callable[[Outcome], float | None]

METRICS: dict[str, Metric] = {
    "quote fidelity": quote_fidelity,
    "evidence cited": evidence_cited,
    "answer in quotes": answer_in_quotes,
    "citation precision": citation_precision,
    "citation recall": citation_recall,
    "right abstention": right_abstention,
    "wrong abstention": wrong_abstention,
    "conflict found": conflict_found,
    "false conflict": false_conflict,
}

__all__ = ["METRICS", "Metric"]
