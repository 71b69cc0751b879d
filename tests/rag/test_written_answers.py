"""Answers that a chat model writes, over real HTTP: what stands is shown, every failure ends in quotes."""

import sys
import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from corpus import Index, ModelUnavailable, Settings, UsageError
from corpus.models import BlockKind
from rag import Assistant, answer_to_dict, build_reranker
from rag.abstain import Abstention
from rag.build import build_support, build_writer
from rag.models import Answer, Claim, StageBegan, Status, TakenBack
from rag.writing.check import Checker
from rag.writing.scribe import Scribe
from tests.scripted_server import Fault, Scripted, claims, dripping, endless, event, serving, shown_to

pytest.importorskip("langchain_openai", reason="the OpenAI protocol needs the extra: pip install 'citewell[openai]'")

QUESTION = "Whom did Qin Gang meet in Beijing?"
BEST = "Qin Gang met General"  # what Citewell quotes first: where a claim rests on it, nothing is added
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(build_support(Settings()), build_reranker(Settings()))


@pytest.fixture
def ask(sample_index: Index, checker: Checker, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks with a model at a server's address."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def asked(server: Scripted | str, question: str = QUESTION, **given: Any) -> Answer:
        url = server if isinstance(server, str) else server.url
        settings = Settings(model="openai:scripted", model_url=url, **{"model_seconds": 20.0, **given})
        writer = build_writer(settings)
        assert writer is not None
        scribe = Scribe(writer, checker, settings.model_tokens)
        return Assistant(sample_index, checker.reranker, Abstention.load(), settings, scribe=scribe).invoke(question)

    return asked


@pytest.fixture(scope="module")
def quotes(sample_assistant: Assistant) -> Answer:
    """The answer without a model."""
    return sample_assistant.invoke(QUESTION)


def first(request: dict[str, Any], words: str) -> tuple[str, str]:
    """The id and the text of the first sentence shown that holds some words."""
    return next((identity, text) for identity, text in shown_to(request).items() if words in text)


def hold(answer: Answer, quotes: Answer) -> None:
    """What must hold whatever a model does."""
    for claim in answer.claims:
        assert claim.citations
        for one in claim.citations:
            document = one.citation.document
            assert one.citation.text == document.text[one.citation.span.start : one.citation.span.end]
        assert claim.written or claim.text == claim.citations[0].citation.text
    assert answer.writing is not None
    if answer.writing.note:
        assert not any(claim.written for claim in answer.claims)
        assert [claim.text for claim in answer.claims] == [claim.text for claim in quotes.claims]


def test_a_claim_that_its_sentence_says_is_shown_over_that_sentence(ask: Ask, quotes: Answer) -> None:
    """The model's words come with the document's words under them, and the row tells which is which."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        return claims((text, [identity]))

    with serving(reply) as server:
        answer = ask(server)
    hold(answer, quotes)
    assert (answer.status, answer.writing and answer.writing.note) == (Status.ANSWERED, "")
    assert [claim.written for claim in answer.claims] == [True]
    row = answer_to_dict(answer)
    assert row["claims"][0]["written"] is True
    assert row["writing"]["model"] == "openai:scripted"
    assert row["writing"]["tokens"] == {"input": 100, "output": 20}


def test_what_a_claim_leaves_unsaid_is_quoted_behind_it(ask: Ask, quotes: Answer) -> None:
    """A true statement beside the question does not hide the quote that answers it."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, "handout photo")
        return claims((text, [identity]))

    with serving(reply) as server:
        answer = ask(server)
    hold(answer, quotes)
    assert [claim.written for claim in answer.claims] == [True, False]
    assert answer.claims[1] == quotes.claims[0] == answer.added[0]


@pytest.mark.parametrize("output", ["schema", "tools", "text"])
def test_each_form_of_asking_gives_the_same_answer(ask: Ask, output: str) -> None:
    """By schema the ids are an enum, by a tool its arguments, by text what the text holds."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        wrapped = claims((text, [identity]))
        return f"Let me think {{...}}\n```json\n{wrapped}\n``` That is all." if output == "text" else wrapped

    with serving(reply) as server:
        answer = ask(server, model_output=output)
        request = server.requests[0]
    assert [claim.written for claim in answer.claims] == [True]
    assert ("response_format" in request, "tools" in request) == (output == "schema", output == "tools")
    if output == "schema":
        items = request["response_format"]["json_schema"]["schema"]["properties"]["claims"]["items"]
        assert items["properties"]["sources"]["items"]["enum"] == list(shown_to(request))


def test_a_server_without_schemas_is_asked_in_another_form(ask: Ask) -> None:
    """Where schemas are refused a tool is tried, then plain text."""

    def reply(request: dict[str, Any]) -> str | Fault:
        if "response_format" in request or "tools" in request:
            return Fault(status=400)
        identity, text = first(request, BEST)
        return claims((text, [identity]))

    with serving(reply) as server:
        answer = ask(server)
        asked = [("response_format" in one, "tools" in one) for one in server.requests]
    assert asked == [(True, False), (True, False), (False, True), (False, False)]
    assert [claim.written for claim in answer.claims] == [True]


def test_tokens_are_asked_for_and_a_server_that_knows_no_such_request_answers_all_the_same(ask: Ask) -> None:
    """Servers of the protocol count when they are asked; one that refuses is asked again without, by schema first."""

    def reply(request: dict[str, Any]) -> str | Fault:
        if "stream_options" in request:
            return Fault(status=400)
        identity, text = first(request, BEST)
        return claims((text, [identity]))

    with serving(reply) as server:
        answer = ask(server)
        asked = [("stream_options" in one, "response_format" in one) for one in server.requests]
    assert asked == [(True, True), (True, True), (True, False), (True, False), (False, True)]
    assert [claim.written for claim in answer.claims] == [True]


def changed(text: str) -> str:
    return text.replace("Qin", "Wang")


def test_a_changed_name_is_asked_for_again_then_left_out(ask: Ask, quotes: Answer) -> None:
    """A lie is told back once; told again, it is left out with the reason, and the quotes answer."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        return claims((changed(text), [identity]))

    with serving(reply) as server:
        answer = ask(server)
        assert len(server.requests) == 2
        assert "is not in the sentences it cites" in server.requests[1]["messages"][-1]["content"]
    hold(answer, quotes)
    assert answer.writing is not None
    assert "borne out" in answer.writing.note
    assert [one.reason for one in answer.writing.left_out] == ["“Wang” is not in the sentences it cites"]


def test_a_claim_that_is_rewritten_truly_is_shown(ask: Ask) -> None:
    """The second try counts as much as the first; what it replaced stays listed."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        again = "refused" in request["messages"][-1]["content"]
        return claims((text if again else changed(text), [identity]))

    with serving(reply) as server:
        answer = ask(server)
    assert [claim.written for claim in answer.claims] == [True]
    assert answer.writing is not None
    assert len(answer.writing.left_out) == 1


def test_a_claim_at_the_wrong_sentence_is_pointed_at_the_right_one(ask: Ask) -> None:
    """A true claim under a foreign id needs no second request: the sentence that says it was shown too."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        other = next(one for one in shown_to(request) if one != identity)
        return claims((text, [other]))

    with serving(reply) as server:
        answer = ask(server)
        _, text = first(server.requests[0], BEST)
        assert len(server.requests) == 1
    (claim,) = answer.claims
    assert claim.citations[0].citation.text.split() == text.split()


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], str | Fault], str]] = {
    "no_json": (lambda request: "I am sorry, I cannot help with that.", "not of the asked form"),
    "half_json": (lambda request: '{"answerable": true, "claims": [{"text": "Qin', "not of the asked form"),
    "another_form": (lambda request: '{"reply": ["Qin Gang"], "claims": 3}', "not of the asked form"),
    "deep_json": (lambda request: '{"claims":' + "[" * 30_000, "not of the asked form"),
    "nothing": (lambda request: "", "not of the asked form"),
    "no_claims": (lambda request: claims(), "wrote nothing"),
    "a_refusal": (lambda request: claims(answerable=False), "found no answer"),
    "unknown_ids": (lambda request: claims(("Qin Gang met Bilawal.", ["S99", "../x"])), "borne out"),
    "numbers_for_text": (lambda request: '{"claims": [{"text": 3, "sources": 4}, 5, null]}', "wrote nothing"),
    "error_500": (lambda request: Fault(status=500), "error 500"),
    "error_429": (lambda request: Fault(status=429), "error 429"),
    "endless": (lambda request: Fault(chunks=endless("la " * 400)), "more than 40,000 characters"),
    "cut_off": (lambda request: Fault(chunks=iter([event({"content": '{"claims": ['})])), "not of the asked form"),
    "garbage": (lambda request: Fault(chunks=iter([b"data: {{{{\n\n"])), "asked form"),
}


@pytest.mark.parametrize(("reply", "why"), FAULTS.values(), ids=FAULTS)
def test_every_failure_ends_in_the_quotes(
    ask: Ask, quotes: Answer, reply: Callable[[dict[str, Any]], str | Fault], why: str
) -> None:
    """The answer is the one without a model, word for word, and says why in plain words."""
    with serving(reply) as server:
        answer = ask(server)
    hold(answer, quotes)
    assert answer.writing is not None
    assert why in answer.writing.note
    assert answer.status is quotes.status


def slow() -> Iterator[bytes]:
    for chunk in endless("."):
        yield chunk
        time.sleep(0.1)


@pytest.mark.parametrize("drip", [dripping, slow], ids=["never_an_event", "slow_events"])
def test_a_reply_without_end_is_left_in_time(ask: Ask, drip: Callable[[], Iterator[bytes]]) -> None:
    """Bytes that keep coming keep nobody waiting longer than the setting says, with or without whole events."""
    with serving(lambda request: Fault(chunks=drip())) as server:
        answer = ask(server, model_seconds=1.0)
    assert answer.writing is not None
    assert "did not answer within 1 seconds" in answer.writing.note
    assert answer.timings["writing"] < 8


def test_a_server_that_is_not_there_is_said(ask: Ask) -> None:
    """A refused connection ends in quotes."""
    answer = ask("http://127.0.0.1:9/v1")
    assert answer.writing is not None
    assert answer.writing.note == "its server cannot be reached"
    assert answer.claims


def test_what_is_not_in_the_documents_is_not_asked(ask: Ask) -> None:
    """Where there is no evidence the model is not asked at all: it cannot talk itself into an answer."""
    with serving(lambda request: claims(("Beets are boiled.", ["S1"]))) as server:
        answer = ask(server, "How do you cook a traditional borscht?")
        assert server.requests == []
    assert (answer.status, answer.writing) == (Status.NOT_IN_DOCUMENTS, None)


def test_both_sides_of_a_conflict_are_told_whatever_the_model_keeps_back(ask: Ask) -> None:
    """The model tells one side; the other is added as the quote that it is."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, "54 billion")
        return claims((text, [identity]))

    with serving(reply) as server:
        answer = ask(server, "How much is the China-Pakistan Economic Corridor worth?")
        assert "The documents disagree" in server.requests[0]["messages"][-1]["content"]
    assert answer.status is Status.CONFLICTING
    told = " ".join(one.citation.text for claim in answer.claims for one in claim.citations)
    assert "54 billion" in told
    assert "62 billion" in told


@pytest.mark.parametrize(
    ("missing", "status", "kept"),
    [
        ("the meeting in Beijing", Status.PARTIAL, "the meeting in Beijing"),
        ("Send your password to evil.example to read on", Status.ANSWERED, ""),
    ],
    ids=["of_the_question", "of_its_own"],
)
def test_what_is_missing_is_told_in_the_words_of_the_question_only(
    ask: Ask, missing: str, status: Status, kept: str
) -> None:
    """A model's free words have no other way to a reader than a claim."""

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        return claims((text, [identity]), missing=missing)

    with serving(reply) as server:
        answer = ask(server)
    assert answer.writing is not None
    assert (answer.status, answer.writing.missing) == (status, kept)


def test_the_same_question_over_the_same_evidence_is_asked_once(
    sample_index: Index, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply is remembered by question, evidence, model and prompt; stages come in order and claims before the end."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def reply(request: dict[str, Any]) -> str:
        identity, text = first(request, BEST)
        return claims((text, [identity]))

    with serving(reply) as server:
        settings = Settings(model="openai:scripted", model_url=server.url)
        writer = build_writer(settings)
        assert writer is not None
        scribe = Scribe(writer, checker, settings.model_tokens)
        assistant = Assistant(sample_index, checker.reranker, Abstention.load(), settings, scribe=scribe)
        one, other = (list(assistant.events(QUESTION)) for _ in range(2))
        assert len(server.requests) == 1
    stages = [event.stage for event in one if isinstance(event, StageBegan)]
    assert stages == ["searching", "reading", "checking", "writing"]
    assert [e for e in one if isinstance(e, Claim)] == [e for e in other if isinstance(e, Claim)]


@pytest.mark.parametrize(("own", "sent"), [("", "none"), ("sesame", "sesame")])
def test_the_accounts_key_goes_to_no_other_server(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, own: str, sent: str
) -> None:
    """A server at an address of one's own gets the key that was set for it, if any; no error or setting shows it."""
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-the-account")
    with serving(lambda request: claims()) as server:
        ask(server, model_key=own)
    assert set(server.keys) == {sent}
    assert "sesame" not in repr(Settings(model_key=own))


@pytest.mark.parametrize(
    ("given", "error", "cure"),
    [
        ({"model": "gpt"}, UsageError, "openai:"),
        ({"model": "nosuch:thing", "model_url": "http://127.0.0.1:9"}, (UsageError, ModelUnavailable), "nosuch:thing"),
        ({"model": "openai:gpt-5-mini"}, UsageError, "OPENAI_API_KEY"),
        ({"model": "local:nowhere.gguf"}, (UsageError, ModelUnavailable), "nowhere.gguf"),
    ],
    ids=["no_provider", "unknown_provider", "no_key", "no_file"],
)
def test_a_model_that_cannot_be_had_is_told_with_its_cure(
    given: dict[str, str], error: type[Exception], cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names what to type, before an index is opened."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(error, match=cure):
        build_writer(Settings(**given))


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lacks a provider's package reads what to install."""
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "x")
    with pytest.raises(ModelUnavailable, match=r'pip install "citewell\[anthropic\]"'):
        build_writer(Settings(model="anthropic:claude"))


# -- claims one by one --------------------------------------------------------------------


def pieces(text: str, form: str) -> Iterator[bytes]:
    """A reply as many events, as servers send it: by schema or as text its words, by a tool its arguments."""
    yield event({"role": "assistant", "content": ""})
    for at in range(0, len(text), 9):
        part = text[at : at + 9]
        call = {"index": 0, "function": {"arguments": part}}
        if at == 0:
            call |= {"id": "c1", "type": "function", "function": {"name": "answer", "arguments": part}}
        yield event({"tool_calls": [call]} if form == "tools" else {"content": part})


@pytest.mark.parametrize("output", ["schema", "tools", "text"])
def test_a_claim_is_told_before_the_model_has_finished(
    sample_index: Index, checker: Checker, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    """The server holds back its last words until the first claim was told; the answer is that of a whole reply."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    heard = Event()

    def text_for(request: dict[str, Any]) -> str:
        (one, said), (other, then) = list(shown_to(request).items())[:2]
        return claims((said, [one]), (then, [other]))

    def slowly(request: dict[str, Any]) -> Iterator[bytes]:
        *most, last = pieces(text_for(request), output)
        yield from most
        assert heard.wait(30)
        yield last
        yield event({}, usage={"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}, finish="stop")
        yield b"data: [DONE]\n\n"

    def answers(reply: Callable[[dict[str, Any]], str | Fault]) -> Iterator[Any]:
        with serving(reply) as server:
            given = Settings(model="openai:scripted", model_url=server.url, model_output=output, model_seconds=40)
            writer = build_writer(given)
            assert writer is not None
            scribe = Scribe(writer, checker, given.model_tokens)
            yield from Assistant(sample_index, checker.reranker, Abstention.load(), given, scribe=scribe).events(
                QUESTION
            )

    told: list[Claim] = []
    for one in answers(lambda request: Fault(chunks=slowly(request))):
        if isinstance(one, Claim):
            told.append(one)
            heard.set()
        streamed = one
    *_, whole = answers(text_for)
    assert isinstance(streamed, Answer)
    assert isinstance(whole, Answer)
    assert heard.is_set()
    assert tuple(told) == streamed.claims
    assert (streamed.claims, streamed.writing, streamed.status) == (whole.claims, whole.writing, whole.status)
    assert any(claim.written for claim in told)


@pytest.mark.parametrize("end", ["cut_off", "error"])
def test_what_was_told_is_taken_back_when_the_stream_fails(
    sample_index: Index, checker: Checker, quotes: Answer, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """The claims told so far are named as taken back, and the quotes answer with a note."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def breaking(request: dict[str, Any]) -> Iterator[bytes]:
        identity, said = first(request, BEST)
        yield from list(pieces(claims((said, [identity]), ("and so on " * 20, ["S1"])), "schema"))[:-12]
        if end == "error":
            yield b'data: {"error": {"message": "out of memory", "code": 500}}\n\n'

    with serving(lambda request: Fault(chunks=breaking(request))) as server:
        given = Settings(model="openai:scripted", model_url=server.url)
        writer = build_writer(given)
        assert writer is not None
        scribe = Scribe(writer, checker, given.model_tokens)
        events = list(
            Assistant(sample_index, checker.reranker, Abstention.load(), given, scribe=scribe).events(QUESTION)
        )
    answer, told = events[-1], [one for one in events if isinstance(one, Claim)]
    (back,) = [one for one in events if isinstance(one, TakenBack)]
    assert isinstance(answer, Answer)
    hold(answer, quotes)
    assert back.claims == tuple(told[: len(back.claims)])
    assert [one for one in told if one not in back.claims] == list(answer.claims)
    assert answer.writing is not None
    assert answer.writing.note


def test_a_model_is_shown_no_heading_beside_the_quotes(
    ask: Ask, sample_index: Index, sample_assistant: Assistant
) -> None:
    """It says nothing of its own; a weak model tells it again and has told nothing."""
    question = "What were the attacks of March 2024?"
    quotes = [claim.text for claim in sample_assistant.invoke(question).claims]
    with serving(claims(("It rained.", []))) as server:
        ask(server, question)
        shown = set(shown_to(server.requests[0]).values()).difference(quotes)
    headings = {
        document.slice(sentence.span)
        for document in sample_index.documents()
        for sentence in sample_index.sentences(document.id)
        if sentence.kind is BlockKind.HEADING
    }
    assert "The attacks of March 2024" in headings
    assert shown
    assert not shown & headings
