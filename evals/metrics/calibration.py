"""How well the confidence tells whether the documents hold an answer."""

from collections.abc import Sequence

from evals.metrics.port import ASKED, Row, SetMetric
from evals.models import Result
from evals.runs.decisions import DECIDED, Decided, Decision
from evals.statistics import Floats, Places
from rag.models import Status


def brier(result: Result) -> float | None:
    """(confidence - answerable)^2, by Brier (1950); None for a case that failed, which has no confidence."""
    confidence = result.answer.get("confidence")
    return None if confidence is None else float((confidence - result.case.answerable) ** 2)


class OfDecisions(SetMetric):
    """AUROC, expected calibration error or balanced accuracy at the threshold in force, by `evals.runs.decisions`."""

    kinds = ASKED

    def __init__(self, name: str) -> None:
        self.name = name
        self._figure = DECIDED[name]

    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        """Cases with a confidence, where both classes are among them."""
        known = [row for row in rows if row["kind"] in self.kinds and row["answer"].get("confidence") is not None]
        return known if len({row["gold"]["answerable"] for row in known}) == 2 else []

    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        return self._figure(Decided([_decision(row) for row in rows]), places)


def _decision(row: Row) -> Decision:
    answer = row["answer"]
    refused = answer["status"] == Status.NOT_IN_DOCUMENTS
    return Decision(answer["confidence"], row["gold"]["answerable"], refused)
