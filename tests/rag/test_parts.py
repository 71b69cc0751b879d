"""What one question asks, taken apart by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import detect_language
from rag.models import Question
from rag.part import take_apart
from rag.parts import parts_of


def parts(question: str) -> list[str]:
    """The parts, in the language that the question is in."""
    return list(parts_of(question, detect_language(question)))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param(
            "How many died in the flood, and who built the dam?",
            ["How many died in the flood?", "Who built the dam?"],
            id="two_clauses",
        ),
        pytest.param(
            "When and where did the ferry sink and what did Holt say?",
            ["When did the ferry sink?", "Where did the ferry sink?", "What did Holt say?"],
            id="two_question_words",
        ),
        pytest.param(
            "Who owns the mill? What does it grind?", ["Who owns the mill?", "What does it grind?"], id="two_sentences"
        ),
        pytest.param(
            "Where is the mill? And who owns it?", ["Where is the mill?", "Who owns it?"], id="goes_on_with_and"
        ),
        pytest.param(
            "When was the pier opened and by whom?",
            ["When was the pier opened?", "By whom was the pier opened?"],
            id="bare_word_takes_the_verb",
        ),
        pytest.param(
            "Who burnt the mill, when and why?",
            ["Who burnt the mill?", "When (Who burnt the mill)?", "Why (Who burnt the mill)?"],
            id="bare_words_behind_a_subject",
        ),
        pytest.param(
            "In May 1931, who raided Alva and how many sheep were taken?",
            ["In May 1931, who raided Alva?", "In May 1931, how many sheep were taken?"],
            id="what_leads_in_belongs_to_all",
        ),
        pytest.param(
            "Tell me who burnt the mill and how many sheep it held.",
            ["Who burnt the mill?", "How many sheep it held?"],
            id="told_after_tell_me",
        ),
        pytest.param(
            "Which ship sank, when did it sink, and how many drowned?",
            ["Which ship sank?", "When did it sink?", "How many drowned?"],
            id="three",
        ),
        pytest.param(
            "In which year did it sink and who was saved?",
            ["In which year did it sink?", "Who was saved?"],
            id="preposition_first",
        ),
        pytest.param(
            "Why did they build it? Won’t it flood?", ["Why did they build it?", "Won’t it flood?"], id="asked_with_not"
        ),
        pytest.param("Кто и когда построил мост?", ["Кто построил мост?", "Когда построил мост?"], id="russian_words"),
        pytest.param(
            "Кто построил мост и сколько он стоил?", ["Кто построил мост?", "Сколько он стоил?"], id="russian_clauses"
        ),
    ],
)
def test_a_question_that_asks_several_things_is_taken_apart(question: str, asked: list[str]) -> None:
    """Each part is a question, in the order in which it is asked."""
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "What do Norway and Peru agree on?",
        "How many sheep were taken and eaten?",
        "Who is the man who burnt the mill and who was caught?",
        "Who was the miller, who was seen in Alva?",
        "What does Holt write about how Norway helped and why Peru failed?",
        "What does it say about what caused it and what followed?",
        "What is the difference between what Holt says and what Rahn says?",
        "What did Norway and what did Peru promise?",
        "I read about the mill. Who burnt it?",
        "What does the sign “who goes there, and why are you late” mean?",
        "Is it the mill, or did the dam break?",
        "The mill and where it stood",
        "Сказано ли о том, кто поджёг мельницу и почему?",
        "Wer baute die Brücke und wann wurde sie eröffnet?",
        "Who a? Who b? Who c? Who d? Who e?",
        "Who burnt the mill? Who burnt the mill?",
    ],
)
def test_a_question_that_may_ask_one_thing_is_left_as_it_is(question: str) -> None:
    """Clauses inside clauses, lists, statements, other languages, too many questions: nothing is changed."""
    assert parts(question) == [question]


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "de"]))
def test_any_text_comes_back_whole_or_as_two_to_four_questions(text: str, language: str) -> None:
    """No text fails, none is lost, and the parts differ."""
    found = parts_of(text, language)
    assert found == (text,) or 2 <= len(found) <= 4
    assert len({one.casefold() for one in found}) == len(found)


@given(
    st.lists(st.sampled_from(["who", "when", "and", "where", "did", "the mill", "burn", ",", "?", "why"]), max_size=14)
)
def test_question_words_in_any_order_do_not_fail(words: list[str]) -> None:
    """However they are mixed, the parts are questions, or the text is whole."""
    text = " ".join(words)
    found = parts_of(text, "en")
    assert found == (text,) or all(one.endswith("?") and len(one) > 3 for one in found)


def test_a_part_that_points_back_takes_the_one_before_along() -> None:
    """What a later part means by "it" is what the earlier one asks about; the first takes the conversation's topic."""
    asked = Question("Who burnt it and when was it rebuilt?", ("Which mill stood in Alva?",))
    first, second = take_apart(asked, "", ())
    assert first.understood == "Who burnt it? (Which mill stood in Alva?)"
    assert second.understood == f"When was it rebuilt? ({first.understood})"
    assert [first.text, second.text] == ["Who burnt it?", "When was it rebuilt?"]
    assert first.bare is None
    assert second.bare is not None
    assert second.bare.text == "When was it rebuilt?"


def test_a_part_of_function_words_takes_the_one_before_along() -> None:
    """Nothing in "Who said so?" names what could be searched for, though no word of it points back."""
    _, second = take_apart(Question("What did the mayor promise, and who said so?"), "", ())
    assert second.understood == "Who said so? (What did the mayor promise?)"


def test_a_part_without_words_of_its_own_is_not_judged_without_its_topic() -> None:
    """Of "When was it?" nothing is left without the topic: there is no bare question to hold the evidence against."""
    _, second = take_apart(Question("Which mill burnt in Alva, and when was it?"), "", ())
    assert second.understood == "When was it? (Which mill burnt in Alva?)"
    assert second.bare is None


def test_a_plain_question_is_one_part_and_is_understood_as_ever() -> None:
    """Its words are the question's own, a source that it names set apart as for any question."""
    (part,) = take_apart(Question("According to Alva Times, who burnt the mill?"), "", ["Alva Times"])
    assert part.text == part.understood == "According to Alva Times, who burnt the mill?"
    assert part.query.text == "Who burnt the mill?"


@pytest.mark.parametrize(
    ("question", "alone"),
    [("Кто построил мост, и сколько стоил он городу?", True), ("Кто построил мост, и где он стоит?", False)],
)
def test_a_russian_part_is_judged_alone_where_it_has_two_words(question: str, alone: bool) -> None:
    """One shared word is in some passage or in none: that says too little of a part."""
    _, second = take_apart(Question(question), "", ())
    assert (second.bare is not None) is alone
