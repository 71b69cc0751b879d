"""Figures of a whole set that follow from its decisions to answer: AUROC, calibration error, balanced accuracy.

Each takes resamples as a matrix of places, so that a bootstrap is one call.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from evals.runs.saved import Key, SavedAnswer, SavedRow
from evals.statistics import Floats, Places

BINS = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """How sure the assistant was that the documents hold an answer, whether they do, and what it decided."""

    confidence: float
    answerable: bool
    refused: bool


def decisions_of(rows: Iterable[SavedRow]) -> dict[Key, Decision]:
    """The decision of each case that got an answer with a confidence."""
    return {
        row.key: Decision(row.answer.confidence, row.gold.answerable, row.answer.refused)
        for row in rows
        if isinstance(row.answer, SavedAnswer) and row.answer.confidence is not None
    }


class Decided:
    """Decisions as columns; each method gives one value a row of places, nan where a class is missing."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.confidence = np.array([one.confidence for one in decisions])
        self.answerable = np.array([one.answerable for one in decisions])
        self.refused = np.array([one.refused for one in decisions])

    def auroc(self, places: Places) -> Floats:
        """The chance that a held answer's confidence is over one that is not held (Mann and Whitney, 1947)."""
        held = self.answerable[places]
        ranks = rankdata(self.confidence[places], axis=1)
        positive, negative = held.sum(axis=1), (~held).sum(axis=1)
        wins = (ranks * held).sum(axis=1) - positive * (positive + 1) / 2
        return _divided(wins, positive * negative)

    def calibration_error(self, places: Places) -> Floats:
        """Expected calibration error over ten bins of equal width (Guo et al., 2017, arXiv 1706.04599)."""
        bins = np.minimum((self.confidence * BINS).astype(int), BINS - 1)[places]
        surplus = (self.confidence - self.answerable)[places]
        off = [np.abs((surplus * (bins == one)).sum(axis=1)) for one in range(BINS)]
        return np.asarray(np.sum(off, axis=0) / places.shape[1])

    def balanced_accuracy(self, places: Places) -> Floats:
        """Mean of the share of held answers that were given and of missing ones that were refused."""
        held, refused = self.answerable[places], self.refused[places]
        given = _divided((held & ~refused).sum(axis=1), held.sum(axis=1))
        return (given + _divided((~held & refused).sum(axis=1), (~held).sum(axis=1))) / 2


DECIDED: dict[str, Callable[[Decided, Places], Floats]] = {
    "auroc": Decided.auroc,
    "ece": Decided.calibration_error,
    "balanced_accuracy": Decided.balanced_accuracy,
}


def _divided(share: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(whole > 0, share / whole, np.nan))
