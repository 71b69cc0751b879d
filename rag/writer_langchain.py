"""Any chat model that LangChain's `init_chat_model` reaches: OpenAI and its protocol, Anthropic, Ollama, ...

A reply is read as a stream, so that one that does not end is left, by time or by size. Where a server does not know
JSON schemas, the same is asked for as a tool's arguments, then as plain text.
"""

import os
import time
from collections.abc import Iterator
from functools import partial
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableSequence

from corpus import ModelUnavailable, UsageError
from rag.within import WorkFailed, within
from rag.writer import Prompt, Reply, Writer, WriterFailed

Output = Literal["auto", "schema", "tools", "text"]
_ORDER: tuple[Output, ...] = ("schema", "tools", "text")
_METHODS = {"schema": "json_schema", "tools": "function_calling"}
_EXTRAS = ("openai", "anthropic", "ollama")
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_UNKNOWN_FORM = (400, 404, 415, 422, 501)  # what servers answer to a form of request that they do not know
# Names, for the classes are each client's own: what it raises over a reply that is cut off or no JSON.
_MALFORMED = ("JSONDecodeError", "ValidationError", "LengthFinishReasonError", "ContentFilterFinishReasonError")
_MOST_TOKENS = 1200
_MOST_CHARACTERS = 40_000
_SECONDS_OVER = 2.0  # for a stream to notice by itself that its time is up


class LangChainWriter(Writer):
    """Raises UsageError for a name of no provider and ModelUnavailable for a package that is not installed.

    `url` is a server's address in place of the provider's own, which then gets `key` and never the account's;
    `seconds` bounds each reply from request to last word.
    """

    def __init__(
        self, name: str, *, url: str = "", key: str = "", seconds: float = 60.0, output: Output = "auto"
    ) -> None:
        self.name = name
        self._seconds = seconds
        self._all_forms: tuple[Output, ...] = _ORDER if output == "auto" else (output,)
        self._forms = self._all_forms
        # Servers at an address of one's own count tokens only where they are asked to, and may not know that request.
        self._asks_count = bool(url) and name.startswith("openai:")
        self._model = _open(name, url, key, seconds)

    def write(self, prompt: Prompt) -> Reply:
        *_, reply = self.stream(prompt)
        assert isinstance(reply, Reply)  # a stream ends with it or raises
        return reply

    def stream(self, prompt: Prompt) -> Iterator[str | Reply]:
        until = time.monotonic() + self._seconds
        while True:
            forms, asks_count, heard = self._forms, self._asks_count, False
            left = max(0.1, until - time.monotonic())
            try:
                for piece in within(left + _SECONDS_OVER, partial(self._read, forms[0], prompt, until)):
                    heard = True
                    yield piece
                return
            except TimeoutError as late:
                raise WriterFailed(f"it did not answer within {self._seconds:g} seconds") from late
            except WorkFailed as failed:
                error = failed.__cause__
                assert error is not None  # what the work raised
                refused = getattr(error, "status_code", None) in _UNKNOWN_FORM and not heard
                if not refused or (len(forms) == 1 and not asks_count):
                    raise WriterFailed(_reason(error, self._seconds)) from error
            self._go_on(forms, asks_count)

    def _go_on(self, forms: tuple[Output, ...], asked_count: bool) -> None:
        """To the next form of request; after the last, all of them again without asking for a count."""
        if (self._forms, self._asks_count) != (forms, asked_count):
            return  # another thread has gone on already
        if len(forms) > 1:
            self._forms = forms[1:]
        else:
            self._forms, self._asks_count = self._all_forms, False

    def _read(self, form: Output, prompt: Prompt, until: float) -> Iterator[str | Reply]:
        messages: list[BaseMessage] = [SystemMessage(prompt.rules), HumanMessage(prompt.task)]
        text, arguments = "", ""
        tokens, counted = [0, 0], False
        for chunk in self._stream(form, prompt, messages):
            if time.monotonic() > until:
                raise TimeoutError
            called = "".join(one["args"] or "" for one in chunk.tool_call_chunks)
            text, arguments = text + chunk.text, arguments + called
            if len(text) + len(arguments) > _MOST_CHARACTERS:
                raise WriterFailed(f"it wrote more than {_MOST_CHARACTERS:,} characters")
            if usage := chunk.usage_metadata:
                tokens, counted = [tokens[0] + usage["input_tokens"], tokens[1] + usage["output_tokens"]], True
            if new := called or chunk.text:
                yield new
        yield Reply(arguments or text, tokens[0], tokens[1], counted)

    def _stream(self, form: Output, prompt: Prompt, messages: list[BaseMessage]) -> Iterator[AIMessageChunk]:
        bound: Runnable[Any, Any] = self._model
        if form != "text":
            structured = self._model.with_structured_output(dict(prompt.schema), method=_METHODS[form])
            assert isinstance(structured, RunnableSequence)  # the model, then its parser, which we do not need
            bound = structured.first
        counting: dict[str, Any] = {"stream_usage": True} if self._asks_count else {}
        for chunk in bound.stream(messages, **counting):
            if isinstance(chunk, AIMessageChunk):
                yield chunk


def _open(name: str, url: str, own_key: str, seconds: float) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    if not model:
        raise UsageError(f"the model {name!r} needs its provider before it, e.g. openai:gpt-5-mini or ollama:qwen3")
    given: dict[str, Any] = {"base_url": url} if url else {}
    if provider == "ollama":
        given |= {"num_predict": _MOST_TOKENS, "client_kwargs": {"timeout": seconds}}
    else:
        given |= {"max_tokens": _MOST_TOKENS, "timeout": seconds, "max_retries": 0}
    if account := _KEYS.get(provider):
        if url:  # the account's key is for the provider's own server alone; the client insists on some key
            given["api_key"] = own_key or "none"
        elif not os.environ.get(account):
            raise UsageError(
                f"{name} needs the key of your account in {account}; a server of your own needs its address"
            )
    try:
        opened = init_chat_model(name, temperature=0.0, **given)
        assert isinstance(opened, BaseChatModel)  # a name was given, so that it is no configurable model
        return opened
    except ImportError as error:
        package = f"citewell[{provider}]" if provider in _EXTRAS else f"langchain-{provider.replace('_', '-')}"
        raise ModelUnavailable(f'{name} needs a package that is not installed: pip install "{package}"') from error
    except ValueError as error:
        raise UsageError(f"{name} cannot be opened as a chat model: {_first_line(error)}") from error


def _reason(error: BaseException, seconds: float) -> str:
    """What went wrong, in words for the person who asked; nothing of a request or a key is in them."""
    if isinstance(error, WriterFailed):
        return str(error)
    kind = type(error).__name__
    if isinstance(error, TimeoutError) or "Timeout" in kind:
        return f"it did not answer within {seconds:g} seconds"
    status = getattr(error, "status_code", None)
    if status is not None:
        return f"its server answered with the error {status}"
    if "Connect" in kind or isinstance(error, OSError):
        return "its server cannot be reached"
    if kind in _MALFORMED:
        return "its reply was not of the asked form"
    return f"it failed ({kind})"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]
