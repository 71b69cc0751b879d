"""How many sentences: expected F1 first, then doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.how_many import enough

WORTH = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("worth", "doubt", "shown"),
    [
        pytest.param([0.99, 0.01, 0.01, 0.01], 0.05, [0], id="one_sure:one"),
        pytest.param([0.9, 0.8, 0.85, 0.02], 0.05, [0, 1, 2], id="three_probable:three"),
        pytest.param([0.1, 0.05, 0.9, 0.05], 0.2, [2], id="the_probable_one_is_not_the_best_ranked"),
        pytest.param([0.6, 0.1, 0.1, 0.1, 0.1], 1.0, [0], id="no_doubt_wanted:f1_decides"),
        pytest.param([0.6, 0.1, 0.1, 0.1, 0.1], 0.05, [0, 1, 2, 3], id="doubt_adds_up_to_four"),
        pytest.param([0.0, 0.0], 0.05, [0, 1], id="hopeless:still_the_best_ranked"),
    ],
)
def test_how_many(worth, doubt, shown) -> None:
    assert enough(worth, 6, doubt) == shown


@given(WORTH, st.integers(1, 8), st.floats(0, 1))
def test_within_bounds(worth, most, doubt) -> None:
    """One at least, `most` at most, each once, in order."""
    shown = enough(worth, most, doubt)
    assert 1 <= len(shown) <= most
    assert shown == sorted(set(shown))
    assert all(0 <= place < len(worth) for place in shown)


@given(WORTH, st.floats(0, 1), st.floats(0, 1))
def test_less_doubt_never_shows_less(worth, one, other) -> None:
    """Whoever allows less doubt is shown the same sentences and perhaps more."""
    assert set(enough(worth, 6, max(one, other))) <= set(enough(worth, 6, min(one, other)))


@given(WORTH)
def test_the_number_makes_expected_f1_greatest(worth) -> None:
    """Without doubt, no other number of the most probable sentences has a greater expected F1."""
    shown = enough(worth, len(worth), 1.0)
    order = sorted(worth, reverse=True)
    expected = [2 * sum(order[:k]) / (k + sum(worth)) for k in range(1, len(worth) + 1)]
    assert expected[len(shown) - 1] == pytest.approx(max(expected))
