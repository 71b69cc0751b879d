"""Names in a question that was typed in small letters."""

from hypothesis import given
from hypothesis import strategies as st

from rag.query import name_stems, parse_query
from rag.true_case import with_names
from tests.pointing import read

TEXTS = (
    read("a", "In May the AHB sold the ferry Norra to Ida Rahn.", "Norra"),
    read("b", "Ferries of the AHB sail from Norra in summer, as Rahn said.", "Norra"),
)


def named(question: str) -> str:
    return with_names(parse_query(question), TEXTS).text


def test_names_are_written_as_the_documents_write_them() -> None:
    """What always stands with a capital is a name; what is written small somewhere, or opens a sentence, is a word."""
    assert named("did the ahb sell a ferry from norra to rahn?") == "did the AHB sell a ferry from Norra to Rahn?"
    assert name_stems(with_names(parse_query("who sold norra?"), TEXTS)) == {"norra"}


def test_a_question_with_capitals_of_its_own_is_left_alone() -> None:
    """Who writes names with capitals wrote the other words small on purpose."""
    assert named("Did Holt see a norra?") == "Did Holt see a norra?"


@given(st.text(max_size=80))
def test_only_letters_change_their_size(question: str) -> None:
    """The words of a question stay its words."""
    assert named(question).casefold() == question.casefold()


def test_names_behind_a_title_or_a_rank() -> None:
    """A name stands behind "St." as behind any word; a rank before a name is none, but may be one by itself."""
    assert name_stems(parse_query("When was St. Ilves Academy built?")) == {"ilv", "academi"}
    assert name_stems(parse_query("What party is Senator Rahn a member of?")) == {"rahn"}
    assert name_stems(parse_query("When did the Senator sink?")) == {"senat"}
