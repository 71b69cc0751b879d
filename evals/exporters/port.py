"""The exporter port: the rows of a run in the form of another tool."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.metrics.retrieval import ranking_of

Row = Mapping[str, Any]
LEVELS = ("document", "chunk")


class Exporter(ABC):
    """Writes one form. Measures nothing."""

    name: str

    @abstractmethod
    def files(self, rows: Sequence[Row]) -> dict[Path, str]:
        """Texts by their path under the folder that was named; empty where no row is of a kind that it takes."""


def rankings(rows: Sequence[Row], level: str) -> Iterator[tuple[str, list[str], Mapping[str, int]]]:
    """(query id, ranked ids, grades) of each search that something is judged for, as the metrics take them."""
    for row in rows:
        grades = row["answer"].get("relevant", {}).get(level, {})
        if row["kind"] == "retrieval" and any(grades.values()):
            yield f"{row['set']}/{row['id']}", ranking_of(row["answer"], level), grades


def depth_score(ranked: Sequence[str], rank: int) -> int:
    """A score that falls with the rank: tools sort by it, and ours may tie."""
    return len(ranked) - rank
