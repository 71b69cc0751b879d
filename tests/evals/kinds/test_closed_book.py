"""The closed-book arm: a chat model is asked what a set asks, and sees no document."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import SimpleChatModel
from langchain_core.messages import BaseMessage

from corpus import UsageError
from evals import Order, open_sets, read_run, report_words, run_sets
from evals.kinds.build import build_bench
from evals.kinds.closed_book import ClosedBook, with_closed_book
from evals.kinds.closed_book_langchain import UNKNOWN, ChatModelKnows, open_model
from evals.metrics.closed_book import declined_without_documents, known_without_documents
from evals.models import CaseSet, KindName
from rag.models import Question
from tests.evals.examples import case, failed

ASKED = Question("And how many ships?", ("What of the harbour?",))


class Remembers(SimpleChatModel):
    """A chat model that always says the same and notes what it was sent."""

    says: str
    heard: list[BaseMessage] = []  # noqa: RUF012 - pydantic copies it

    def _call(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> str:
        self.heard.extend(messages)
        return self.says

    @property
    def _llm_type(self) -> str:
        return "remembers"


@pytest.mark.parametrize(
    ("says", "known", "declined"),
    [
        pytest.param("There were Twelve ships.", 1.0, 0.0, id="known"),
        pytest.param("I believe ten.", 0.0, 0.0, id="wrong"),
        pytest.param(" unknown. ", 0.0, 1.0, id="declined"),
        pytest.param("It is unknown whether twelve came.", 1.0, 0.0, id="the_word_within_an_answer"),
    ],
)
def test_what_a_model_says_is_compared_with_the_known_answer(says: str, known: float, declined: float) -> None:
    """By the rule that quotes are held to; not knowing is a word agreed on, not a wording."""
    asked = case(answers=(("twelve", "12"),))
    found = ClosedBook(ChatModelKnows(Remembers(says=says), "made:up")).measure(asked)
    assert (known_without_documents(found), declined_without_documents(found)) == (known, declined)
    assert found.answer["model"] == "made:up"
    assert set(found.answer["timings"]) == {"closed book"}


def test_a_model_is_sent_questions_and_nothing_else() -> None:
    """The task, the earlier questions and this one; no word of a document."""
    model = Remembers(says=UNKNOWN)
    ChatModelKnows(model, "made:up").say(ASKED)
    task, *questions = model.heard
    assert UNKNOWN in task.text
    assert [one.text for one in questions] == ["What of the harbour?", "And how many ships?"]


def test_a_call_that_failed_says_nothing_about_the_model() -> None:
    """A provider out of reach must not look like one that does not know."""
    asked = case(answers=(("twelve",),), kind=KindName.CLOSED_BOOK)
    assert known_without_documents(failed(asked)) is None
    assert declined_without_documents(failed(asked)) is None


def test_only_cases_with_a_known_answer_are_asked_again() -> None:
    """Unanswerable ones are not: a model may know what the documents do not hold."""
    known, unknown = case(answers=(("12",),)), case(answerable=False)
    (doubled,) = with_closed_book([CaseSet("s", Path("s.jsonl"), "", (known, unknown))])
    assert [one.kind for one in doubled.cases] == [KindName.ANSWERS, KindName.ANSWERS, KindName.CLOSED_BOOK]
    with pytest.raises(UsageError, match="no case of s has `answers`"):
        with_closed_book([CaseSet("s", Path("s.jsonl"), "", (unknown,))])


@pytest.mark.parametrize("named", ["nobody:nothing", "no-provider-named"])
def test_a_model_that_nobody_provides_is_told(named: str) -> None:
    """With an example of how one is named."""
    with pytest.raises(UsageError, match="openai:gpt-4"):
        open_model(named)


@pytest.mark.skipif(importlib.util.find_spec("langchain_groq") is not None, reason="the package is installed here")
def test_a_missing_package_is_named() -> None:
    """What to install is in the message."""
    with pytest.raises(UsageError, match="langchain-groq"):
        open_model("groq:llama-3.1-8b-instant")


def test_closed_book_cases_want_a_model() -> None:
    """A set of such cases, run without the option, names it."""
    from contextlib import ExitStack

    from corpus import Settings

    with ExitStack() as opened, pytest.raises(UsageError, match="--closed-book provider:name"):
        build_bench(Settings(), None, {KindName.CLOSED_BOOK}, opened, k=10)


def test_both_arms_stand_in_one_report(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The assistant's figures and the model's own, over the same questions; the model's misses are no failures."""
    from corpus import Settings
    from tests.evals.sets.test_sets import write

    held = {"type": "fact", "answerable": True, "answers": [["Mirza"]]}
    asked = write(tmp_path / "own.jsonl", held | {"id": "1", "question": "Who met Qin Gang in Beijing?"})
    monkeypatch.setattr("evals.kinds.build.open_model", lambda named: ChatModelKnows(Remembers(says=UNKNOWN), named))
    order = Order(open_sets([str(asked)]), Settings(home=sample_home), tmp_path / "run", closed_book="made:up")
    told = run_sets(order)
    assert (told.summary.cases, told.summary.errors) == (2, 0)
    saved = read_run(tmp_path / "run")
    assert saved.answerer["closed_book"] == "made:up"
    words = report_words(saved)
    assert "| Known without the documents | 0.000 | too few | 1 |" in words
    assert "| Answer in quotes ↑ | 1.000 | too few | 1 |" in words
    assert "cases to look at" not in words
