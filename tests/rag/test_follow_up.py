"""What a conversation is about, from one question to the next."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Settings, open_index
from ingest import Ingester
from rag.abstain import Abstention
from rag.assistant import Assistant
from rag.exchange import exchanged, with_exchange
from rag.follow_up import leaning, stand_alone
from rag.models import Question
from rag.part import take_apart
from rag.query import AnswerType, parse_query
from tests.fakes import FakeEmbedder, FakeReranker


def understood(*talk: str) -> str:
    """The last question of a conversation as it is understood."""
    return stand_alone(talk[-1], talk[:-1])


STORM = "what happened in alva?"


@pytest.mark.parametrize(
    ("talk", "meant"),
    [
        pytest.param(
            (STORM, "how many died in it?", "who paid for it?"), f"who paid for it? ({STORM})", id="no middle question"
        ),
        pytest.param((STORM, "who paid for it?", "why?"), f"why? ({STORM} who paid for it?)", id="why means the last"),
        pytest.param(
            ("What did the harbour board sign?", "when does it end?"),
            "when does it end? (What did the harbour board sign?)",
            id="it",
        ),
        pytest.param(
            (STORM, "who was blamed for it?", "where do they live?"),
            f"where do they live? ({STORM} who was blamed for it?)",
            id="they are those that the last question asked for",
        ),
        pytest.param(
            (STORM, "when was that?", "who saw it?"), f"who saw it? ({STORM})", id="a bare question is no topic"
        ),
    ],
)
def test_a_follow_up_takes_what_it_needs(talk: tuple[str, ...], meant: str) -> None:
    """The topic always; the question before only where the follow-up is nothing without it or points into it."""
    assert understood(*talk) == meant


@pytest.mark.parametrize(
    ("talk", "meant"),
    [
        pytest.param((STORM, "and in boro?"), "what happened in boro?", id="place"),
        pytest.param(
            (STORM, "who paid for it?", "and in boro?"), "who paid for it? (what happened in boro?)", id="later"
        ),
        pytest.param(("Who met in Alva in 2019?", "and in 2021?"), "Who met in Alva in 2021?", id="year"),
        pytest.param(("Who met in Alva?", "ok and in May 2021?"), "Who met in Alva in May 2021?", id="a year is added"),
        pytest.param(
            ("Tell me about the Alva fire", "no, the Boro one"), "Tell me about the Boro fire", id="correction"
        ),
        pytest.param(
            ("who was seen in alva?", "not in alva, in boro"), "who was seen in boro?", id="not this but that"
        ),
        pytest.param(
            ("Tell me about the Alva fire", "and in Boro?"), "Tell me about the fire in Boro", id="name to place"
        ),
        pytest.param(
            ("How much did Ann Berg pay in Alva?", "the same for Boro?"),
            "How much did Ann Berg pay in Boro?",
            id="same",
        ),
        pytest.param(
            ("Who is the Alva harbour master?", "what did he build?", "and the Boro mill owner?"),
            "what did he build? (the Boro mill owner)",
            id="what names itself takes the topic's place",
        ),
        pytest.param(
            ("When was the Alva library built?", "and the Boro bridge?"),
            "and the Boro bridge? (When was the library built?)",
            id="the old name goes",
        ),
        pytest.param(
            ("When was the Alva library built?", "and the Boro bridge?", "who paid for it?"),
            "who paid for it? (the Boro bridge)",
            id="and stays away",
        ),
        pytest.param(
            ("Кто построил мост?", "Кто видел пожар?", "а когда?"), "а когда? (Кто видел пожар?)", id="russian"
        ),
        pytest.param((STORM, "and Norra's?"), f"and Norra's? ({STORM})", id="nobody knows for what it stands"),
    ],
)
def test_words_that_take_the_place_of_others(talk: tuple[str, ...], meant: str) -> None:
    """Asked "and in Boro?", the earlier question is asked of another place: the first is not searched for any more."""
    assert understood(*talk) == meant


@pytest.mark.parametrize(
    "question",
    [
        "what is a quay?",
        "Who is Ida Rahn?",
        "Is there a lighthouse in Norra?",
        "What did Ida Rahn say about her visit?",
        "Which ships sailed from Norra this year?",
        "Who is the author of the Alva Times article?",
    ],
)
def test_a_new_topic_drags_nothing_along(question: str) -> None:
    """A question that names what it is about stands as it was typed, however short."""
    assert understood("When was the Alva library built?", "who paid for it?", question) == question


@pytest.mark.parametrize(
    "question", ["and when?", "And the second one?", "what about its cost?", "who else?", "why not?"]
)
def test_what_puts_nothing_in_another_place(question: str) -> None:
    """Questions of their own, ordinals and pronouns are no new words for old ones."""
    assert exchanged(question) == ""


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_any_talk_is_understood(question: str, history: list[str]) -> None:
    """Whatever was typed, a question is never lost to nothing, and without history it stays as it is."""
    assert stand_alone(question, ()) == question
    assert stand_alone(question, tuple(history)) or not question.strip()


@given(st.text(max_size=60), st.text(max_size=30))
def test_an_exchange_brings_its_words(topic: str, words: str) -> None:
    """Where words take the place of others, they are there."""
    name = words.strip()
    put = with_exchange(topic, name)
    assert not put or any(part in put for part in name.split())


def test_what_was_asked_last_gives_way_first() -> None:
    """A name or year that the last follow-up has itself is the one that another takes the place of."""
    talk = ("What is the harbour board?", "what did it do in 1990?", "and in 1995?")
    assert understood(*talk) == "what did it do in 1995? (What is the harbour board?)"


def test_what_is_asked_is_not_read_off_the_topic() -> None:
    """The topic behind a follow-up asks nothing any more: "who" is asked, and no number of dead."""
    query = parse_query(understood("How many died in the Alva fire?", "who was blamed for it?"))
    assert query.answer_type is AnswerType.PERSON
    assert query.asked == "who was blamed for it?"
    assert parse_query("and in Alva? (How many died?)").answer_type is AnswerType.NUMBER


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("how many sailors took part?", True),
        ("who claimed responsibility?", True),
        ("how many sailors took part in Boro?", False),
        ("what happened in boro?", False),
        ("who was seen in 1990?", False),
        ("Tell me about ferries that were sold", False),
        ("how many of them were sailors?", False),  # points back: it is a follow-up and no other thing
    ],
)
def test_a_question_that_names_nothing_may_be_about_the_topic(question: str, leans: bool) -> None:
    """Nothing in its words tells: it is a new topic where that is answered, else it leans on the old one."""
    topic = "What happened to the Alva ferry?"
    assert leaning(question, (topic,)) == (f"{question} ({topic})" if leans else "")
    assert leaning(question, ()) == ""


def test_what_leans_is_no_new_topic() -> None:
    """What follows a question that names nothing is still about the topic, and about that question where it says "it"."""
    topic = "What happened to the Alva ferry?"
    assert understood(topic, "how many sailors took part?", "why?") == f"why? ({topic} how many sailors took part?)"
    assert understood(topic, "how many sailors took part?", "who was hurt?") == f"who was hurt? ({topic})"
    assert understood(topic, "which ships were nearby?", "who owned them?").endswith("which ships were nearby?)")


def test_a_question_that_leans_is_asked_alone_first(tmp_path: Path) -> None:
    """What the documents answer as it stands takes no topic along; what they do not is asked as a follow-up."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("Five sailors took part in the raid on the Alva ferry.", encoding="utf-8")
    (folder / "b.txt").write_text("The pilots of Boro claimed responsibility.", encoding="utf-8")
    settings = Settings(home=tmp_path / "home", abstain_below=0.0)
    assert not Ingester(settings, FakeEmbedder()).run([folder]).failed
    index = open_index(settings, FakeEmbedder())
    asked = Question("how many sailors took part?", ("What happened to the Alva ferry?",))
    easy = Assistant(index, FakeReranker(), Abstention.load(), settings)
    assert easy.invoke(asked).rewritten == ""
    assert take_apart(asked, "", ())[0].leaning is not None
