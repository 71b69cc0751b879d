"""Citations judged by their wording, for sets that know an answer and no spans; and how far to trust that judge.

People's marks are what the judge is measured by: where a case has gold spans too, the two are compared
citation by citation. The threshold was chosen on half of CLAP NQ's development questions (evals/LOG.md).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evals.metrics.port import Row, SetMetric
from evals.metrics.shown import Place, cited
from evals.models import Gold, KindName, Result
from evals.statistics import Floats, Places
from evals.words import holds
from rag import parse_query

_ENOUGH = 1 / 3  # of a quote's content words, those of the question apart, that the written answer has


def judged_right(quote: str, question: str, reference: str, answers: Sequence[Sequence[str]]) -> bool | None:
    """Whether a quote is right by its words; None where no answer is known.

    Right is a quote that holds an alternative of some part of the answer or, where somebody wrote the
    answer, whose own content words stand in it.
    """
    if answers:
        return any(holds(quote, alternative) for group in answers for alternative in group)
    if not reference:
        return None
    return (share_held(quote, reference, apart=question) or 0.0) >= _ENOUGH


def share_held(words: str, text: str, *, apart: str = "") -> float | None:
    """Share of the content words, by their stems and but for those of `apart`, that a text has; None without any."""
    own = parse_query(words).stems - parse_query(apart).stems
    return len(own & parse_query(text).stems) / len(own) if own else None


def precision_by_wording(result: Result) -> float | None:
    """Share of cited spans that the judge takes for right; None without citations or without an answer."""
    case = result.case
    judged = [judged_right(one.text, case.question.text, case.reference, case.answers) for one in cited(result.answer)]
    known = [one for one in judged if one is not None]
    return sum(known) / len(known) if known else None


def judge_agreement(result: Result) -> float | None:
    """Share of cited spans on which the judge and the gold spans agree; None where either says nothing."""
    case = result.case
    gold = [*case.evidence, *case.opposing]
    counts = _counts(cited(result.answer), gold, case.question.text, case.reference, case.answers)
    return float(np.trace(counts) / counts.sum()) if counts.sum() else None


class JudgeKappa(SetMetric):
    """Cohen's kappa (1960) between the judge and the gold spans, over the citations of all drawn cases."""

    name = "judge kappa"

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if row["kind"] in (KindName.ANSWERS, KindName.CONFLICT) and _of_row(row).sum()]

    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        counts = np.array([_of_row(row) for row in rows])[places].sum(axis=1)
        total = counts.sum(axis=(1, 2))
        agreed = np.trace(counts, axis1=1, axis2=2) / total
        by_chance = (counts.sum(axis=1) * counts.sum(axis=2)).sum(axis=1) / total**2
        with np.errstate(invalid="ignore", divide="ignore"):  # both say one thing only: NaN
            return np.asarray((agreed - by_chance) / (1 - by_chance))


def _of_row(row: Mapping[str, Any]) -> Floats:
    known = row["gold"]
    gold = [Gold.of(one) for one in (*known.get("evidence", ()), *known.get("opposing", ()))]
    answers = known.get("answers", ())
    return _counts(cited(row["answer"]), gold, row["question"], known.get("reference", ""), answers)


def _counts(
    shown: Sequence[Place], gold: Sequence[Gold], question: str, reference: str, answers: Sequence[Sequence[str]]
) -> Floats:
    """How many citations people (row) and the judge (column) take for wrong or right."""
    counts = np.zeros((2, 2))
    for place in shown if gold else ():
        judged = judged_right(place.text, question, reference, answers)
        if judged is not None:
            counts[int(any(place.meets(one) for one in gold)), int(judged)] += 1
    return counts
