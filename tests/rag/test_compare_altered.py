"""One sentence told with two answers, and sentences that only look it."""

from dataclasses import replace

import pytest

from corpus.models import BlockKind
from rag.compare_altered import altered_answers
from rag.query import parse_query
from rag.read import Evidence
from tests.pointing import read

SPORT = "Which sport did the men of Alva play in that season?"
SAID = "In the one season when the men of Alva played semi-professional rugby league, few came to watch."


def told(question: str, one: Evidence, other: Evidence) -> list[str]:
    return [value for value, _ in altered_answers(parse_query(question), (one, other))]


def altered(old: str, new: str, answer: str, *, document: str = "b", logit: float = 1.0) -> Evidence:
    return read(document, SAID.replace(old, new), answer, logit=logit)


def test_an_answer_without_figure_or_name_that_was_changed() -> None:
    """Where the model points in both, the words alone may differ: they need no capital, nor a sure reading."""
    one = read("a", SAID, "rugby league", logit=1.0)
    assert told(SPORT, one, altered("rugby league", "cricket", "cricket")) == ["rugby league", "cricket"]


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        pytest.param("few", "crowds", "rugby league", id="changed where nobody points"),
        pytest.param(
            "men of Alva played semi-professional rugby league", "men of Boro played polo", "polo", id="a name"
        ),
        pytest.param("semi-professional rugby league", "the men of Alva", "men", id="the question's own words"),
        pytest.param(
            SAID, "Nobody in town ever cared for cricket, nor for any other game.", "cricket", id="other words"
        ),
    ],
)
def test_what_is_no_other_answer(old: str, new: str, answer: str) -> None:
    """Only one place may differ that tells something, and that is the answer to what was asked."""
    assert told(SPORT, read("a", SAID, "rugby league", logit=1.0), altered(old, new, answer)) == []


def test_what_is_not_compared() -> None:
    """One document, sentences about something else, and a language that the model does not read."""
    one = read("a", SAID, "rugby league", logit=-1.0)
    assert told(SPORT, one, altered("rugby league", "cricket", "cricket", document="a")) == []
    assert told(SPORT, one, altered("rugby league", "cricket", "cricket", logit=-1.0)) == []
    assert told("Какой спорт?", one, altered("rugby league", "cricket", "cricket")) == []


def test_rows_of_tables_are_all_alike() -> None:
    """Rows differ in their figures because each is about something else."""
    one, two = read("a", SAID, "rugby league", logit=1.0), altered("rugby league", "cricket", "cricket")
    row = replace(two, sentence=replace(two.sentence, kind=BlockKind.TABLE))
    assert told(SPORT, one, row) == []


def test_short_sentences_share_the_names_of_the_question() -> None:
    """Five words alike are one sentence if the question's names are among them; else seven are wanted."""
    one, two = read("a", "Ann Berg is an Alva poet.", "poet"), read("b", "Ann Berg is an Alva nurse.", "nurse")
    assert told("What is the profession of Ann Berg?", one, two) == ["poet", "nurse"]
    assert told("What is the profession of Berg and Dahl?", one, two) == []


def test_the_same_words_are_told_of_many_a_town() -> None:
    """Where one document names what is asked about and the other does not, their like sentences are about two things."""
    text = "The median age in the town was {} years when the people were counted."
    one, two = (read(name, text.format(age), age, title=name) for name, age in (("Alva", "45.7"), ("Boro", "30.2")))
    assert told("What is the median age in Alva?", one, two) == []
    assert told("What is the median age in town?", one, two) == ["45.7", "30.2"]
