"""Conversations over the samples, as people type them: what each last question is understood to ask, and answered with."""

import pytest

from rag.assistant import Assistant
from rag.models import Answer, Question, Status


def told(assistant: Assistant, *talk: str) -> Answer:
    """The answer to the last question of a conversation."""
    return assistant.invoke(Question(talk[-1], talk[:-1]))


@pytest.mark.parametrize(
    ("talk", "cited"),
    [
        pytest.param(
            ("what happened in dasu?", "how many died in it?", "who did it?", "and in karachi?"),
            "separatist group",
            id="another place",
        ),
        pytest.param(
            (
                "Tell me about the attack near Karachi airport",
                "how many were killed?",
                "what about the one near Besham?",
            ),
            "Five Chinese nationals",
            id="another one",
        ),
        pytest.param(("what is CPEC?", "how much is it worth?", "who resents it?", "why?"), "prosperity", id="why"),
        pytest.param(
            ("Tell me about the raid on the PNS Siddique Naval Air Base.", "how many fighters took part?"),
            "five militants",
            id="names nothing",
        ),
        pytest.param(
            ("what happened in dasu?", "who did it?", "Who is the author of the EurAsian Times article?"),
            "Tiwari",
            id="new topic",
        ),
        pytest.param(("Does the corridor do the local population any good?",), "prosperity", id="a name in short"),
    ],
)
def test_the_last_question_is_answered(sample_assistant: Assistant, talk: tuple[str, ...], cited: str) -> None:
    """What it means is searched for, and nothing that was asked before it besides."""
    quotes = [claim.text for claim in told(sample_assistant, *talk).claims]
    assert any(cited in quote for quote in quotes), quotes


def test_a_new_topic_that_the_documents_lack_is_refused(sample_assistant: Assistant) -> None:
    """What was talked of before does not answer it, though the question names nothing."""
    answer = told(sample_assistant, "what happened in dasu?", "how many wives did the king have?")
    assert answer.status is Status.NOT_IN_DOCUMENTS


def test_what_something_is_has_no_two_sides(sample_assistant: Assistant) -> None:
    """Documents that say different things of it do not disagree."""
    assert told(sample_assistant, "what is CPEC?").conflicts == ()
