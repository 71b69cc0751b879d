"""How each figure changed between two builds over the cases that both were asked. Knows no files and no words."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from evals.decisions import DECIDED, Decided
from evals.measured import Measured
from evals.metric_words import Better, metric_words
from evals.saved_run import Key
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
    pairs: Iterable[tuple[Measured, Measured]], common: frozenset[Key], *, one_sided: bool = False
) -> list[Change]:
    """Every figure that both sides have, with p values corrected over all of them (Holm, 1979).

    One-sided p values are of a loss. A figure without any changed case cannot be found changed,
    so it does not count in the correction (Tarone, 1990).
    """
    found = [
        change
        for before, after in pairs
        for metric in before.metrics
        if metric in after.metrics
        for change in _change(metric, before, after, common, one_sided=one_sided)
    ]
    adjusted = holm({(one.set, one.metric): one.p for one in found if one.p is not None})
    return [replace(one, p=adjusted.get((one.set, one.metric))) for one in found]


def _change(metric: str, before: Measured, after: Measured, common: frozenset[Key], *, one_sided: bool) -> list[Change]:
    """At most one: none where no case has the figure on both sides."""
    here, there = before.covers(metric) & common, after.covers(metric) & common
    keys = sorted(here & there)
    if not keys:
        return []
    better = metric_words(metric).better
    work = _decided if metric in DECIDED else _scored
    was, now, difference, p = work(metric, before, after, keys, one_sided and better.sign)
    if math.isnan(difference.value):  # the cases in common are all of one class
        return []
    return [Change(before.name, metric, better, was, now, difference, p, len(here - there), len(there - here))]


_Worked = tuple[float, float, Interval, float | None]


def _scored(metric: str, before: Measured, after: Measured, keys: list[Key], side: int) -> _Worked:
    was = [before.scores[metric][key] for key in keys]
    now = [after.scores[metric][key] for key in keys]
    difference = difference_interval(was, now)
    # A loss of what is better low is a gain in number: turned round, one test serves both.
    turned = (was, now) if side >= 0 else (now, was)
    p = paired_p(*turned, one_sided=bool(side)) if was != now else None
    return sum(was) / len(was), sum(now) / len(now), difference, p


def _decided(metric: str, before: Measured, after: Measured, keys: list[Key], side: int) -> _Worked:
    statistic, n = DECIDED[metric], len(keys)
    was, now = ([one.decisions[key] for key in keys] for one in (before, after))
    both = Decided([*was, *now])
    difference = statistic_interval(n, lambda places: statistic(both, places + n) - statistic(both, places))
    first, second = (float(statistic(both, np.arange(n)[None, :] + at)[0]) for at in (0, n))
    turned = side or 1
    p = swapped_p(n, lambda places: turned * statistic(both, places), one_sided=bool(side)) if was != now else None
    return first, second, difference, p
