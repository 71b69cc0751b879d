"""Intervals and tests: checked against scipy where it has the same, and by their invariants."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evals.statistics import (
    FEWEST,
    Interval,
    difference_interval,
    holm,
    mcnemar,
    mean_interval,
    paired_p,
    statistic_interval,
    swapped_p,
)

SCORES = st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=40)
PAIRS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30)
P_VALUES = st.dictionaries(st.integers(), st.floats(0, 1), min_size=1, max_size=12)


def skewed(n: int) -> list[float]:
    return list(np.random.default_rng(3).beta(0.6, 0.3, n))


def width(found: Interval) -> float:
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


@pytest.mark.parametrize("n", [12, 60, 400])
def test_the_interval_is_scipys(n: int) -> None:
    """The percentile interval of a mean agrees with scipy.stats.bootstrap to the noise of resampling."""
    values = skewed(n)
    ours = mean_interval(values)
    theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=10_000, rng=1).confidence_interval
    spread = theirs.high - theirs.low
    assert ours.low == pytest.approx(theirs.low, abs=spread / 30)
    assert ours.high == pytest.approx(theirs.high, abs=spread / 30)
    assert ours.value == pytest.approx(np.mean(values))


def test_the_interval_covers_what_it_promises() -> None:
    """Of 300 samples of 60 coin throws of .8, about 95 in 100 intervals hold .8."""
    random = np.random.default_rng(11)
    held = 0
    for _ in range(300):
        found = mean_interval(list((random.random(60) < 0.8).astype(float)))
        held += found.low is not None and found.high is not None and found.low <= 0.8 <= found.high
    assert 0.90 <= held / 300 <= 0.99


@given(SCORES)
def test_an_interval_holds_its_mean_and_keeps_to_the_scores(values: list[float]) -> None:
    """The mean lies in its interval, and that within the least and greatest score; the same scores give the same interval."""
    found = mean_interval(values)
    assert found == mean_interval(values)
    assert found.n == len(values)
    assert found.too_few == (len(values) < FEWEST)
    if found.low is not None and found.high is not None:
        assert min(values) - 1e-9 <= found.low <= found.value + 1e-9
        assert found.value - 1e-9 <= found.high <= max(values) + 1e-9


@pytest.mark.parametrize("n", [10, 38, 300])
def test_cases_that_are_all_alike_may_hide_others(n: int) -> None:
    """No failure in n cases leaves room for a rate at which n cases without one happen once in twenty."""
    found = mean_interval([1.0] * n)
    assert (found.low, found.high) == (1.0, 1.0)
    assert found.may_hide is not None
    assert (1 - found.may_hide) ** n == pytest.approx(0.05)
    assert mean_interval([1.0] * (n - 1) + [0.0]).may_hide is None


def test_more_cases_make_it_narrower() -> None:
    """Four times the cases give an interval of about half the width."""
    few, many = mean_interval(skewed(100)), mean_interval(skewed(400))
    assert width(many) / width(few) == pytest.approx(0.5, abs=0.12)


def test_no_case_has_no_figure() -> None:
    """A mean of nothing is refused, never 0."""
    with pytest.raises(ValueError, match="no case"):
        mean_interval([])


def test_the_same_cases_in_both_runs_make_a_difference_sure() -> None:
    """Pairs are resampled together: a constant gain has no spread, however much the cases differ."""
    before = [0.0, 0.2, 0.4, 0.6, 0.8] * 4
    found = difference_interval(before, [score + 0.1 for score in before])
    assert (found.low, found.high) == (pytest.approx(0.1), pytest.approx(0.1))
    with pytest.raises(ValueError, match="not of the same cases"):
        difference_interval([1.0], [1.0, 0.0])


@given(PAIRS)
def test_a_difference_turned_round_is_its_negative(pairs: list[tuple[float, float]]) -> None:
    """What B gains over A, A loses against B, and both are equally sure."""
    before, after = zip(*pairs, strict=True)
    there, back = difference_interval(before, after), difference_interval(after, before)
    assert there.value == pytest.approx(-back.value)
    assert paired_p(before, after) == pytest.approx(paired_p(after, before))


def test_a_resample_without_a_value_is_left_out() -> None:
    """A statistic that some resamples lack still has its interval, from those that have one."""
    values = np.array([1.0] + [math.nan] * 11)

    def first_only(places: np.ndarray) -> np.ndarray:
        return np.where((places == 0).any(axis=1), values[0], math.nan)

    found = statistic_interval(12, first_only)
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(("gains", "losses"), [(0, 1), (3, 9), (9, 3), (0, 12), (20, 31)])
def test_mcnemar_is_the_exact_binomial(gains: int, losses: int) -> None:
    """Both sides and the side of losses, summed by hand."""
    n = gains + losses
    mass = [math.comb(n, k) / 2**n for k in range(n + 1)]
    assert mcnemar(gains, losses, one_sided=True) == pytest.approx(sum(mass[losses:]))
    tail = sum(mass[max(gains, losses) :])
    assert mcnemar(gains, losses) == pytest.approx(min(1.0, 2 * tail))


def test_nothing_changed_is_no_evidence() -> None:
    """Equal scores have a p value of 1 in every test."""
    assert mcnemar(0, 0) == 1.0
    assert paired_p([1.0, 0.0], [1.0, 0.0]) == 1.0
    assert paired_p([0.3, 0.7], [0.3, 0.7], one_sided=True) == 1.0


@pytest.mark.parametrize("n", [5, 12])
@pytest.mark.parametrize("one_sided", [True, False])
def test_the_sign_flip_is_scipys_permutation_test(n: int, one_sided: bool) -> None:
    """For few differences, where both try every sign, the p values are equal."""
    random = np.random.default_rng(n)
    before, after = random.random(n), random.random(n) - 0.2
    theirs = stats.permutation_test(
        (after - before,), np.sum, permutation_type="samples", vectorized=False, n_resamples=np.inf,
        alternative="less" if one_sided else "two-sided",
    )  # fmt: skip
    assert paired_p(list(before), list(after), one_sided=one_sided) == pytest.approx(theirs.pvalue)


def test_many_differences_are_drawn() -> None:
    """With 80 differences the drawn p value is near the t test's."""
    random = np.random.default_rng(5)
    before = random.random(80)
    after = before + random.normal(-0.03, 0.1, 80)
    theirs = stats.ttest_rel(after, before, alternative="less").pvalue
    assert paired_p(list(before), list(after), one_sided=True) == pytest.approx(theirs, abs=0.01)


@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=12))
def test_zeros_and_ones_are_mcnemars(pairs: list[tuple[float, float]]) -> None:
    """On 0/1 scores the sign-flip test is McNemar's, so it does not matter which one is taken."""
    from evals.statistics import _sign_flip

    before, after = (list(side) for side in zip(*pairs, strict=True))
    moved = np.array(after) - np.array(before)
    for one_sided in (True, False):
        flipped = _sign_flip(moved[moved != 0], one_sided=one_sided)
        assert paired_p(before, after, one_sided=one_sided) == pytest.approx(flipped)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=15, max_size=40))
def test_swapping_whole_cases_is_a_sign_flip_for_a_mean(pairs: list[tuple[bool, bool]]) -> None:
    """For a mean, the test that swaps cases agrees with McNemar's to the noise of its draws."""
    before, after = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    both = np.concatenate([before, after])
    swapped = swapped_p(len(pairs), lambda places: both[places].mean(axis=1))
    assert swapped == pytest.approx(paired_p(list(before), list(after)), abs=0.06)


def test_holm_by_hand() -> None:
    """Holm's worked example: .01, .04, .03, .005 become .03, .06, .06, .02."""
    adjusted = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})
    assert list(adjusted) == ["a", "b", "c", "d"]
    assert adjusted == {key: pytest.approx(p) for key, p in zip("abcd", (0.03, 0.06, 0.06, 0.02), strict=True)}


@given(P_VALUES)
def test_holm_lies_between_no_correction_and_bonferroni(raw: dict[int, float]) -> None:
    """Adjusted values never fall under the raw ones, nor over Bonferroni's, and keep their order."""
    adjusted = holm(raw)
    assert adjusted.keys() == raw.keys()
    for key, p in raw.items():
        assert p - 1e-12 <= adjusted[key] <= min(1.0, p * len(raw)) + 1e-12
    ordered = sorted(raw, key=lambda key: raw[key])
    assert [adjusted[key] for key in ordered] == sorted(adjusted.values())


def test_holm_keeps_false_alarms_to_the_level() -> None:
    """Over 2,000 rounds of eight metrics without any change, at most about 5 in 100 raise an alarm at .05."""
    random = np.random.default_rng(2)
    alarms = sum(min(holm(dict(enumerate(random.random(8)))).values()) <= 0.05 for _ in range(2_000))
    assert alarms / 2_000 <= 0.065
