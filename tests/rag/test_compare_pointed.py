"""Disagreements found by what the model points at in each sentence."""

import pytest

from rag.compare_pointed import differing_answers
from rag.pointed import pointed_at
from rag.query import name_stems, parse_query
from rag.read import Evidence
from tests.pointing import read


def told(question: str, *evidence: Evidence) -> list[str]:
    return [value for value, _ in differing_answers(parse_query(question), evidence)]


LIBRARY = "When was the Alva library built?"


def test_two_documents_that_point_at_other_years() -> None:
    """Of several years in a sentence the one is compared that the model points at."""
    one = read("a", "The Alva library was built in 1902 and burnt down in 1950.", "1902")
    two = read("b", "The Alva library, built in 1885, burnt down in 1950.", "1885")
    assert told(LIBRARY, one, two) == ["1902", "1885"]


def test_each_side_has_its_sentences() -> None:
    """Whoever agrees stands on the same side, each document once."""
    a, b = "The Alva library was built in 1902.", "Built in 1885, the Alva library stands in Main Street."
    sides = differing_answers(
        parse_query(LIBRARY), [read("a", a, "1902"), read("b", b, "1885"), read("c", "In 1902, " + a, "1902")]
    )
    assert [(value, [one.document.id for one in said]) for value, said in sides] == [
        ("1902", ["a", "c"]),
        ("1885", ["b"]),
    ]


def test_an_answer_of_no_known_kind() -> None:
    """What sport somebody plays has no pattern; the words pointed at are compared."""
    one = read("a", "Ann Berg plays ice hockey for Alva.", "ice hockey")
    two = read("b", "Ann Berg plays water polo for Alva.", "water polo")
    assert told("What sport does Ann Berg play for Alva?", one, two) == ["ice hockey", "water polo"]


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        ("Ann Berg plays field hockey for Alva.", "hockey"),  # agrees in a word
        ("Ann Berg plays polo and ice hockey for Alva.", "polo"),  # holds the other answer too
        ("Ann Berg has played for Alva since 1990.", "1990"),  # another kind of answer
    ],
)
def test_what_does_not_differ(other: str, answer: str) -> None:
    """Answers that share a word, stand in the other sentence, or are of another kind do not disagree."""
    one = read("a", "Ann Berg plays ice hockey for Alva.", "ice hockey")
    assert told("What sport does Ann Berg play for Alva?", one, read("b", other, answer)) == []


def test_one_document_does_not_contradict_itself() -> None:
    """Two sentences of one document are no disagreement."""
    one = read("a", "The Alva library was built in 1902.", "1902")
    assert told(LIBRARY, one, read("a", "The Alva library was built in 1885.", "1885")) == []


def test_a_document_that_says_both_takes_no_side() -> None:
    """Where a document gives the other side's answer elsewhere, it does not contradict it."""
    one = read("a", "The Alva library was built in 1902.", "1902")
    two = read("b", "The Alva library was built in 1885.", "1885")
    assert told(LIBRARY, one, two, read("b", "A second Alva library was built in 1902.", "1902")) == []


@pytest.mark.parametrize("question", ["Which libraries were built in Alva?", "Когда построена библиотека?"])
def test_questions_that_are_not_compared(question: str) -> None:
    """What asks for many things has many answers; the model that points reads English."""
    one = read("a", "The Alva library was built in 1902.", "1902")
    assert told(question, one, read("b", "The Alva library was built in 1885.", "1885")) == []


def test_tolls_and_sums_are_for_those_who_know_them() -> None:
    """A whole and its part are other figures and no disagreement; what tells them apart decides alone."""
    question = "How many sailors died in the Alva harbour fire?"
    one = read("a", "The Alva harbour fire killed 9 sailors.", "9")
    assert told(question, one, read("b", "13 people, 9 of them sailors, died in the Alva harbour fire.", "13")) == []
    assert told(question, one, read("b", "The Alva harbour fire killed 13 people.", "13")) == []


def test_sentences_that_are_not_sure_are_not_compared() -> None:
    """A sentence that may not answer, or shares few of the question's words, is on no side."""
    one = read("a", "The Alva library was built in 1902.", "1902")
    assert told(LIBRARY, one, read("b", "The Alva library was built in 1885.", "1885", logit=-2.0)) == []
    assert told(LIBRARY, one, read("b", "The mill was begun in 1885.", "1885", logit=5.5)) == []


def test_a_question_without_a_name_needs_more_of_its_words() -> None:
    """Typed in small letters, it does not tell which of its words is the name: "highest peak" is not enough."""
    one = read("a", "The highest peak of Alva is the Idahorn.", "Idahorn")
    other = read("b", "The highest peak of Borsk is the Odastock.", "Odastock")
    assert told("what is the highest peak of alva", one, other) == []
    same = read("b", "The highest peak of Alva is the Odastock.", "Odastock")
    assert told("what is the highest peak of alva", one, same) == ["Idahorn", "Odastock"]


def test_a_title_names_what_the_sentence_is_about() -> None:
    """Words of the question that stand in a document's title count for its sentences."""
    one = read("a", "It was built in 1902.", "1902", title="Alva library")
    assert told(LIBRARY, one, read("b", "It was built in 1885.", "1885", title="The library of Alva")) == [
        "1902",
        "1885",
    ]


def test_figures_and_names_are_told_apart_by_the_question() -> None:
    """A question for a population points at a figure, one for a person at a name, whatever scores higher beside it."""
    text = "Mayor Ann Berg counts 3,559 people in Alva."
    population = pointed_at(parse_query("What is the population of Alva?"), read("a", text, "3,559"))
    mayor = pointed_at(parse_query("Who is the mayor of Alva?"), read("a", text, "Ann Berg"))
    assert population is not None
    assert mayor is not None
    assert (population.value.text, mayor.value.text) == ("3,559", "Mayor Ann Berg")


def test_nothing_is_pointed_at_without_words() -> None:
    """A sentence that was not read by itself, or by a model that cannot point, gives nothing."""
    one = read("a", "The Alva library was built in 1902.", "1902")
    bare = Evidence(one.document, one.sentence, None, one.text, 7.0, 7.0, answers=2.0)
    assert pointed_at(parse_query(LIBRARY), bare) is None


def test_a_life_is_read_as_it_is_written() -> None:
    """Of the days in brackets behind a name the asked end is meant, whatever the model likes better."""
    text = "Ann Berg (1811 – 1864) was born in Alva."
    born = pointed_at(parse_query("When was Ann Berg born?"), read("a", text, "1864"))
    died = pointed_at(parse_query("When did Ann Berg die?"), read("a", text, "1811"))
    assert born is not None
    assert died is not None
    assert (born.value.text, died.value.text) == ("1811", "1864")


def test_a_document_is_told_by_its_surest_sentence() -> None:
    """Of two sentences that answer about as well the one counts in which the model is surer of its words."""
    unsure = read("a", "Long planned, the Alva library was built after 1902.", "1902", likely=-0.4)
    sure = read("a", "The Alva library was built in 1907.", "1907", logit=6.5)
    assert told(LIBRARY, unsure, sure, read("b", "The Alva library was built in 1885.", "1885")) == ["1907", "1885"]


@pytest.mark.parametrize(
    "question",
    [
        "Does Ann Berg play for Alva?",
        "Why does Ann Berg play for Alva?",
        "How does Ann Berg play for Alva?",
        "What does Ann Berg want from Alva?",
    ],
)
def test_no_words_answer_a_question_for_a_sentence(question: str) -> None:
    """Of those that many sentences answer, two that differ do not disagree."""
    one = read("a", "Ann Berg plays ice hockey for Alva.", "ice hockey")
    two = read("b", "Ann Berg plays water polo for Alva.", "water polo")
    assert told(question, one, two) == []


def test_a_question_that_names_two_things_is_answered_by_words() -> None:
    """It asks which. So is one whose title asks why."""
    one = read("a", "Ann Berg plays ice hockey for Alva.", "ice hockey")
    two = read("b", "Ann Berg plays water polo for Alva.", "water polo")
    assert told("Does Ann Berg play hockey or polo for Alva?", one, two) == ["ice hockey", "water polo"]
    one, two = read("a", "Ann Berg wrote Why I Sail.", "Ann Berg"), read("b", "Eva Lund wrote Why I Sail.", "Eva Lund")
    assert told("Who wrote “Why I Sail”?", one, two) == ["Ann Berg", "Eva Lund"]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param('Who sings on the album "VII"?', id="in quotes"),
        pytest.param("What is the sport of C. Berg?", id="behind an initial"),
    ],
)
def test_names_in_quotes_and_behind_initials(question: str) -> None:
    """A name is one wherever it stands, so that a sentence that holds it is about what is asked."""
    assert name_stems(parse_query(question))


def test_a_sentence_that_has_none_of_the_names_is_about_something_else() -> None:
    """Common words of the question are not enough to be held against a sentence on what it names."""
    asked = "Who is the owner of the sailing company Veltro?"
    one = read("a", "Ann Berg is the owner of the sailing company Veltro.", "Ann Berg")
    two = read("b", "The owner of the sailing company is Carl Dahl.", "Carl Dahl")
    assert told(asked, one, two) == []
    assert told(asked, one, read("b", "The owner of the sailing company Veltro is Carl Dahl.", "Carl Dahl"))


def test_words_of_an_answer_far_apart_do_not_state_it() -> None:
    """An answer, "Alva Ferry Office", is not told where "Alva", "ferry" and "office" are parts of three other things."""
    asked = "Which firm ran the Boro line?"
    one = read("a", "The Boro line was run by the firm Alva Ferry Office.", "Alva Ferry Office")
    two = read(
        "b", "The Boro line from Alva, once a ferry with its own ticket office, was run by Nord Marine.", "Nord Marine"
    )
    assert told(asked, one, two) == ["Alva Ferry Office", "Nord Marine"]


@pytest.mark.parametrize("question", ["Who is Ann Berg?", "who is berg", "Who was Ann Berg?"])
def test_who_somebody_is_has_many_answers(question: str) -> None:
    """What there is to say of a person is no name that two documents could differ on."""
    one = read("a", "Ann Berg is a daughter of Carl Dahl.", "Carl Dahl")
    assert told(question, one, read("b", "Ann Berg is a friend of Emil Falk.", "Emil Falk")) == []
