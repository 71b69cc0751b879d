"""Times of day are asked for and told as such; a day or a year is none."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.clock_times import Clock, asks_clock, clocks_in
from rag.pointed import pointed_at
from rag.query import parse_query
from tests.pointing import read


def minutes(text: str) -> list[int]:
    return [clock.minutes for clock, _, _ in clocks_in(text)]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("At what time of day did the ferry leave?", True),
        ("What time did the ferry leave?", True),
        ("At what time of year do the herons nest?", False),
        ("In what time period was the pier built?", False),
        ("When did the ferry leave?", False),
    ],
)
def test_what_asks_for_a_time_of_day(question: str, asked: bool) -> None:
    """Hours are asked for by "what time", seasons and periods are not hours."""
    assert asks_clock(question) is asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ferry left at 07:05 PM.", [19 * 60 + 5]),
        ("It left at 7 p.m. and was back at 12:30 a.m.", [19 * 60, 30]),
        ("It left at 7.05 pm.", [19 * 60 + 5]),
        ("Prices rose 3.14 times in 1902.", []),
        ("On 2 October 2021 it left.", []),
    ],
)
def test_times_that_a_sentence_tells(text: str, told: list[int]) -> None:
    """Both halves of the day, with and without minutes; figures and days are none."""
    assert minutes(text) == told


@given(st.times())
def test_both_ways_to_write_a_time_agree(at: time) -> None:
    """The same time on a clock of 12 and one of 24 hours is one time."""
    [(one, *_)] = clocks_in(f"It left at {at:%H:%M}.")
    [(other, *_)] = clocks_in(f"It left at {at:%I:%M %p}.")
    assert one.agrees(other)
    assert other.agrees(one)


def test_a_time_without_its_half_of_the_day() -> None:
    """Untold, "7:05" can be the evening's or the morning's; two that tell their half differ."""
    assert Clock(425, False, "7:05").agrees(Clock(1145, True, "19:05"))
    assert not Clock(425, True, "7:05 am").agrees(Clock(1145, True, "19:05"))


def test_a_day_does_not_answer_what_time() -> None:
    """A sentence that tells only its year points at nothing; one that tells its hour, at that."""
    query = parse_query("At what time of day did the Alva ferry leave?")
    assert pointed_at(query, read("a", "The Alva ferry left in 1902.", "1902")) is None
    found = pointed_at(query, read("a", "The Alva ferry left in 1902 at 7:05 PM.", "1902"))
    assert found is not None
    assert found.value.text == "7:05 PM"
