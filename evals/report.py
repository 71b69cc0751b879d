"""A run as a Markdown table and the cases that went wrong."""

from evals.metrics import METRICS
from evals.models import Figure, Outcome, Report

_BETTER_LOW = {"wrong abstention", "false conflict"}
_WATCHED = [name for name in METRICS if not name.startswith("citation ")]


def markdown_report(report: Report) -> str:
    """Figures with n and 95 % intervals, seconds a question, then each case with a bad figure."""
    lines = ["| figure | value | 95 % interval | n |", "|---|---|---|---|"]
    lines += [_row(figure) for figure in report.figures]
    if report.seconds:
        lines.append(f"\nseconds a question: {report.seconds['p50']:.2f} (median), {report.seconds['p95']:.2f} (p95)")
    wrong = [line for outcome in report.outcomes if (line := _wrong(outcome))]
    if wrong:
        lines += ["", f"{len(wrong)} cases to look at:", "", *wrong]
    return "\n".join(lines)


def _row(figure: Figure) -> str:
    if figure.value is None:
        return f"| {figure.name} | no eligible case | | 0 |"
    return f"| {figure.name} | {figure.value:.3f} | {figure.low:.3f} to {figure.high:.3f} | {figure.n} |"


def _wrong(outcome: Outcome) -> str:
    case = outcome.case
    if outcome.error:
        return f"- {case.id} failed: {outcome.error.strip().splitlines()[-1]}"
    bad = [name for name in _WATCHED if METRICS[name](outcome) == (1.0 if name in _BETTER_LOW else 0.0)]
    return f"- {case.id} ({case.type}) {', '.join(bad)}: {case.question.text}" if bad else ""
