"""The figures of a run, of each set and slice, with intervals: computed from its rows, and from nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from functools import partial
from itertools import groupby

from evals.metrics import OF_SETS
from evals.metrics.meanings import PAIRS, MetricWords, metric_words, plain_name, rank
from evals.runs.saved import SavedAnswer, SavedHits, SavedRow, SavedRun, SavedSaid
from evals.runs.slices import LENGTHS
from evals.statistics import FEWEST, Interval, mean_interval, statistic_interval

SLICES = ("type", "language", "length", "document", "age", "split", "script", "category", "position")
_STAGE = {"verifier": "checking a quote", "support": "judging a claim"}
MOST_SLICES = {"": 12, "type": 40}  # of one dimension, the largest: a collection may have a thousand documents


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric of a set, with its words."""

    metric: str
    words: MetricWords
    interval: Interval


@dataclass(frozen=True)
class SliceRow:
    """The figures of the cases that share a property; `n` cases in all."""

    dimension: str
    value: str
    n: int
    figures: Mapping[str, Interval]


@dataclass(frozen=True)
class SetFigures:
    """All figures of one set; `pairs` are those that belong side by side, `single` the others."""

    name: str
    cases: int
    figures: Sequence[Figure]
    slices: Sequence[SliceRow]

    @property
    def pairs(self) -> list[tuple[Figure | None, Figure | None]]:
        """The two directions of a decision, one of which a set may lack."""
        by_name = {plain_name(one.metric): one for one in self.figures}
        return [(by_name.get(a), by_name.get(b)) for a, b in PAIRS if a in by_name or b in by_name]

    @property
    def single(self) -> list[Figure]:
        """Figures that have no counterpart."""
        paired = {name for pair in PAIRS for name in pair}
        return [one for one in self.figures if plain_name(one.metric) not in paired]

    @property
    def dimensions(self) -> list[tuple[str, list[SliceRow]]]:
        """The slices of each property, in the order of `SLICES`."""
        return [(name, list(rows)) for name, rows in groupby(self.slices, key=lambda one: one.dimension)]

    @property
    def sliced(self) -> list[Figure]:
        """Figures that a part of the set has too, and not only the whole."""
        return [one for one in self.figures if any(one.metric in part.figures for part in self.slices)]


def figures_of(run: SavedRun) -> list[SetFigures]:
    """The figures of each set that has rows, in the order of the run."""
    found = []
    for one in run.sets:
        rows = run.rows_of(one.name)
        if rows:
            intervals = intervals_of(rows) | _of_many(rows)
            named = [Figure(metric, metric_words(metric), intervals[metric]) for metric in sorted(intervals, key=rank)]
            found.append(SetFigures(one.name, one.cases, named, list(_slices(rows))))
    return found


def intervals_of(rows: Iterable[SavedRow]) -> dict[str, Interval]:
    """The mean of each metric over the rows that it applies to."""
    scores: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for metric, score in row.scores.items():
            scores[metric].append(score)
    return {metric: mean_interval(values) for metric, values in scores.items()}


def stage_seconds(rows: Iterable[SavedRow]) -> dict[str, list[float]]:
    """Seconds by stage in the order in which the stages ran; of the whole case where it tells no stages."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.error:
            continue  # what a failure took says nothing about a stage
        timings = row.answer.timings if isinstance(row.answer, SavedAnswer | SavedHits | SavedSaid) else {}
        for stage, seconds in (timings or {_STAGE.get(row.kind, "whole"): row.seconds}).items():
            found[stage].append(seconds)
    return dict(found)


def seconds_by_length(rows: Iterable[SavedRow]) -> dict[str, list[float]]:
    """Seconds of whole answers by the length of the question, shortest first; empty where none is told."""
    found: dict[str, list[float]] = {length: [] for length in LENGTHS}
    for row in rows:
        length = row.slices.get("length", "")
        if isinstance(row.answer, SavedAnswer) and not row.error and length in found:
            found[length].append(row.answer.timings.get("total", row.seconds))
    return {length: seconds for length, seconds in found.items() if seconds}


def _of_many(rows: Sequence[SavedRow]) -> dict[str, Interval]:
    """Figures that no mean gives, as the run's own summary has them; seconds stand elsewhere."""
    plain = [{**asdict(row), "answer": asdict(row.answer) if is_dataclass(row.answer) else {}} for row in rows]
    found = {}
    for metric in OF_SETS:
        eligible = metric.eligible(plain)
        if eligible:
            found[metric.name] = statistic_interval(len(eligible), partial(metric.values, eligible))
    return found


def _slices(rows: Sequence[SavedRow]) -> Iterable[SliceRow]:
    for dimension in SLICES:
        groups: dict[str, list[SavedRow]] = defaultdict(list)
        for row in rows:
            if row.slices.get(dimension):
                groups[row.slices[dimension]].append(row)
        most = MOST_SLICES.get(dimension, MOST_SLICES[""])
        if len(groups) > 1:
            for value, members in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))[:most]:
                # Of fewer, a figure of ranks or bins says nothing, and not even an interval would warn of it.
                many = {name: one for name, one in _of_many(members).items() if one.n >= FEWEST}
                yield SliceRow(dimension, value, len(members), intervals_of(members) | many)
