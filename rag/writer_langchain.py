"""Any chat model that LangChain's `init_chat_model` reaches: OpenAI and its protocol, Anthropic, Ollama, ...

A reply is read as a stream, so that one that does not end is left, by time or by size. Where a server does not know
JSON schemas, the same is asked for as a tool's arguments, then as plain text; what is refused once is not sent again,
unless every way was refused: then it was the question, or the server, and the next question begins where this one did.
"""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import product
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableSequence

from corpus import ModelUnavailable, UsageError
from rag.within import WorkFailed, within
from rag.writer import Limits, Prompt, Reply, Writer, WriterFailed

Output = Literal["auto", "schema", "tools", "text"]
_ORDER: tuple[Output, ...] = ("schema", "tools", "text")
_REPLY_TOKENS = "CITEWELL_MODEL_REPLY_TOKENS"
_METHODS = {"schema": "json_schema", "tools": "function_calling"}
_EXTRAS = ("openai", "anthropic", "ollama")
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_UNKNOWN_FORM = (400, 404, 415, 422, 501)  # what servers answer to a form of request that they do not know
_REFUSED = (400, 422)  # and to a setting that they do not take
# Names, for the classes are each client's own: what it raises over a reply that is cut off or no JSON.
_MALFORMED = ("JSONDecodeError", "ValidationError", "ContentFilterFinishReasonError")
_CUT = "LengthFinishReasonError"
_ENDS = ("finish_reason", "stop_reason", "done_reason")  # OpenAI's name for why a reply ended, Anthropic's, Ollama's
_TOO_LONG = ("length", "max_tokens", "model_length")
_SIZES = frozenset(["maxItems", "maxLength"])  # of a schema: some servers refuse them
_CHARACTERS = 10  # of each token that a reply may have: a stream of more has lost its bounds
_SECONDS_OVER = 2.0  # for a stream to notice by itself that its time is up


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to ask: the form; whether its schema has sizes; whether tokens are to be counted; a temperature of 0."""

    form: Output
    sized: bool
    counted: bool
    cold: bool


class LangChainWriter(Writer):
    """Raises UsageError for a name of no provider and ModelUnavailable for a package that is not installed.

    `url` is a server's address in place of the provider's own, which then gets `key` and never the account's.
    """

    def __init__(
        self, name: str, *, url: str = "", key: str = "", output: Output = "auto", limits: Limits | None = None
    ) -> None:
        self.name = name
        self._limits = limits or Limits()
        # Servers at an address of one's own count tokens only where they are asked to, and may not know that request.
        self._ways = _ways(output, asks_count=bool(url) and name.startswith("openai:"))
        self._model = cache(partial(_open, name, url, key, self._limits))
        self._model(self._ways[0].cold)

    def write(self, prompt: Prompt) -> Reply:
        *_, reply = self.stream(prompt)
        assert isinstance(reply, Reply)  # a stream ends with it or raises
        return reply

    def stream(self, prompt: Prompt) -> Iterator[str | Reply]:
        until, first = time.monotonic() + self._limits.seconds, self._ways
        while True:
            ways, heard = self._ways, False
            left = max(0.1, until - time.monotonic())
            try:
                for piece in within(left + _SECONDS_OVER, partial(self._read, ways[0], prompt, until)):
                    heard = True
                    yield piece
                return
            except TimeoutError as late:
                raise WriterFailed(f"it did not answer within {self._limits.seconds:g} seconds") from late
            except WorkFailed as failed:
                error = failed.__cause__
                assert error is not None  # what the work raised
                others = () if heard else _others(ways, error)
                if self._ways is ways:  # else another thread has gone on already
                    self._ways = others or (first if _unknown(error) else ways)
                if not others:
                    raise WriterFailed(_reason(error, self._limits)) from error

    def _read(self, way: _Way, prompt: Prompt, until: float) -> Iterator[str | Reply]:
        messages: list[BaseMessage] = [SystemMessage(prompt.rules), HumanMessage(prompt.task)]
        text, arguments, cut = "", "", ""
        tokens, counted = [0, 0], False
        for chunk in self._stream(way, prompt, messages):
            if time.monotonic() > until:
                raise TimeoutError
            called = "".join(one["args"] or "" for one in chunk.tool_call_chunks)
            text, arguments = text + chunk.text, arguments + called
            if len(text) + len(arguments) > (most := self._limits.tokens * _CHARACTERS):
                raise WriterFailed(f"it wrote more than {most:,} characters")
            if any(chunk.response_metadata.get(name) in _TOO_LONG for name in _ENDS):
                cut = _cut(self._limits)
            if usage := chunk.usage_metadata:
                tokens, counted = [tokens[0] + usage["input_tokens"], tokens[1] + usage["output_tokens"]], True
            if new := called or chunk.text:
                yield new
        yield Reply(arguments or text, tokens[0], tokens[1], counted, cut)

    def _stream(self, way: _Way, prompt: Prompt, messages: list[BaseMessage]) -> Iterator[AIMessageChunk]:
        model = self._model(way.cold)
        bound: Runnable[Any, Any] = model
        if way.form != "text":
            schema = dict(prompt.schema) if way.sized else _without_sizes(prompt.schema)
            structured = model.with_structured_output(schema, method=_METHODS[way.form])
            assert isinstance(structured, RunnableSequence)  # the model, then its parser, which we do not need
            bound = structured.first
        counting: dict[str, Any] = {"stream_usage": True} if way.counted else {}
        for chunk in bound.stream(messages, **counting):
            if isinstance(chunk, AIMessageChunk):
                yield chunk


def _ways(output: Output, *, asks_count: bool) -> tuple[_Way, ...]:
    """In the order in which they are tried."""
    forms = [(form, True) for form in _ORDER] if output == "auto" else [(output, True)]
    if forms[0][0] == "schema":
        forms.insert(1, ("schema", False))
    counts = (True, False) if asks_count else (False,)
    return tuple(
        _Way(form, sized, counted, cold) for cold, counted, (form, sized) in product((True, False), counts, forms)
    )


def _unknown(error: BaseException) -> bool:
    return getattr(error, "status_code", None) in _UNKNOWN_FORM


def _others(ways: tuple[_Way, ...], error: BaseException) -> tuple[_Way, ...]:
    """The ways that are left after an error: none where another way cannot help."""
    status, left = getattr(error, "status_code", None), ways[1:]
    if not _unknown(error):
        return ()
    if ways[0].cold and status in _REFUSED and "temperature" in str(error).casefold():
        return ways[ways.index(replace(ways[0], cold=False)) :]
    only_warm = bool(left) and ways[0].cold and not left[0].cold
    return () if only_warm and status not in _REFUSED else left


def _without_sizes(schema: Any) -> Any:
    """A JSON schema whose lists and texts may have any size."""
    if isinstance(schema, list):
        return [_without_sizes(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {name: _without_sizes(one) for name, one in schema.items() if name not in _SIZES}


def _open(name: str, url: str, own_key: str, limits: Limits, cold: bool) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    if not model:
        raise UsageError(f"the model {name!r} needs its provider before it, e.g. openai:gpt-5-mini or ollama:qwen3")
    given: dict[str, Any] = {"base_url": url} if url else {}
    if provider == "ollama":
        given |= {"num_predict": limits.tokens, "client_kwargs": {"timeout": limits.seconds}}
    else:
        given |= {"max_tokens": limits.tokens, "timeout": limits.seconds, "max_retries": 0}
    if cold:
        given["temperature"] = 0.0
    if account := _KEYS.get(provider):
        if url:  # the account's key is for the provider's own server alone; the client insists on some key
            given["api_key"] = own_key or "none"
        elif not os.environ.get(account):
            raise UsageError(
                f"{name} needs the key of your account in {account}; a server of your own needs its address"
            )
    try:
        opened = init_chat_model(name, **given)
        assert isinstance(opened, BaseChatModel)  # a name was given, so that it is no configurable model
        return opened
    except ImportError as error:
        package = f"citewell[{provider}]" if provider in _EXTRAS else f"langchain-{provider.replace('_', '-')}"
        raise ModelUnavailable(f'{name} needs a package that is not installed: pip install "{package}"') from error
    except ValueError as error:
        raise UsageError(f"{name} cannot be opened as a chat model: {_first_line(error)}") from error


def _cut(limits: Limits) -> str:
    return f"its reply was cut off after {limits.tokens:,} tokens: raise {_REPLY_TOKENS}"


def _reason(error: BaseException, limits: Limits) -> str:
    """What went wrong, in words for the person who asked; nothing of a request or a key is in them."""
    kind = type(error).__name__
    if isinstance(error, WriterFailed):
        return str(error)
    if isinstance(error, TimeoutError) or "Timeout" in kind:
        return f"it did not answer within {limits.seconds:g} seconds"
    status = getattr(error, "status_code", None)
    if status is not None:
        return f"its server answered with the error {status}"
    if "Connect" in kind or isinstance(error, OSError):
        return "its server cannot be reached"
    if kind == _CUT:
        return _cut(limits)
    return "its reply was not of the asked form" if kind in _MALFORMED else f"it failed ({kind})"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]
