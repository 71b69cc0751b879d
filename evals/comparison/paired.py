"""How each figure changed between two builds over the cases that both were asked. Knows no files and no words."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from evals.comparison.measured import Measured
from evals.metrics.meanings import Better, metric_words
from evals.runs.decisions import DECIDED, Decided
from evals.runs.saved import Key
from evals.statistics import (
    FEWEST,
    Interval,
    difference_interval,
    holm,
    paired_p,
    statistic_interval,
    swapped_p,
)

ALPHA = 0.05


class Verdict(StrEnum):
    """What can be said of a figure's change."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "no clear change"
    UNCHANGED = "unchanged"
    TOO_FEW = "too few"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after, over the cases that have it in both.

    `difference` is after less before; `p` is adjusted for all figures of one comparison, None where
    nothing changed. `lost` and `gained` count cases that have the figure on one side only.
    """

    set: str
    metric: str
    better: Better
    before: float
    after: float
    difference: Interval
    p: float | None
    lost: int = 0
    gained: int = 0

    @property
    def n(self) -> int:
        """How many cases were compared."""
        return self.difference.n

    @property
    def gain(self) -> float:
        """The difference in the good direction: negative is a loss."""
        return self.difference.value * (self.better.sign or 1)

    def verdict(self, alpha: float = ALPHA) -> Verdict:
        """Better or worse only where chance alone is less likely than `alpha`."""
        if self.p is None:
            return Verdict.UNCHANGED
        if self.n < FEWEST:
            return Verdict.TOO_FEW
        if self.p >= alpha:
            return Verdict.UNCLEAR
        if self.better is Better.UNKNOWN:
            return Verdict.CHANGED
        return Verdict.BETTER if self.gain > 0 else Verdict.WORSE


def changes(
    pairs: Iterable[tuple[Measured, Measured]],
    common: frozenset[Key],
    *,
    watched: Mapping[str, Mapping[str, Better]] | None = None,
    one_sided: bool = False,
) -> list[Change]:
    """Every figure that both sides have, with p values corrected over all of them (Holm, 1979).

    `watched` names by set the figures to take, and their good directions. One-sided p values are of a
    loss. A figure without any changed case cannot be found changed, so it does not count in the
    correction (Tarone, 1990).
    """
    found = [
        change
        for before, after in pairs
        for metric, better in (_known(before) if watched is None else watched[before.name]).items()
        if metric in before.metrics and metric in after.metrics
        for change in _change(_Pair(metric, better, before, after), common, one_sided=one_sided)
    ]
    adjusted = holm({(one.set, one.metric): one.p for one in found if one.p is not None})
    return [replace(one, p=adjusted.get((one.set, one.metric))) for one in found]


def _known(before: Measured) -> dict[str, Better]:
    return {metric: metric_words(metric).better for metric in before.metrics}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure and the two sides that have it."""

    metric: str
    better: Better
    before: Measured
    after: Measured


def _change(pair: _Pair, common: frozenset[Key], *, one_sided: bool) -> list[Change]:
    """At most one: none where no case has the figure on both sides, or all are of one class."""
    here, there = (side.covers(pair.metric) & common for side in (pair.before, pair.after))
    keys = sorted(here & there)
    if not keys:
        return []
    work = _decided if pair.metric in DECIDED else _scored
    was, now, difference, p = work(pair, keys, pair.better.sign if one_sided else 0)
    if math.isnan(difference.value):
        return []
    uneven = len(here - there), len(there - here)
    return [Change(pair.before.name, pair.metric, pair.better, was, now, difference, p, *uneven)]


_Worked = tuple[float, float, Interval, float | None]


def _scored(pair: _Pair, keys: list[Key], side: int) -> _Worked:
    """`side`: the good direction where the test is of a loss, 0 where it has two sides."""
    was, now = ([one.scores[pair.metric][key] for key in keys] for one in (pair.before, pair.after))
    # A loss of what is better low is a gain in number: turned round, one test serves both.
    turned = (was, now) if side >= 0 else (now, was)
    p = paired_p(*turned, one_sided=bool(side)) if was != now else None
    return sum(was) / len(was), sum(now) / len(now), difference_interval(was, now), p


def _decided(pair: _Pair, keys: list[Key], side: int) -> _Worked:
    statistic, n = DECIDED[pair.metric], len(keys)
    was, now = ([one.decisions[key] for key in keys] for one in (pair.before, pair.after))
    both = Decided([*was, *now])
    difference = statistic_interval(n, lambda places: statistic(both, places + n) - statistic(both, places))
    first, second = (float(statistic(both, np.arange(n)[None, :] + at)[0]) for at in (0, n))
    turned = side or 1
    p = swapped_p(n, lambda places: turned * statistic(both, places), one_sided=bool(side)) if was != now else None
    return first, second, difference, p
