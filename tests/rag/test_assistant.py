"""The assistant over the shipped documents, with every real part."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import RunnableLambda

from corpus import Index, Settings, UnknownDocument, UsageError
from corpus.models import Filter
from rag import Assistant, answer_to_dict, build_retriever
from rag.models import Answer, Claim, Question, StageBegan, Status
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who named the Chinese ambassador as the target of the Serena Hotel bombing?", ["Langove"]),
        ("When did Pakistan join the Shanghai Cooperation Organization?", ["June 2017"]),
        ("What are the three evil forces?", ["terrorism", "separatism", "extremism"]),
        ("Which attacks on Chinese interests in March 2024 are described?", ["Gwadar", "Siddique", "Besham"]),
    ],
)
def test_answers_hold_the_words(sample_assistant: Assistant, question: str, words: list[str]) -> None:
    """A question that the documents answer gets the answer's words in quotes that stand in their documents."""
    answer = sample_assistant.invoke(question)
    assert answer.status in (Status.ANSWERED, Status.CONFLICTING)
    shown = " ".join(claim.text for claim in answer.claims)
    assert all(word in shown for word in words)
    for claim in answer.claims:
        for one in claim.citations:
            document = sample_assistant.index.document(one.citation.document.id)
            assert claim.text == document.text[one.citation.span.start : one.citation.span.end]


@pytest.mark.parametrize(
    "question", ["How do you cook a traditional borscht?", "What is the boiling point of ethanol?"]
)
def test_what_is_not_in_the_documents_is_said(sample_assistant: Assistant, question: str) -> None:
    """A foreign question gets no claims, and the nearest passages instead."""
    answer = sample_assistant.invoke(question)
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert not answer.claims
    assert answer.nearest


def test_sources_that_differ_are_both_shown(sample_assistant: Assistant) -> None:
    """The two values of CPEC are a conflict with a citation on each side, from two publishers."""
    answer = sample_assistant.invoke("How much is the China-Pakistan Economic Corridor worth?")
    assert answer.status is Status.CONFLICTING
    (conflict,) = answer.conflicts
    assert {side.value for side in conflict.sides} == {"US$54 billion", "$62 billion"}
    publishers = {side.citations[0].citation.document.metadata.publisher for side in conflict.sides}
    assert publishers == {"South China Morning Post", "EurAsian Times"}


def test_a_follow_up_is_understood(sample_assistant: Assistant) -> None:
    """The earlier question's topic is carried over, and the answer says how it was understood."""
    answer = sample_assistant.invoke(Question("How many people did it kill?", ("What happened at the Serena Hotel?",)))
    assert "Serena Hotel" in answer.rewritten
    assert "at least five" in " ".join(claim.text for claim in answer.claims)


def test_a_filter_keeps_to_its_documents(sample_assistant: Assistant) -> None:
    """Under a filter every citation is of a document that meets it; an unknown document is an error."""
    where = Filter(publisher="EurAsian Times")
    answer = sample_assistant.invoke(Question("What did China promise after the attack?", (), where))
    documents = [one.citation.document for claim in answer.claims for one in claim.citations]
    documents += [citation.document for citation in answer.nearest]
    assert {document.metadata.publisher for document in documents} == {"EurAsian Times"}
    with pytest.raises(UnknownDocument, match=r"nope\.txt"):
        sample_assistant.invoke(Question("What?", (), Filter(doc="nope.txt")))


def test_a_list_of_documents_is_searched_without_those_that_are_not_there(
    sample_assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    """The others answer, and the log names what was left out; a list of unknown ones alone is an error."""
    everything = sample_assistant.invoke("Who died at the Serena Hotel?")
    (document, *_) = {one.citation.document.id for claim in everything.claims for one in claim.citations}
    where = Filter(docs=frozenset({document, "gone.txt"}))
    answer = sample_assistant.invoke(Question("Who died at the Serena Hotel?", (), where))
    assert {one.citation.document.id for claim in answer.claims for one in claim.citations} == {document}
    assert "gone.txt" in caplog.text
    with pytest.raises(UnknownDocument, match=r"gone\.txt"):
        sample_assistant.invoke(Question("What?", (), Filter(docs=frozenset({"gone.txt", "nope.txt"}))))


def test_a_russian_question_finds_the_russian_passage(sample_assistant: Assistant) -> None:
    """A question in Russian is answered from the Russian part of the collection."""
    answer = sample_assistant.invoke("Какая инициатива рассматривается в статье Чжао Шаояна?")
    assert "Глобальн" in " ".join(claim.text for claim in answer.claims)


@pytest.mark.parametrize("question", ["", " \n", "x" * 5000], ids=["empty", "blank", "too_long"])
def test_a_question_that_is_off_is_refused(sample_assistant: Assistant, question: str) -> None:
    """An empty or overlong question is a usage error with the cure."""
    with pytest.raises(UsageError, match="question"):
        sample_assistant.invoke(question)


@pytest.mark.parametrize(
    "question", ["Where is 1 2 3 4 5 6 7 8? " * 140, "Кто там был " * 300], ids=["digits", "russian"]
)
def test_the_longest_question_is_answered(sample_assistant: Assistant, question: str) -> None:
    """A question of nearly the allowed length gets an answer, whatever it is made of."""
    assert sample_assistant.invoke(question[:3900]).timings["total"] > 0


def test_questions_in_threads_do_not_mix(sample_assistant: Assistant) -> None:
    """Eight at once get the answers that they get one by one."""
    questions = ["Whom did Qin Gang meet in Beijing?", "What is Azm-i-Istehkam?"] * 4
    alone = [sample_assistant.invoke(question).claims for question in questions[:2]]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: sample_assistant.invoke(question).claims, questions))
    assert together == alone * 4


def test_the_same_question_gets_the_same_answer(sample_assistant: Assistant) -> None:
    """Nothing but the timings differs between two runs."""
    one, two = (answer_to_dict(sample_assistant.invoke("Whom did Qin Gang meet in Beijing?")) for _ in range(2))
    assert {**one, "timings": {}} == {**two, "timings": {}}


def test_events_tell_stages_then_claims_then_the_answer(sample_assistant: Assistant) -> None:
    """What a person sees while waiting comes in this order, and the claims are the answer's."""
    events = list(sample_assistant.events("Whom did Qin Gang meet in Beijing?"))
    assert [event.stage for event in events if isinstance(event, StageBegan)] == ["searching", "reading", "checking"]
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert tuple(event for event in events if isinstance(event, Claim)) == answer.claims
    assert set(answer.timings) == {"searching", "reading", "checking", "total"}


class Names(BaseCallbackHandler):
    """Collects the names of the chains that run."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def on_chain_start(self, serialized: object, inputs: object, **kwargs: object) -> None:
        self.names.append(str(kwargs.get("name")))


def test_it_is_a_langchain_runnable(sample_assistant: Assistant) -> None:
    """It composes, batches, streams, runs asynchronously and shows its stages to tracers."""
    question = "Whom did Qin Gang meet in Beijing?"
    tracer = Names()
    chain = sample_assistant | RunnableLambda(lambda answer: answer.status)
    assert chain.invoke(question, config={"callbacks": [tracer]}) is Status.ANSWERED
    assert [name for name in tracer.names if name in ("search", "read", "check")] == ["search", "read", "check"]
    assert [answer.status for answer in sample_assistant.batch([question, "How do you cook borscht?"])] == [
        Status.ANSWERED,
        Status.NOT_IN_DOCUMENTS,
    ]
    assert [answer.status for answer in sample_assistant.stream(question)][-1] is Status.ANSWERED
    with ThreadPoolExecutor(1) as pool:  # a loop of its own: the browser tests keep one in the main thread
        asked = pool.submit(lambda: asyncio.run(sample_assistant.ainvoke(question)))
    assert asked.result().status is Status.ANSWERED


def test_the_retriever_gives_true_offsets(sample_home: Path, sample_index: Index) -> None:
    """Each LangChain document is the slice that its metadata names."""
    found = build_retriever(Settings(home=sample_home), k=3).invoke("Gwadar port attack")
    assert len(found) == 3
    for one in found:
        text = sample_index.document(one.metadata["doc"]).text
        assert one.page_content == text[one.metadata["start"] : one.metadata["end"]]


def test_the_documented_chain_runs(sample_home: Path) -> None:
    """The snippet of docs/langchain.md works as it stands, but for the folder."""
    page = (REPOSITORY / "docs" / "langchain.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"```python\n(.*?)```", page, re.S)
    assert '".citewell"' in snippet
    scope: dict[str, object] = {}
    exec(snippet.replace('".citewell"', repr(str(sample_home))), scope)
    assert "[1]" in str(scope["prompt"])
    assert "Azm-i-Istehkam" in str(scope["prompt"])


def test_an_event_that_stands_for_its_day_is_told(sample_assistant: Assistant) -> None:
    """The day is looked up, told beside the question as it was understood, and in the explanation."""
    answer, explanation = sample_assistant.explained("Which attacks on Chinese citizens came after the Dasu attack?")
    assert "[after 14 July 2021: the Dasu attack, by global-village-space" in answer.rewritten
    assert explanation.understood == answer.rewritten
    assert any(one.timely for one in explanation.sentences)
