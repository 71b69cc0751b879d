"""Documents that join a disagreement which was found between others."""

import pytest

from rag.compare_joined import joined
from rag.query import parse_query
from rag.read import Evidence
from tests.pointing import read

LIBRARY = "When was the Alva library built?"
ONE, TWO = (
    read("a", "The Alva library was built in 1902.", "1902"),
    read("b", "The Alva library dates from 1885.", "1885"),
)


def told(*others: Evidence, question: str = LIBRARY) -> list[tuple[str, list[str]]]:
    sides = joined(parse_query(question), [ONE, TWO, *others], [("1902", [ONE]), ("1885", [TWO])])
    return [(value, [one.document.id for one in said]) for value, said in sides]


def test_who_agrees_joins_a_side_and_who_differs_makes_one() -> None:
    """A document on no side stands with those that say the same, or for itself."""
    same = read("c", "The library of Alva was built in 1885.", "1885", logit=2.5)
    other = read("d", "The library of Alva was built in 1877.", "1877", logit=2.5)
    assert told(same, other) == [("1902", ["a"]), ("1885", ["b", "c"]), ("1877", ["d"])]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(read("a", "The Alva library was built in 1877.", "1877"), id="on a side already"),
        pytest.param(read("c", "The Alva library was built in 1877.", "1877", logit=1.5), id="may not answer"),
        pytest.param(read("c", "The mill was begun in 1877.", "1877"), id="about something else"),
    ],
)
def test_who_does_not_join(other: Evidence) -> None:
    """Each document once, and only with a sentence that answers what was asked."""
    assert told(other) == [("1902", ["a"]), ("1885", ["b"])]


def test_beyond_doubt_one_name_is_enough() -> None:
    """A sentence that surely answers joins by a name of the question; a little less sure, it needs more of its words."""
    question = "What is the birth date of old Ann Berg?"
    sure, less = (read("c", "Berg came to this world in 1877.", "1877", logit=logit) for logit in (6.5, 5.5))
    assert ("1877", ["c"]) in told(sure, question=question)
    assert ("1877", ["c"]) not in told(less, question=question)


def test_sides_without_an_answer_to_hold_others_against_stay() -> None:
    """Counts have their own way; where nothing is found, nothing joins."""
    other = read("c", "The Alva library was built in 1877.", "1877")
    assert told(other, question="How many libraries were built in Alva?") == [("1902", ["a"]), ("1885", ["b"])]
    assert joined(parse_query(LIBRARY), [ONE, other], []) == []
