"""A run as one HTML page that needs nothing else: no network, no script, no file beside it.

Whatever a document, a question or a case says reaches the page through an escape. The page may stand
in a frame of another (`srcdoc`) and forbids itself to fetch anything.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evals.metrics.meanings import metric_words, plain_name
from evals.report.advice import ADVICE, VERDICTS, plainly
from evals.report.figures import MOST_SLICES, figures_of, intervals_of, seconds_by_length, stage_seconds
from evals.report.findings import Finding, Outcome, Texts, Tone, findings, outcome_of, severity
from evals.report.passages import Passage, passages, slipped_in
from evals.report.plots import Plot, latency, precision_recall, reliability, risk_coverage
from evals.runs.decisions import decisions_of
from evals.runs.saved import Key, Place, SavedAnswer, SavedRow, SavedRun, SavedSaid, SavedVerdict
from evals.statistics import FEWEST, Interval
from evals.visible import visible, visible_text

MOST_CASES = 500
_MOST_POINTS = 8
_PUT = {
    "verifier": "quotes were checked",
    "support": "claims were judged",
    "closed_book": "questions were put to a model without documents",
}


@dataclass(frozen=True, slots=True)
class _Tally:
    outcome: Outcome
    n: int
    shade: float


@dataclass(frozen=True, slots=True)
class _Choice:
    label: str
    n: int


@dataclass(frozen=True, slots=True)
class _Filter:
    """Radio buttons that leave only some cases on the page; `name` is an attribute of each case."""

    name: str
    title: str
    choices: Sequence[_Choice]


@dataclass(frozen=True)
class _Case:
    """A row as the page shows it; `places` are its choices among the filters, by number."""

    row: SavedRow
    outcome: Outcome
    findings: Sequence[Finding]
    passages: Sequence[Passage]
    places: Mapping[str, int]
    slipped: str = ""

    @property
    def advice(self) -> str:
        return ADVICE.get(self.outcome, "")

    @property
    def answer(self) -> SavedAnswer | None:
        return self.row.answer if isinstance(self.row.answer, SavedAnswer) else None

    @property
    def verdict(self) -> SavedVerdict | None:
        return self.row.answer if isinstance(self.row.answer, SavedVerdict) else None

    @property
    def said(self) -> SavedSaid | None:
        return self.row.answer if isinstance(self.row.answer, SavedSaid) else None

    def number(self, place: Place) -> int:
        """The number of a quote in its answer."""
        return next(n for n, one in enumerate(self.answer.cited if self.answer else (), 1) if one is place)


def html_report(run: SavedRun, texts: Texts = lambda document_id: None, *, most_cases: int = MOST_CASES) -> str:
    """The page. `texts` gives a document's canonical text by its id, None where it is not at hand.

    All cases that went wrong come first; of the others as many as `most_cases` leaves room for.
    """
    outcomes = {row.key: outcome_of(row, texts) for row in run.rows}
    rows = sorted(run.rows, key=lambda row: severity(row, outcomes[row.key]))
    bad = sum(one.tone is not Tone.GOOD for one in outcomes.values())
    listed = rows[: max(most_cases, bad)]
    filters, places = _filters(listed, outcomes)
    page = _ENVIRONMENT.get_template("report.html")
    return page.render(
        run=run,
        css=Markup(resources.files("evals.report").joinpath("templates/report.css").read_text("utf-8")),  # noqa: S704 - our own
        asked=_asked(run.rows),
        bad=bad,
        outcomes=_tallies(outcomes.values()),
        plainly=plainly(run.rows),
        verdicts=VERDICTS,
        facts=_facts(run),
        fewest=FEWEST,
        most_slices=MOST_SLICES,
        sets=figures_of(run),
        plots=_plots(run),
        lengths=_lengths(run.rows),
        filters=filters,
        cases=[_case(row, outcomes[row.key], texts, places[row.key]) for row in listed],
        left_out=len(rows) - len(listed),
    )


def _case(row: SavedRow, outcome: Outcome, texts: Texts, places: Mapping[str, int]) -> _Case:
    return _Case(row, outcome, findings(row, texts), passages(row, texts), places, slipped_in(row, texts))


def _asked(rows: Sequence[SavedRow]) -> str:
    """What was put to the program, in words: a run may hold questions, quotes and claims."""
    counts = Counter(_PUT.get(row.kind, "questions were asked") for row in rows)
    return ", ".join(f"{n} {what}" for what, n in counts.items()) or "No case was asked"


def _tallies(outcomes: Iterable[Outcome]) -> list[_Tally]:
    """Counts from best to worst; neighbours of one tone get different shades."""
    counts = Counter(outcomes)
    present = [one for one in reversed(Outcome) if counts[one]]
    shades: Counter[Tone] = Counter()
    tallies = []
    for one in present:
        tallies.append(_Tally(one, counts[one], 1 - 0.16 * shades[one.tone]))
        shades[one.tone] += 1
    return tallies


def _facts(run: SavedRun) -> list[tuple[str, str]]:
    """What was asked of what, for whoever wants the same figures again."""
    sets = "; ".join(f"{one.name} ({one.cases} cases, SHA-256 {one.sha256[:12]})" for one in run.sets)
    told = [
        ("Sets", sets),
        ("Index", _listed(run.index)),
        ("Answerer", _listed(run.answerer)),
        ("Settings", _listed(run.settings)),
        ("Version", " ".join(part for part in (run.version, run.commit[:12]) if part)),
        ("Asked", run.created),
    ]
    return [(name, value) for name, value in told if value]


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {str(value)[:80]}" for name, value in values.items() if value not in ("", None))


def _filters(
    rows: Sequence[SavedRow], outcomes: Mapping[Key, Outcome]
) -> tuple[list[_Filter], dict[Key, dict[str, int]]]:
    """The filters that leave a choice, and the choice of each row in each of them, from 1."""
    titled: dict[str, tuple[str, Callable[[SavedRow], str]]] = {
        "outcome": ("Outcome", lambda row: outcomes[row.key].value),
        "type": ("Type", lambda row: row.type or "none"),
        "set": ("Set", lambda row: row.set),
        "kind": ("Kind", lambda row: row.kind or "none"),
    }
    filters = []
    places: dict[Key, dict[str, int]] = {row.key: {} for row in rows}
    for name, (title, label) in titled.items():
        counts = Counter(map(label, rows))
        if len(counts) > 1:
            numbers = {one: number for number, one in enumerate(counts, 1)}
            filters.append(_Filter(name, title, [_Choice(one, n) for one, n in counts.items()]))
            for row in rows:
                places[row.key][name] = numbers[label(row)]
    return filters, places


def _plots(run: SavedRun) -> list[Plot]:
    """Those that the run has something for."""
    found = []
    decisions = list(decisions_of(run.rows).values())
    if len({one.answerable for one in decisions}) == 2:
        found += [reliability(decisions), risk_coverage(decisions)]
    points = _precisions(run)
    if points:
        found.append(precision_recall(points))
    if run.rows:
        found.append(latency(stage_seconds(run.rows)))
    return found


def _lengths(rows: Sequence[SavedRow]) -> list[tuple[str, int, float, float]]:
    """(length of the question, cases, median, 95th centile of the seconds), where there is more than one length."""
    found = seconds_by_length(rows)
    return [(one, len(s), *np.quantile(s, (0.5, 0.95)).tolist()) for one, s in found.items()] if len(found) > 1 else []


def _precisions(run: SavedRun) -> dict[str, tuple[Interval, Interval]]:
    """Citation precision and recall of all cases, then of the largest types: a plot has little room."""
    groups = {"all": run.rows}
    types = Counter(row.type for row in run.rows if row.type and row.gold.evidence).most_common(_MOST_POINTS)
    groups |= {name.replace("_", " "): tuple(r for r in run.rows if r.type == name) for name, _ in types}
    found = {}
    for name, rows in groups.items():
        intervals = {plain_name(metric): one for metric, one in intervals_of(rows).items()}
        if {"citation_precision", "citation_recall"} <= intervals.keys():
            found[name] = (intervals["citation_precision"], intervals["citation_recall"])
    return {name: pair for name, pair in found.items() if name == "all" or pair[1].n >= FEWEST}


def _figure(value: float, percent: bool, digits: int = 1) -> str:
    """A share in per cent with so many digits, any other figure with two more."""
    return f"{value:.{digits}%}".replace("%", " %") if percent else f"{value:.{digits + 2}f}"


def _environment() -> Environment:
    made = Environment(loader=PackageLoader("evals.report"), autoescape=True, undefined=StrictUndefined)
    made.filters |= {
        "figure": _figure,
        "visible": visible,
        "visible_text": visible_text,
        "words": lambda name: metric_words(name).title,
    }
    return made


_ENVIRONMENT = _environment()
