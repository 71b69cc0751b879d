"""What providers refuse is not sent again: a temperature, sizes in a schema; and a reply that was cut off is told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from rag.writer import Limits, Prompt, Reply, WriterFailed
from rag.writer_langchain import LangChainWriter
from rag.writing.prompt import schema_of
from tests.scripted_server import Fault, Scripted, claims, event, serving

pytest.importorskip("langchain_openai", reason="the OpenAI protocol needs the extra: pip install 'citewell[openai]'")

PROMPT = Prompt("Point at sentences.", "Who opened the pier?", schema_of(["S1"]))
TEXT = claims(("Ada Marrow opened the pier.", ["S1"]))


def refusal(message: str, status: int = 400) -> Fault:
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error"}}).encode()
    return Fault(status=status, chunks=iter([body]))


def writer(server: Scripted, **given: Any) -> LangChainWriter:
    return LangChainWriter("openai:scripted", url=server.url, **given)


def sizes(request: dict[str, Any]) -> bool:
    return "maxItems" in json.dumps(request) or "maxLength" in json.dumps(request)


def test_a_model_that_takes_no_temperature_is_asked_without_one_from_then_on() -> None:
    """Its refusal names the setting: the very next request, and every later one, leaves it out and keeps its form."""

    def reply(request: dict[str, Any]) -> str | Fault:
        if "temperature" in request:
            return refusal("Unsupported value: 'temperature' does not support 0.0 with this model.")
        return TEXT

    with serving(reply) as server:
        asked = writer(server)
        assert asked.write(PROMPT).text == TEXT
        assert asked.write(PROMPT).text == TEXT
    assert [("temperature" in one, "response_format" in one) for one in server.requests] == [
        (True, True),
        (False, True),
        (False, True),
    ]


def test_a_refusal_that_gives_no_reason_may_be_of_the_temperature_too() -> None:
    """After every form was refused with it, every form is tried without it; what answers is kept."""

    def reply(request: dict[str, Any]) -> str | Fault:
        return refusal("Bad request.") if "temperature" in request else TEXT

    with serving(reply) as server:
        asked = writer(server)
        assert asked.write(PROMPT).text == TEXT
        before = len(server.requests)
        asked.write(PROMPT)
    assert "temperature" not in server.requests[before - 1]
    assert len(server.requests) == before + 1


@pytest.mark.parametrize("status", [404, 500])
def test_other_errors_do_not_take_the_temperature_away(status: int) -> None:
    """A model that is not there, or a server that fails, is no refusal of a setting."""
    with (
        serving(lambda request: refusal("no such model", status)) as server,
        pytest.raises(WriterFailed, match=f"error {status}"),
    ):
        writer(server).write(PROMPT)
    assert all("temperature" in one for one in server.requests)


def test_a_server_that_refuses_sizes_in_a_schema_still_gets_a_schema() -> None:
    """Some take no maxItems or maxLength: the schema without them is tried before tools and text."""

    def reply(request: dict[str, Any]) -> str | Fault:
        return refusal("Invalid schema: 'maxItems' is not permitted.") if sizes(request) else TEXT

    with serving(reply) as server:
        assert writer(server).write(PROMPT).text == TEXT
    assert [(sizes(one), "response_format" in one) for one in server.requests] == [(True, True), (False, True)]
    enum = server.requests[-1]["response_format"]["json_schema"]["schema"]["properties"]["claims"]["items"]
    assert enum["properties"]["sources"]["items"]["enum"] == ["S1"]


@pytest.mark.parametrize("output", ["schema", "tools", "text"])
def test_a_reply_that_was_cut_off_says_which_setting_to_raise(output: Any) -> None:
    """A model that thinks at length ends with "length": the reason names the limit and how to raise it."""

    def cut() -> Iterator[bytes]:
        yield event({"role": "assistant", "content": "<think> First I look at"})
        yield event({}, finish="length")
        yield b"data: [DONE]\n\n"

    with serving(lambda request: Fault(chunks=cut())) as server:
        asked = writer(server, output=output, limits=Limits(tokens=700))
        try:
            told = asked.write(PROMPT).cut
        except WriterFailed as failure:  # by schema the client itself raises over such an end
            told = str(failure)
    assert told == "its reply was cut off after 700 tokens: raise CITEWELL_MODEL_REPLY_TOKENS"
    assert server.requests[0].get("max_completion_tokens", server.requests[0].get("max_tokens")) == 700


def test_a_reply_that_ends_by_itself_is_not_called_cut_off() -> None:
    """The server's "stop" is an end like any other."""
    with serving(lambda request: TEXT) as server:
        reply = writer(server).write(PROMPT)
    assert isinstance(reply, Reply)
    assert reply.cut == ""


def test_a_server_that_refuses_everything_is_given_up() -> None:
    """Every way is tried once, no way twice, and the error is told; the next question tries them again."""
    with serving(lambda request: refusal("Bad request.")) as server:
        asked = writer(server)
        tried = []
        for _ in range(2):
            server.requests.clear()
            with pytest.raises(WriterFailed, match="error 400"):
                asked.write(PROMPT)
            tried.append([json.dumps({**one, "messages": []}, sort_keys=True) for one in server.requests])
    assert len(tried[0]) == len(set(tried[0])) > 1
    assert tried[0] == tried[1]


def test_a_question_that_was_refused_in_every_form_spoils_no_form_for_the_next() -> None:
    """Where nothing was taken, nothing was learnt of forms: the next question is put in the first one again."""
    broken = True

    def reply(request: dict[str, Any]) -> str | Fault:
        return refusal("The prompt is too long.") if broken else TEXT

    with serving(reply) as server:
        asked = writer(server)
        with pytest.raises(WriterFailed, match="error 400"):
            asked.write(PROMPT)
        broken, before = False, len(server.requests)
        assert asked.write(PROMPT).text == TEXT
    again = server.requests[before:]
    assert [("temperature" in one, sizes(one)) for one in again] == [(True, True)]


def test_what_was_learnt_before_a_refused_question_is_kept() -> None:
    """A server that takes no sizes, and then nothing for one question, is not sent sizes with the one after."""
    broken = False

    def reply(request: dict[str, Any]) -> str | Fault:
        return refusal("No.") if broken or sizes(request) else TEXT

    with serving(reply) as server:
        asked = writer(server)
        assert asked.write(PROMPT).text == TEXT
        broken = True
        with pytest.raises(WriterFailed, match="error 400"):
            asked.write(PROMPT)
        broken, before = False, len(server.requests)
        assert asked.write(PROMPT).text == TEXT
    assert [(sizes(one), "response_format" in one) for one in server.requests[before:]] == [(False, True)]
