"""What begins a question that yes or no answers."""

import pytest

from rag.yes_or_no import asks_yes_or_no


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Did the ferry sink?", id="do"),
        pytest.param("am I allowed aboard?", id="be"),
        pytest.param("“Shall we row?”", id="modal_in_quotes"),
        pytest.param("Wasn't it raised?", id="not"),
        pytest.param("Won’t it leak?", id="not_with_a_changed_stem"),
        pytest.param("Can’t it be mended?", id="not_with_one_n"),
    ],
)
def test_a_verb_first_asks_for_yes_or_no(question: str) -> None:
    """An auxiliary verb at the front, also with its "not", whatever the quotes around it."""
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who did it?", id="question_word"),
        pytest.param("Canals of Alva?", id="only_the_letters"),
        pytest.param("Island ferries?", id="only_the_letters_of_be"),
        pytest.param("Когда затонул паром?", id="russian"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_begins_otherwise_does_not(question: str) -> None:
    """A question word, a noun that begins with the letters of a verb, another language."""
    assert not asks_yes_or_no(question)
