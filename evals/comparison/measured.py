"""What one build scored on one set, case by case: the form in which runs and baselines are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from evals.runs.decisions import DECIDED, Decided, Decision, decisions_of
from evals.runs.saved import Key, SavedRun


@dataclass(frozen=True)
class Measured:
    """`cases` is how many the set holds; `scores` are of each metric and eligible case."""

    name: str
    sha256: str
    cases: int
    asked: frozenset[Key]
    scores: Mapping[str, Mapping[Key, float]]
    decisions: Mapping[Key, Decision] = field(default_factory=dict)

    @property
    def metrics(self) -> list[str]:
        """Metrics with a score, then the figures that follow from the decisions of the whole set."""
        kinds = {one.answerable for one in self.decisions.values()}
        return [*self.scores, *(DECIDED if len(kinds) == 2 else ())]

    def value(self, metric: str) -> float:
        """The figure over all cases that it applies to."""
        if metric in DECIDED:
            decided = Decided(list(self.decisions.values()))
            return float(DECIDED[metric](decided, np.arange(len(self.decisions))[None, :])[0])
        return float(np.mean(list(self.scores[metric].values())))

    def covers(self, metric: str) -> frozenset[Key]:
        """The cases that a metric applies to."""
        return frozenset(self.decisions if metric in DECIDED else self.scores.get(metric, ()))


def measured(run: SavedRun) -> dict[str, Measured]:
    """Each set of a run by name."""
    found = {}
    for one in run.sets:
        rows = run.rows_of(one.name)
        metrics = dict.fromkeys(metric for row in rows for metric in row.scores)
        found[one.name] = Measured(
            name=one.name,
            sha256=one.sha256,
            cases=one.cases,
            asked=frozenset(row.key for row in rows),
            scores={
                metric: {row.key: row.scores[metric] for row in rows if metric in row.scores} for metric in metrics
            },
            decisions=decisions_of(rows),
        )
    return found
