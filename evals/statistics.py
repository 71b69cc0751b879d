"""Intervals and paired tests over the scores of cases. Pure: knows numbers, nothing of runs or metrics.

Everything random starts from one fixed seed, so the same scores always give the same figures.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

LEVEL = 0.95
FEWEST = 10  # cases under which a percentile interval is far too narrow to be shown as one of 95 %
_RESAMPLES = 10_000
_RESAMPLES_OF_A_SET = 2_000  # for figures that sort or bin a whole set each time
_AT_ONCE = 2_000_000  # numbers of one batch of resamples: 16 MB
_ENUMERATED = 14  # differences whose 2^14 signs are all tried; more are drawn at random
_ROUNDING = 1e-9

Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]
Statistic: TypeAlias = Callable[[Places], Floats]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value over `n` cases with its 95 % interval, which is absent where `n` is too small for one.

    `alike`: every case has the same score, so that resampling them shows no spread.
    """

    value: float
    n: int
    low: float | None = None
    high: float | None = None
    alike: bool = False

    @property
    def too_few(self) -> bool:
        """Whether there are too few cases to say how sure the value is."""
        return self.low is None

    @property
    def may_hide(self) -> float | None:
        """Where all cases are alike: the share of others that may still differ (exact binomial, 95 %)."""
        return 1 - (1 - LEVEL) ** (1 / self.n) if self.alike else None

    @property
    def flat(self) -> bool:
        """Whether no resample moves the value though cases differ: a perfect ranking, say, with few of one kind."""
        return self.low is not None and self.low == self.high and not self.alike


def mean_interval(values: Sequence[float] | Floats) -> Interval:
    """The mean with a percentile bootstrap interval (Efron, 1979). Raises ValueError without values."""
    drawn_from = np.asarray(values, dtype=np.float64)
    found = _interval(len(drawn_from), lambda places: drawn_from[places].mean(axis=1), _RESAMPLES)
    return replace(found, alike=not found.too_few and bool((drawn_from == drawn_from[0]).all()))


def difference_interval(before: Sequence[float], after: Sequence[float]) -> Interval:
    """Mean of `after` less `before` over the same cases, resampled as pairs. Raises ValueError on unequal lengths."""
    return mean_interval(_differences(before, after))


def statistic_interval(n: int, statistic: Statistic) -> Interval:
    """A figure of a whole set with a percentile bootstrap interval over its `n` cases.

    `statistic` takes places of cases, shape (resamples, n), and gives one value a row; nan where a
    resample has none (a rate of a class that it lacks), which is left out. Raises ValueError without cases.
    """
    return _interval(n, statistic, _RESAMPLES_OF_A_SET)


def _interval(n: int, statistic: Statistic, resamples: int) -> Interval:
    if n == 0:
        raise ValueError("no case, no figure")
    value = float(statistic(np.arange(n)[None, :])[0])
    if n < FEWEST or np.isnan(value):
        return Interval(value, n)
    random = np.random.default_rng(0)
    drawn = np.concatenate([statistic(random.integers(n, size=(rows, n))) for rows in _batches(n, resamples)])
    tail = (1 - LEVEL) / 2
    low, high = np.nanquantile(drawn, (tail, 1 - tail))
    return Interval(value, n, float(low), float(high))


def _batches(width: int, resamples: int) -> Iterator[int]:
    """Rows of each batch, so that none takes much memory."""
    most = max(1, _AT_ONCE // width)
    for begun in range(0, resamples, most):
        yield min(most, resamples - begun)


def mcnemar(gains: int, losses: int, *, one_sided: bool = False) -> float:
    """The exact binomial p value (McNemar, 1947) of `gains` against `losses` among cases that changed.

    One-sided, it is the probability of at least so many losses where both are equally likely.
    """
    if not gains + losses:
        return 1.0
    side = "greater" if one_sided else "two-sided"
    return float(binomtest(losses, gains + losses, alternative=side).pvalue)


def paired_p(before: Sequence[float], after: Sequence[float], *, one_sided: bool = False) -> float:
    """The p value of a change between scores of the same cases; one-sided, of a loss.

    McNemar's exact test where every score is 0 or 1, else Fisher's sign-flip permutation test.
    """
    moved = _differences(before, after)
    moved = moved[np.abs(moved) > _ROUNDING]
    if set(before) | set(after) <= {0.0, 1.0}:
        return mcnemar(int((moved > 0).sum()), int((moved < 0).sum()), one_sided=one_sided)
    return _sign_flip(moved, one_sided=one_sided)


def _sign_flip(moved: Floats, *, one_sided: bool) -> float:
    """All signs of few differences, 10,000 draws for more (with the observed one: Phipson and Smyth, 2010)."""
    if len(moved) <= _ENUMERATED:
        bits = np.arange(2 ** len(moved))[:, None] >> np.arange(len(moved)) & 1
        extreme = _as_extreme((2 * bits - 1) @ moved, moved.sum(), one_sided=one_sided)
        return float(extreme.mean())
    random = np.random.default_rng(0)
    signs = (random.integers(2, size=(rows, len(moved))) * 2 - 1 for rows in _batches(len(moved), _RESAMPLES))
    found = sum(int(_as_extreme(drawn @ moved, moved.sum(), one_sided=one_sided).sum()) for drawn in signs)
    return (found + 1) / (_RESAMPLES + 1)


def swapped_p(n: int, statistic: Statistic, *, one_sided: bool = False) -> float:
    """The p value of a change in a figure of a whole set, by swapping at random what belongs to one case.

    `statistic` takes places among 2n: `i` is a case before and `i + n` the same case after.
    """
    own = np.arange(n)[None, :]
    observed = float((statistic(own + n) - statistic(own))[0])
    random = np.random.default_rng(0)
    found = 0
    for rows in _batches(2 * n, _RESAMPLES_OF_A_SET):
        swap = random.integers(2, size=(rows, n)) * n
        moved = statistic(own + n - swap) - statistic(own + swap)
        found += int(_as_extreme(moved, observed, one_sided=one_sided).sum())
    return (found + 1) / (_RESAMPLES_OF_A_SET + 1)


def _as_extreme(sums: Floats, observed: float, *, one_sided: bool) -> npt.NDArray[np.bool_]:
    if one_sided:
        return np.asarray(sums <= observed + _ROUNDING)
    return np.asarray(np.abs(sums) >= abs(observed) - _ROUNDING)


def holm(p_values: Mapping[Key, float]) -> dict[Key, float]:
    """Raises p values so that the chance of any false alarm among them stays at the level (Holm, 1979)."""
    ordered = sorted(p_values, key=lambda key: p_values[key])
    adjusted: dict[Key, float] = {}
    floor = 0.0
    for rank, key in enumerate(ordered):
        floor = max(floor, min(1.0, p_values[key] * (len(ordered) - rank)))
        adjusted[key] = floor
    return {key: adjusted[key] for key in p_values}


def _differences(before: Sequence[float], after: Sequence[float]) -> Floats:
    if len(before) != len(after):
        raise ValueError(f"{len(before)} scores before and {len(after)} after are not of the same cases")
    return np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
