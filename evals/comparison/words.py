"""A comparison in words, as Markdown for a person and a pull request, and as plain JSON values."""

from collections.abc import Sequence
from typing import Any

from evals.comparison.compare import CaseChange, Comparison, Course
from evals.comparison.paired import ALPHA, Change, Verdict
from evals.metrics.meanings import Better, metric_words
from evals.visible import visible_code, visible_name

_MOST_CASES = 40
_HEADINGS = {
    Course.WORSE: "Got worse",
    Course.MIXED: "Better in one figure, worse in another",
    Course.BETTER: "Got better",
    Course.MOVED: "Moved: another answer, the same scores",
}
_ARROWS = {Better.HIGH: "higher is better", Better.LOW: "lower is better", Better.UNKNOWN: "direction unknown"}


def comparison_words(found: Comparison) -> str:
    """Markdown: what differs, a table of figures, and the cases by what became of them."""
    lines = [
        f"# {visible_code(found.before.folder)} → {visible_code(found.after.folder)}",
        "",
        _verdict(found),
        "",
        *_apart(found),
        *_figures(found.figures),
        "",
        f"{found.same} cases have the same answer and the same scores.",
        *_left_out(found),
    ]
    for course, heading in _HEADINGS.items():
        lines += _cases(heading, found.of(course))
    return "\n".join(lines)


def comparison_to_dict(found: Comparison) -> dict[str, Any]:
    """The same for machines; keys of cases are [set, kind, id]."""
    return {
        "before": str(found.before.folder),
        "after": str(found.after.folder),
        "figures": [_change_to_dict(one) for one in found.figures],
        "cases": [
            {
                "case": list(one.key),
                "question": one.question,
                "course": str(one.course),
                "scores": {name: list(pair) for name, pair in one.scores.items()},
                "note": one.note,
            }
            for one in found.cases
        ],
        "same": found.same,
        "only_before": [list(key) for key in found.only_before],
        "only_after": [list(key) for key in found.only_after],
        "asked_otherwise": [list(key) for key in found.asked_otherwise],
        "apart": {name: list(pair) for name, pair in found.apart.items()},
    }


def _change_to_dict(one: Change) -> dict[str, Any]:
    return {
        "set": one.set,
        "metric": one.metric,
        "better": str(one.better),
        "n": one.n,
        "before": one.before,
        "after": one.after,
        "difference": one.difference.value,
        "low": one.difference.low,
        "high": one.difference.high,
        "p": one.p,
        "lost": one.lost,
        "gained": one.gained,
        "verdict": str(one.verdict()),
    }


def _verdict(found: Comparison) -> str:
    worse = found.worse
    better = [one for one in found.figures if one.verdict() is Verdict.BETTER]
    tested = f"p < {ALPHA}, corrected over the {sum(one.p is not None for one in found.figures)} that changed at all"
    if not worse and not better:
        return f"No figure changed beyond what chance explains ({tested})."
    told = [f"{len(group)} {name}" for name, group in (("worse", worse), ("better", better)) if group]
    return f"Figures that changed beyond chance ({tested}): {', '.join(told)}."


def _apart(found: Comparison) -> list[str]:
    if not found.apart:
        return ["The runs name the same index, answerer and settings.", ""]
    rows = [f"| {visible_name(name)} | {_told(was)} | {_told(now)} |" for name, (was, now) in found.apart.items()]
    return ["| differs | before | after |", "|---|---|---|", *rows, ""]


def _told(value: str) -> str:
    return visible_name(value) if value else "-"


def _figures(figures: Sequence[Change]) -> list[str]:
    if not figures:
        return ["No figure is in both runs."]
    head = ["| set | figure | n | before | after | difference | 95 % interval | p | verdict |"]
    return [*head, "|---|---|---|---|---|---|---|---|---|", *map(_figure, figures)]


def _figure(one: Change) -> str:
    figure = f"{visible_name(metric_words(one.metric).title)} ({_ARROWS[one.better]})"
    spread = one.difference
    interval = "too few" if spread.low is None else f"{spread.low:+.3f} to {spread.high:+.3f}"
    p = "" if one.p is None else "< .001" if one.p < 0.001 else f"{one.p:.3f}"
    uneven = f" ({one.lost} lost, {one.gained} gained)" if one.lost or one.gained else ""
    return (
        f"| {visible_name(one.set)} | {figure} | {one.n}{uneven} | {one.before:.3f} | {one.after:.3f} "
        f"| {spread.value:+.3f} | {interval} | {p} | {one.verdict()} |"
    )


def _left_out(found: Comparison) -> list[str]:
    groups = {
        "only in the first run": found.only_before,
        "only in the second run": found.only_after,
        "asked otherwise in the two runs, and left out": found.asked_otherwise,
    }
    return [f"{len(keys)} cases are {name}: {_names(keys)}" for name, keys in groups.items() if keys]


def _names(keys: Sequence[tuple[str, str, str]]) -> str:
    named = ", ".join(visible_code(key[2]) for key in keys[:10])
    return named + (", ..." if len(keys) > 10 else "")


def _cases(heading: str, cases: list[CaseChange]) -> list[str]:
    if not cases:
        return []
    listed = [
        f"- {visible_code(one.key[2])} {_moved(one)}: {visible_code(one.question)}" for one in cases[:_MOST_CASES]
    ]
    rest = [f"- and {len(cases) - _MOST_CASES} more"] if len(cases) > _MOST_CASES else []
    return ["", f"## {heading} ({len(cases)})", "", *listed, *rest]


def _moved(one: CaseChange) -> str:
    scores = [
        f"{visible_name(name.replace('_', ' '))} {_score(was)} → {_score(now)}"
        for name, (was, now) in one.scores.items()
    ]
    return f"({', '.join([*([one.note] if one.note else []), *scores])})" if scores or one.note else ""


def _score(score: float | None) -> str:
    return "none" if score is None else f"{score:.2f}".rstrip("0").rstrip(".")
