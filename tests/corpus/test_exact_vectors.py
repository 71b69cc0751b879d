"""Exact search finds what a sorted list of all cosines says, and the same in every store of the same vectors."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.exact_vectors import ExactVectors
from corpus.vectors import VectorStore

IDS = [f"d{place % 7}#{place:03d}" for place in range(120)]


def vectors(seed: int, n: int = 120) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(n, 8)).astype(np.float32)


def by_hand(rows: np.ndarray, asked: np.ndarray, k: int) -> list[str]:
    """Sorted by cosine in double precision, then by id."""
    wide, one = rows.astype(np.float64), asked.astype(np.float64)
    cosines = wide @ one / np.linalg.norm(wide, axis=1) / np.linalg.norm(one)
    order = sorted(range(len(rows)), key=lambda place: (-cosines[place], IDS[place]))
    return [IDS[place] for place in order[:k]]


@given(st.integers(0, 10_000), st.integers(1, 130))
def test_the_nearest_are_those_of_a_sorted_list(seed: int, k: int) -> None:
    """However many are asked for."""
    rows, asked = vectors(seed), vectors(seed + 1, 1)[0]
    assert [one for one, _ in ExactVectors(IDS, rows).nearest(asked, k)] == by_hand(rows, asked, k)


def test_what_is_alike_comes_in_the_order_of_its_ids() -> None:
    """However the vectors came; one without a direction is as far as a right angle."""
    same = np.ones((3, 8), dtype=np.float32)
    same[1] = 0
    found = ExactVectors(["c", "a", "b"], same).nearest(same[0], 3)
    assert found == [("b", pytest.approx(1.0)), ("c", pytest.approx(1.0)), ("a", 0.0)]


def test_two_stores_of_the_same_vectors_answer_alike(tmp_path: Path) -> None:
    """To the last digit, in whichever order they were filled; and what is taken out is no longer found."""
    rows, asked = vectors(1), vectors(2, 20)
    turned = list(reversed(range(len(IDS))))
    for name, order in (("one", list(range(len(IDS)))), ("two", turned)):
        with closing(VectorStore(tmp_path / name, create=True, expected=len(IDS))) as store:
            store.add([IDS[at] for at in order], rows[order])
    with closing(VectorStore(tmp_path / "one")) as one, closing(VectorStore(tmp_path / "two")) as two:
        for question in asked:
            assert one.nearest(question, 50) == two.nearest(question, 50)
        best = one.nearest(asked[0], 1)[0][0]
        one.remove([best])
        assert best not in [name for name, _ in one.nearest(asked[0], 200)]
