"""Understanding a question: its words, its answer's kind, what it points back at."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.follow_up import stand_alone
from rag.fuse import reciprocal_rank_fusion
from rag.quantities import counts_in, money_in
from rag.query import AnswerType, parse_query

HISTORY = ("Tell me about the storm at Alva harbour.",)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many ships waited?", AnswerType.NUMBER),
        ("How much did the pier cost?", AnswerType.MONEY),
        ("When was the harbour closed?", AnswerType.DATE),
        ("In what year was it closed?", AnswerType.DATE),
        ("Where did the pilots wait?", AnswerType.PLACE),
        ("Who closed the harbour?", AnswerType.PERSON),
        ("Why was it closed?", AnswerType.REASON),
        ("What is a pilot boat?", AnswerType.DEFINITION),
        ("Сколько кораблей ждали?", AnswerType.NUMBER),
        ("Which ships waited?", AnswerType.OTHER),
    ],
)
def test_answer_type(question: str, kind: AnswerType) -> None:
    """The wh-word tells what kind of thing would answer."""
    assert parse_query(question).answer_type is kind


def test_keywords_are_content_words() -> None:
    """Function words are left out, names and numbers stay, in order and once."""
    assert parse_query("Which of the 54 ships of Alva did the pilots of Alva see?").keywords == (
        "54",
        "ships",
        "Alva",
        "pilots",
    )
    assert parse_query("Who is it?").keywords == ("Who", "is", "it")


@pytest.mark.parametrize(
    ("question", "carried"),
    [
        pytest.param("How many ships were in it?", True, id="pronoun"),
        pytest.param("How many Norse sailors died in it?", True, id="a_nationality_is_no_antecedent"),
        pytest.param("And the second one?", True, id="goes_on"),
        pytest.param("Why?", True, id="too_short_to_stand"),
        pytest.param("Who closed the lighthouse of Norra in 1990?", False, id="new_topic"),
        pytest.param("Who is Captain Rahn and what did he say about the pier?", False, id="own_antecedent"),
    ],
)
def test_follow_ups_carry_the_topic_and_new_topics_do_not(question: str, carried: bool) -> None:
    """A question that points back gets the earlier one behind it; another stays as it is."""
    alone = stand_alone(question, HISTORY)
    assert alone == (f"{question} ({HISTORY[0]})" if carried else question)


def test_without_history_nothing_is_carried() -> None:
    """The first question stands as typed."""
    assert stand_alone("How many were in it?", ()) == "How many were in it?"


def test_a_chain_of_follow_ups_goes_back_to_its_topic() -> None:
    """Follow-ups of follow-ups carry the question that names the topic, and only from there on."""
    history = ("What is a quay?", *HISTORY, "How many died in it?")
    assert stand_alone("And when?", history) == f"And when? ({HISTORY[0]} How many died in it?)"


def test_fusion_by_hand() -> None:
    """Scores are the sums of 1 / (10 + rank): worked out by hand."""
    fused = dict(reciprocal_rank_fusion({"dense": ["a", "b"], "lexical": ["b", "c"]}))
    assert fused == pytest.approx({"a": 1 / 11, "b": 1 / 12 + 1 / 11, "c": 1 / 12})
    assert max(fused, key=lambda key: fused[key]) == "b"


@given(st.lists(st.text(min_size=1, max_size=3), unique=True), st.lists(st.text(min_size=1, max_size=3), unique=True))
def test_fusion_keeps_every_id_once_best_first(one: list[str], two: list[str]) -> None:
    """Nothing is lost or doubled, and scores never rise."""
    fused = reciprocal_rank_fusion({"one": one, "two": two})
    assert sorted(key for key, _ in fused) == sorted({*one, *two})
    assert all(a[1] >= b[1] for a, b in pairwise(fused))


def test_amounts_are_normalised() -> None:
    """Spellings of one amount are one value; a scale or a currency makes another."""
    same = [next(money_in(text)).value for text in ("US$54 billion", "$54bn", "$54,000 million", "$54.0 billion")]
    assert len(set(same)) == 1
    assert next(money_in("€54 billion")).kind == "EUR"
    assert next(money_in("$54 million")).value * 1000 == same[0]


def test_counts_need_their_noun() -> None:
    """A number counts what follows it."""
    assert [int(q.value) for q in counts_in("nine ships and 9 large ships, 12 pilots", "ships", "en")] == [9, 9]
    assert list(counts_in("In 2021 the ships left", "ships", "en")) == []
