"""What a metric is: a number for one case, or a number for many that no mean of theirs gives."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.models import KindName, Result

Row = Mapping[str, Any]
Array = NDArray[np.float64]

ASKED = frozenset({KindName.ANSWERS, KindName.ABSTENTION, KindName.CONFLICT, KindName.CALIBRATION})


@dataclass(frozen=True, slots=True)
class Metric:
    """A number for one case; `score` gives None, never 0, where it does not apply.

    A case that failed is a Result with an `error` and no answer: it never scores well.
    """

    name: str
    score: Callable[[Result], float | None]
    kinds: frozenset[KindName]
    lower_is_better: bool = False


class SetMetric(ABC):
    """A number for many cases, from the rows of a run.

    Resampling gives weights: how often each case was drawn. One call values all resamples at once.
    """

    name: str
    kinds: frozenset[KindName]
    lower_is_better = False

    @abstractmethod
    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that it is taken over; none where it does not apply."""

    @abstractmethod
    def values(self, rows: Sequence[Row], weights: Array) -> Array:
        """For eligible rows and weights of shape (resamples, rows): a value a resample, NaN where it has none."""
