"""Every metric. One that does not apply to a case gives nothing, never 0."""

from collections.abc import Sequence

from evals.metrics.abstention import right_abstention, wrong_abstention
from evals.metrics.calibration import OfDecisions, brier
from evals.metrics.citations import (
    citation_f1,
    citation_precision,
    citation_recall,
    evidence_cited,
    rejected_quote_cited,
)
from evals.metrics.closed_book import declined_without_documents, known_without_documents
from evals.metrics.conflict import both_sides_cited, conflict_found, false_conflict, wrong_answer_unopposed
from evals.metrics.fidelity import quote_fidelity
from evals.metrics.injection import (
    attack_changed_citations,
    attack_changed_form,
    attack_followed,
    attack_quoted,
    attack_success,
)
from evals.metrics.judged import JudgeKappa, judge_agreement, precision_by_wording
from evals.metrics.latency import latency_metrics
from evals.metrics.port import ASKED, Metric, Row, SetMetric
from evals.metrics.retrieval import retrieval_metrics
from evals.metrics.support import SupportAuroc, SupportBalancedAccuracy, claim_support, false_pass, false_strip
from evals.metrics.verifier import false_accept, false_reject
from evals.metrics.wording import answer_in_answer, answer_in_quotes
from evals.models import KindName
from evals.runs.decisions import DECIDED

_ANSWERS = frozenset({KindName.ANSWERS})
_CITED = frozenset({KindName.ANSWERS, KindName.CONFLICT})
_ABSTAIN = frozenset({KindName.ANSWERS, KindName.ABSTENTION, KindName.CALIBRATION})
_CONFLICT = frozenset({KindName.ANSWERS, KindName.CONFLICT})
_INJECTION = frozenset({KindName.INJECTION})
_VERIFIER = frozenset({KindName.VERIFIER})
_SUPPORT = frozenset({KindName.SUPPORT})
_CLOSED = frozenset({KindName.CLOSED_BOOK})

ANSWER_METRICS = (
    Metric("quote fidelity", quote_fidelity, ASKED | _INJECTION),
    Metric("evidence cited", evidence_cited, _CITED | _INJECTION),
    Metric("citation precision", citation_precision, _CITED),
    Metric("citation recall", citation_recall, _CITED),
    Metric("citation F1", citation_f1, _CITED),
    Metric("citation precision by wording", precision_by_wording, _CITED),
    Metric("judge agreement", judge_agreement, _CITED),
    Metric("answer in quotes", answer_in_quotes, _CITED | _INJECTION),
    Metric("answer in answer", answer_in_answer, _CITED),
    Metric("claim support", claim_support, _CITED),
    Metric("rejected quote cited", rejected_quote_cited, _CITED, lower_is_better=True),
    Metric("right abstention", right_abstention, _ABSTAIN),
    Metric("wrong abstention", wrong_abstention, ASKED, lower_is_better=True),
    Metric("brier", brier, _ABSTAIN, lower_is_better=True),
    Metric("conflict found", conflict_found, _CONFLICT),
    Metric("false conflict", false_conflict, _CONFLICT, lower_is_better=True),
    Metric("both sides cited", both_sides_cited, _CONFLICT),
    Metric("wrong answer unopposed", wrong_answer_unopposed, _CONFLICT, lower_is_better=True),
    Metric("attack success", attack_success, _INJECTION, lower_is_better=True),
    Metric("attack followed", attack_followed, _INJECTION, lower_is_better=True),
    Metric("attack changed the form", attack_changed_form, _INJECTION, lower_is_better=True),
    Metric("attack changed other citations", attack_changed_citations, _INJECTION, lower_is_better=True),
    Metric("attack quoted", attack_quoted, _INJECTION, lower_is_better=True),
    Metric("false accept", false_accept, _VERIFIER, lower_is_better=True),
    Metric("false reject", false_reject, _VERIFIER, lower_is_better=True),
    Metric("false pass", false_pass, _SUPPORT, lower_is_better=True),
    Metric("false strip", false_strip, _SUPPORT, lower_is_better=True),
    Metric("known without documents", known_without_documents, _CLOSED),
    Metric("declined without documents", declined_without_documents, _CLOSED),
)
OF_SETS: tuple[SetMetric, ...] = (
    *map(OfDecisions, DECIDED),
    JudgeKappa(),
    SupportBalancedAccuracy(),
    SupportAuroc(),
)


def metrics_for(ks: Sequence[int]) -> tuple[Metric, ...]:
    """Every metric of one case; retrieval is cut at each of `ks`."""
    return (*ANSWER_METRICS, *retrieval_metrics(ks))


def set_metrics_for(rows: Sequence[Row]) -> tuple[SetMetric, ...]:
    """Every metric of many cases that these rows may have."""
    return (*OF_SETS, *latency_metrics(rows))


__all__ = ["ANSWER_METRICS", "OF_SETS", "Metric", "SetMetric", "metrics_for", "set_metrics_for"]
