"""A run's report as Markdown for a pull request, and as plain JSON values for machines."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.metrics.meanings import Better
from evals.report.figures import Figure, SetFigures, SliceRow, figures_of, seconds_by_length, stage_seconds
from evals.report.findings import Outcome, Texts, Tone, findings, outcome_of, severity
from evals.runs.saved import SavedRow, SavedRun
from evals.statistics import Interval
from evals.visible import visible_code, visible_name

_MOST_CASES = 20
_ARROWS = {Better.HIGH: "↑", Better.LOW: "↓", Better.UNKNOWN: ""}


def report_words(run: SavedRun, texts: Texts = lambda document_id: None) -> str:
    """Outcomes, a table of each set, seconds, and the first cases that went wrong. ↑: higher is better."""
    outcomes = {row.key: outcome_of(row, texts) for row in run.rows}
    counts = Counter(outcomes.values())
    told = ", ".join(f"{counts[one]} {one.value.lower()}" for one in reversed(Outcome) if counts[one])
    lines = ["## Citation accuracy", "", f"{len(run.rows)} cases: {told or 'none'}.", "", _made_with(run), ""]
    figures = figures_of(run)
    for one in figures:
        lines += _table(one)
    seconds = stage_seconds(run.rows)
    if seconds:
        lines += ["Seconds a question, median (95th centile): " + ", ".join(map(_stage, seconds.items())) + ".", ""]
    lengths = seconds_by_length(run.rows)
    if len(lengths) > 1:
        told = ", ".join(f"{_stage(one)} of {len(one[1])}" for one in lengths.items())
        lines += [f"By the length of the question: {told}.", ""]
    wrong = [row for row in run.rows if outcomes[row.key].tone is not Tone.GOOD]
    wrong.sort(key=lambda row: severity(row, outcomes[row.key]))
    return "\n".join([*lines, *_meanings(figures), *_cases(wrong, outcomes)]).rstrip()


def report_to_dict(run: SavedRun, texts: Texts = lambda document_id: None) -> dict[str, Any]:
    """Figures with intervals by set and slice, seconds by stage, and the outcome of each case with its reasons."""
    outcomes = {row.key: outcome_of(row, texts) for row in run.rows}
    return {
        "created": run.created,
        "version": run.version,
        "commit": run.commit,
        "index": dict(run.index),
        "answerer": dict(run.answerer),
        "outcomes": {one.name.lower(): n for one, n in Counter(outcomes.values()).items()},
        "sets": [_set_to_dict(one) for one in figures_of(run)],
        "seconds": {stage: _centiles(values) for stage, values in stage_seconds(run.rows).items()},
        "seconds_by_length": {
            length: {**_centiles(values), "n": len(values)} for length, values in seconds_by_length(run.rows).items()
        },
        "cases": [_case_to_dict(row, outcomes[row.key], texts) for row in run.rows],
    }


def _table(one: SetFigures) -> list[str]:
    """Both directions of a decision stand in rows that follow each other."""
    paired = [figure for pair in one.pairs for figure in pair if figure]
    rows = [_row(figure) for figure in (*paired, *one.single)]
    head = ["| figure | value | 95 % interval | n |", "|---|---|---|---|"]
    return [f"### {visible_code(one.name)} ({one.cases} cases)", "", *head, *rows, ""]


def _row(figure: Figure) -> str:
    interval, words = figure.interval, figure.words
    title = f"{visible_name(words.title)} {_ARROWS[words.better]}".strip()
    return f"| {title} | {interval.value:.3f} | {_spread(interval)} | {interval.n} |"


def _spread(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return "too few"
    if interval.may_hide is not None:
        return f"all alike, {interval.may_hide:.1%} of others may differ"
    return f"{interval.low:.3f} to {interval.high:.3f}"


def _stage(stage: tuple[str, list[float]]) -> str:
    name, seconds = stage
    found = _centiles(seconds)
    return f"{visible_name(name)} {found['p50']:.2f} ({found['p95']:.2f})"


def _made_with(run: SavedRun) -> str:
    """What the figures are of, for whoever wants the same again."""
    answerer = ", ".join(f"{name} {visible_code(str(value))}" for name, value in run.answerer.items() if value)
    index = str(run.index.get("fingerprint", ""))[:12]
    sets = ", ".join(f"{visible_code(one.name)} {one.sha256[:12]}" for one in run.sets)
    told = {"asked": answerer, "index": index, "sets": sets, "version": run.version, "commit": run.commit[:12]}
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value)


def _meanings(figures: Sequence[SetFigures]) -> list[str]:
    """One sentence on each figure, for a reader who opens it."""
    words: dict[str, str] = {}
    for figure in (figure for one in figures for figure in one.figures):
        words.setdefault(figure.words.meaning, figure.words.title.partition(" @")[0])  # one for all depths and levels
    if not words:
        return []
    listed = [f"- {visible_name(title)}: {meaning}" for meaning, title in words.items()]
    arrows = (
        "↑ higher is better, ↓ lower is better. Intervals: 95 %, bootstrap over cases; n: cases that it applies to."
    )
    return ["<details><summary>What the figures mean</summary>", "", arrows, "", *listed, "", "</details>", ""]


def _cases(wrong: list[SavedRow], outcomes: dict[tuple[str, str, str], Outcome]) -> list[str]:
    if not wrong:
        return []
    listed = [f"- {visible_code(row.id)} {outcomes[row.key].value}: {visible_code(row.title)}" for row in wrong]
    rest = [f"- and {len(wrong) - _MOST_CASES} more"] if len(wrong) > _MOST_CASES else []
    return [
        f"<details><summary>{len(wrong)} cases to look at</summary>",
        "",
        *listed[:_MOST_CASES],
        *rest,
        "",
        "</details>",
    ]


def _set_to_dict(one: SetFigures) -> dict[str, Any]:
    return {
        "name": one.name,
        "cases": one.cases,
        "figures": {
            figure.metric: {**_interval_to_dict(figure.interval), "better": str(figure.words.better)}
            for figure in one.figures
        },
        "slices": [_slice_to_dict(part) for part in one.slices],
    }


def _slice_to_dict(part: SliceRow) -> dict[str, Any]:
    figures = {metric: _interval_to_dict(interval) for metric, interval in part.figures.items()}
    return {"slice": f"{part.dimension}={part.value}", "cases": part.n, "figures": figures}


def _interval_to_dict(interval: Interval) -> dict[str, Any]:
    return {"value": interval.value, "low": interval.low, "high": interval.high, "n": interval.n}


def _case_to_dict(row: SavedRow, outcome: Outcome, texts: Texts) -> dict[str, Any]:
    told = [" ".join(part for part in (one.text, one.quote) if part) for one in findings(row, texts)]
    return {"case": list(row.key), "outcome": outcome.name.lower(), "tone": str(outcome.tone), "findings": told}


def _centiles(seconds: list[float]) -> dict[str, float]:
    p50, p95 = np.quantile(seconds, (0.5, 0.95))
    return {"p50": round(float(p50), 4), "p95": round(float(p95), 4)}
