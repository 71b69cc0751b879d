"""The dead and the hurt: told in parts, as a part, side by side."""

from decimal import Decimal

import pytest

from rag.tolls import asks_toll, tolls_in


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        pytest.param("The blast killed 9 Norrans and three Alvanese.", [12], [], id="parts_are_summed"),
        pytest.param("The blast killed 13 people, including nine Norrans.", [13], [], id="a_part_of_the_whole"),
        pytest.param("Five people were killed and eleven others were injured.", [5], [11], id="dead_and_hurt"),
        pytest.param("The storm injured 40 villagers, killing two women and a dog.", [2], [40], id="hurt_first"),
        pytest.param("At least 20 civilians died at the pier.", [20], [], id="hedged"),
        pytest.param("The death toll rose to 31.", [31], [], id="bare_toll"),
        pytest.param("Nine ships sank in 2021.", [], [], id="no_persons"),
        pytest.param("Two men were sentenced to death over a blast that killed 13 people.", [13], [], id="death_sentence"),
        pytest.param("Two gunmen killed 13 people.", [13], [], id="who_did_it"),
        pytest.param("Three women were among the four people killed in the blast.", [4], [], id="reduced_passive"),
        pytest.param("The fire claimed three lives.", [3], [], id="lives"),
    ],
)  # fmt: skip
def test_whole_numbers_of_dead_and_hurt(text: str, dead: list[int], hurt: list[int]) -> None:
    """Parts are added up, a part of a whole is left out, and each count goes to its fate."""
    assert [q.value for q in tolls_in(text, "dead")] == [Decimal(n) for n in dead]
    assert [q.value for q in tolls_in(text, "hurt")] == [Decimal(n) for n in hurt]


def test_a_sum_shows_its_parts() -> None:
    """The value of a side that was added up says what it was made of."""
    (toll,) = tolls_in("The blast killed 9 Norrans and three Alvanese.", "dead")
    assert toll.text == "12 (9 Norrans and three Alvanese)"


@pytest.mark.parametrize(
    ("question", "fate"),
    [
        ("How many people died at Alva?", "dead"),
        ("What was the death toll of the storm?", "dead"),
        ("How many people were injured?", "hurt"),
        ("How many died in the Alva attack?", "dead"),
        ("How many were wounded at Alva?", "hurt"),
        ("How many did the blast at Alva kill?", "dead"),
        ("How many of the ships' crews died?", ""),
        ("How many Norrans did the blast kill?", ""),
        ("How many Norrans were killed?", ""),
        ("How many ships were sunk?", ""),
    ],
)
def test_only_a_question_for_all_of_them_asks_a_toll(question: str, fate: str) -> None:
    """A question for the dead of one nation, or for ships, is none."""
    assert asks_toll(question) == fate
