"""A real HTTP server that speaks the OpenAI protocol and does what a test tells it to: also all that can go wrong."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Reply = Callable[[dict[str, Any]], "str | Fault"]


class Fault:
    """What a server does in place of a whole reply: an HTTP `status`, or bytes that come without end or not at all."""

    def __init__(self, *, status: int = 200, chunks: "Iterator[bytes] | None" = None) -> None:
        self.status = status
        self.chunks = chunks


def claims(*said: tuple[str, list[str]], answerable: bool = True, missing: str = "") -> str:
    """The JSON of a model that does as it is told."""
    told = [{"text": text, "sources": sources} for text, sources in said]
    return json.dumps({"answerable": answerable, "claims": told, "missing": missing})


def shown_to(request: dict[str, Any]) -> dict[str, str]:
    """The numbered sentences of a request, by id."""
    lines = request["messages"][-1]["content"].splitlines()
    rows = [json.loads(line) for line in lines if line.startswith('{"id"')]
    return {row["id"]: row["text"] for row in rows}


class Scripted:
    """The server: `url` is where it answers, `requests` what it was asked, `keys` with which keys; `reply` makes the text of each answer."""

    def __init__(self, reply: Reply) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.stopped = Event()
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                pass

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                script.requests.append(request)
                script.keys.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
                try:
                    script._answer(self, request, reply(request))
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler, request: dict[str, Any], said: "str | Fault") -> None:
        fault = said if isinstance(said, Fault) else Fault(chunks=_spoken(request, str(said)))
        handler.send_response(fault.status)
        handler.send_header("Content-Type", "text/event-stream" if fault.chunks else "application/json")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        for chunk in fault.chunks or [b'{"error": {"message": "no"}}']:
            if self.stopped.is_set():
                return
            handler.wfile.write(chunk)
            handler.wfile.flush()

    def __enter__(self) -> "Scripted":
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(reply: Reply) -> Iterator[Scripted]:
    """A server that answers so while the test runs."""
    with Scripted(reply) as server:
        yield server


def _spoken(request: dict[str, Any], text: str) -> Iterator[bytes]:
    """A reply as server-sent events; as a tool's arguments where the request has a tool."""
    tools = request.get("tools")
    if tools:
        called = {"name": tools[0]["function"]["name"], "arguments": text}
        delta: dict[str, Any] = {"tool_calls": [{"index": 0, "id": "c1", "type": "function", "function": called}]}
    else:
        delta = {"content": text}
    yield event({"role": "assistant", "content": "", **delta})
    yield event({}, usage={"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}, finish="stop")
    yield b"data: [DONE]\n\n"


def event(delta: dict[str, Any], usage: dict[str, int] | None = None, finish: str | None = None) -> bytes:
    """One event of a stream."""
    chunk = {
        "id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "usage": usage,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }  # fmt: skip
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def endless(piece: str) -> Iterator[bytes]:
    """A stream that never ends, and is quick about it."""
    while True:
        yield event({"content": piece})


def dripping() -> Iterator[bytes]:
    """Bytes that keep a connection alive and never make an event."""
    while True:
        time.sleep(0.05)
        yield b":"
