"""The figures of a run: every metric over each set and its slices, with n and a 95 % interval. Asks nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evals.metrics import SetMetric, set_metrics_for
from evals.models import Figure
from evals.statistics import Interval, mean_interval, statistic_interval

Row = Mapping[str, Any]
_FEWEST = 5  # cases of a slice: fewer are not worth a line


@dataclass(frozen=True)
class Summary:
    """What a run came to; `ineligible` are (set, metric) pairs that no case of the set could be judged by."""

    figures: tuple[Figure, ...]
    ineligible: tuple[tuple[str, str], ...]
    cases: int
    errors: int

    def to_dict(self) -> dict[str, Any]:
        """The contents of `summary.json`."""
        return {
            "figures": [asdict(figure) for figure in self.figures],
            "ineligible": [{"set": of_set, "metric": metric} for of_set, metric in self.ineligible],
            "cases": self.cases,
            "errors": self.errors,
        }


def summarize(rows: Sequence[Row], metrics: Mapping[str, Sequence[str]]) -> Summary:
    """The figures of these rows. `metrics` names, by kind, every metric of one case that could have applied."""
    figures: list[Figure] = []
    ineligible: list[tuple[str, str]] = []
    sets: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sets[row["set"]].append(row)
    for of_set, own in sets.items():
        due = dict.fromkeys(name for kind in sorted({row["kind"] for row in own}) for name in metrics.get(kind, ()))
        for named, part in _slices(own):
            figures += [Figure(of_set, name, named, *_written(found)) for name, found in _figures(part, list(due))]
        given = {figure.metric for figure in figures if figure.set == of_set}
        ineligible += [(of_set, name) for name in due if name not in given]
    return Summary(tuple(figures), tuple(ineligible), len(rows), sum(bool(row["error"]) for row in rows))


def _slices(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The whole set, then every slice of it that has cases enough and is not the whole."""
    yield "", list(rows)
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name, value in row["slices"].items():
            parts[f"{name}={value}"].append(row)
    yield from ((name, part) for name, part in sorted(parts.items()) if _FEWEST <= len(part) < len(rows))


def _figures(rows: Sequence[Row], names: Sequence[str]) -> Iterator[tuple[str, Interval]]:
    for name in names:
        scores = [row["scores"][name] for row in rows if name in row["scores"]]
        if scores:
            yield name, mean_interval(scores)
    for metric in set_metrics_for(rows):
        eligible = metric.eligible(rows)
        if eligible:
            yield metric.name, _interval(metric, eligible)


def _interval(metric: SetMetric, rows: Sequence[Row]) -> Interval:
    return statistic_interval(len(rows), lambda places: metric.values(rows, places))


def _written(found: Interval) -> tuple[int, float, float | None, float | None]:
    return found.n, found.value, found.low, found.high
