"""The figures of a run as Markdown, and the cases to look at."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.metrics import ANSWER_METRICS
from evals.models import Figure
from evals.summary import Summary

_MOST = 40  # cases that are listed; the run's folder has them all
_UNLISTED = {"citation precision", "citation recall", "citation F1", "brier"}  # seldom whole: they would list all


def markdown_table(summary: Summary, rows: Sequence[Mapping[str, Any]]) -> str:
    """The figures of whole sets with n and 95 % intervals, what could not be judged, then the cases that went wrong."""
    parts = [part for of_set in dict.fromkeys(one.set for one in summary.figures) for part in _set(of_set, summary)]
    wrong = [line for row in rows if (line := _wrong(row))]
    if wrong:
        parts += ["", f"{len(wrong)} cases to look at:", "", *wrong[:_MOST]]
        parts += [f"- ... and {len(wrong) - _MOST} more"] if len(wrong) > _MOST else []
    return "\n".join(parts)


def _set(of_set: str, summary: Summary) -> Iterable[str]:
    yield f"\n## {of_set}\n" if of_set else ""
    yield from ("| figure | value | 95 % interval | n |", "|---|---|---|---|")
    yield from (_line(one) for one in summary.figures if one.set == of_set and not one.slice)
    none = [metric for name, metric in summary.ineligible if name == of_set]
    if none:
        yield f"\nno eligible case: {', '.join(none)}"


def _line(figure: Figure) -> str:
    known = figure.low is not None and figure.high is not None
    interval = f"{figure.low:.3f} to {figure.high:.3f}" if known else "too few cases"
    return f"| {figure.metric} | {figure.mean:.3f} | {interval} | {figure.n} |"


def _wrong(row: Mapping[str, Any]) -> str:
    named = f"- {row['id']}"
    if row["error"]:
        return f"{named} failed: {row['error'].strip().splitlines()[-1]}"
    bad = [
        metric.name
        for metric in ANSWER_METRICS
        if metric.name not in _UNLISTED and row["scores"].get(metric.name) == float(metric.lower_is_better)
    ]
    words = row["question"] or row["gold"].get("quote", "")
    return f"{named} ({row['type']}) {', '.join(bad)}: {words}" if bad else ""
