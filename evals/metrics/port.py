"""What a metric is: a number for one case, or a number for many that no mean of theirs gives."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.models import KindName, Result
from evals.statistics import Floats, Places

Row = Mapping[str, Any]

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
    """A number for many cases, from the rows of a run. One call values all resamples of a bootstrap at once."""

    name: str
    lower_is_better = False

    @abstractmethod
    def eligible(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that it is taken over; none where it does not apply."""

    @abstractmethod
    def values(self, rows: Sequence[Row], places: Places) -> Floats:
        """For eligible rows and places in them of shape (resamples, rows): a value a resample, NaN for none."""
