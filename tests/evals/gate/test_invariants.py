"""What a side of a conflict is said to say stands in its words, or adds up from them."""

import pytest

from evals.gate.invariants import STATUS, _sides
from evals.runs.saved import Place, SavedConflict, SavedSide

WORDS = "The flood killed 9 farmers and three miners, and 1,200 sheep."
OTHER = SavedSide("13 people", (Place("b.txt", 0, 9, "13 people died."),))


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        pytest.param("9 farmers", True, id="its_words"),
        pytest.param("12 (9 farmers and three miners)", True, id="a_sum_of_its_words"),
        pytest.param("13 (9 farmers and three miners)", False, id="a_wrong_sum"),
        pytest.param("12 (9 farmers and three sailors)", False, id="parts_that_it_lacks"),
        pytest.param("12", False, id="a_sum_without_its_parts"),
        pytest.param("1,212 (9 farmers and three miners, and 1,200 sheep)", True, id="thousands"),
    ],
)
def test_a_side_says_what_it_is_said_to_say(value: str, holds: bool) -> None:
    """A total told in parts is added up again; the parts must be the words."""
    conflict = SavedConflict("the flood", (SavedSide(value, (Place("a.txt", 0, len(WORDS), WORDS),)), OTHER))
    assert [rule for rule, _ in _sides(conflict)] == ([] if holds else [STATUS])
