"""Asks every case and measures the answers."""

import statistics
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from evals.metrics import METRICS
from evals.models import Case, Figure, Outcome, Report
from rag import Assistant

_RESAMPLES = 2000


def run(
    assistant: Assistant, cases: Sequence[Case], advance: Callable[[], None] = lambda: None, *, gold_spans: bool = True
) -> Report:
    """The outcome of each case in order, with every figure that applies.

    A case that raises is a failed case with its traceback, never a lost run. Without `gold_spans`
    the evidence is ignored: for asking the same questions of another edition of the documents.
    """
    outcomes = []
    for case in cases:
        outcomes.append(_ask(assistant, case if gold_spans else replace(case, evidence=())))
        advance()
    figures = tuple(_figure(name, [metric(outcome) for outcome in outcomes]) for name, metric in METRICS.items())
    return Report(figures, tuple(outcomes), _seconds(outcomes))


def _ask(assistant: Assistant, case: Case) -> Outcome:
    try:
        return Outcome(case, assistant.invoke(case.question))
    except Exception:  # noqa: BLE001 - the one place where whatever breaks is the finding
        return Outcome(case, None, traceback.format_exc())


def _figure(name: str, values: Sequence[float | None]) -> Figure:
    """The mean of the eligible values with a percentile bootstrap interval (Efron, 1979)."""
    eligible = np.array([value for value in values if value is not None])
    if not len(eligible):
        return Figure(name, None, 0)
    draws = np.random.default_rng(0).choice(eligible, (_RESAMPLES, len(eligible))).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975))
    return Figure(name, float(eligible.mean()), len(eligible), float(low), float(high))


def _seconds(outcomes: Sequence[Outcome]) -> dict[str, float]:
    spent = sorted(outcome.answer.timings["total"] for outcome in outcomes if outcome.answer)
    if not spent:
        return {}
    return {"p50": statistics.median(spent), "p95": spent[min(len(spent) - 1, int(0.95 * len(spent)))]}
