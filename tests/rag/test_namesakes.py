"""Things of one name are told apart by how entries begin."""

import pytest

from rag.namesakes import all_apart, namesakes_among
from rag.read import Evidence
from tests.pointing import read

KANSAS = "Alva, Kansas Alva is a town of 500 people."
OKLAHOMA = "Alva, Oklahoma The town of Alva in Oklahoma was in 2010 home to 4,900."


def entry(name: str, text: str, *, title: str = "") -> Evidence:
    return read(name, text, text.rsplit(maxsplit=1)[-1], title=title)


def test_entries_on_two_things_of_one_name() -> None:
    """Each heading holds words that the other lacks, and both share some."""
    assert all_apart([[entry("a", KANSAS)], [entry("b", OKLAHOMA)]])


def test_a_heading_may_be_the_title() -> None:
    """What a file's title says counts as if it headed the text."""
    one = entry("a", "Alva is a town of 500 people.", title="Alva, Kansas")
    assert all_apart([[one], [entry("b", "Alva was in 2010 home to 4,900.", title="Alva (Oklahoma)")]])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Alva, Kansas Alva was in 2010 home to 4,900.", id="the same thing"),
        pytest.param("Alva is a town in which 4,900 live.", id="no heading: it may be on either"),
        pytest.param("Boro, Nebraska Boro is a town of 4,900.", id="another name"),
        pytest.param("Alva police said on Monday that nobody counted.", id="a report"),
        pytest.param("Alva, Ohio Alva is a town of 900 people.", id="made of the other"),
    ],
)
def test_what_may_be_one_thing(other: str) -> None:
    """Where headings do not tell two things apart, or one sentence was made of the other, they stay one."""
    assert not all_apart([[entry("a", KANSAS)], [entry("b", other)]])


def test_a_document_is_about_what_its_side_is_about() -> None:
    """One that does not tell is taken with its side; a side that may be on either keeps the disagreement."""
    silent = entry("c", "In 2010 it had 4,900.")
    assert all_apart([[entry("a", KANSAS)], [silent, entry("b", OKLAHOMA)]])
    assert not all_apart([[entry("a", KANSAS)], [entry("b", OKLAHOMA)], [silent]])


@pytest.mark.parametrize(
    ("other", "parted"),
    [
        pytest.param(
            "The Ferry (1918 film) The Ferry was shot in Boro by Carl Dahl.", True, id="brackets tell it apart"
        ),
        pytest.param("The Ferry Song The Ferry song was made in Boro by Carl Dahl.", False, id="other words may not"),
        pytest.param("The Ferry (1918 film) The Ferry took place in Boro in 1917 for Dahl.", True, id="another verb"),
    ],
)
def test_a_heading_that_adds_brackets_to_the_name(other: str, parted: bool) -> None:
    """One thing, "The Ferry (1918 film)", is not what "The Ferry" alone is about."""
    assert all_apart([[entry("a", "The Ferry The Ferry is a play by Ann Berg.")], [entry("b", other)]]) is parted


def test_headings_of_namesakes_are_told() -> None:
    """Where only some sides are about other things, their headings are what a reader must know."""
    silent = entry("c", "In 2010 it had 4,900.")
    assert namesakes_among([[entry("a", KANSAS)], [silent], [entry("b", OKLAHOMA)]]) == [
        "Alva, Kansas",
        "Alva, Oklahoma",
    ]
    assert namesakes_among([[entry("a", KANSAS)], [silent]]) == []
