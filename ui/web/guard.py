"""What every request and every answer must be like. Knows HTTP only, and nothing of the pages.

Pure ASGI, so that an answer streams through it as it is made.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "testserver")
_LARGEST_BODY = 1_000_000  # bytes
_DRAINED = 64_000_000  # bytes read and dropped, so that a client who sends too much hears why
_HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            # Gradio's page starts from inline scripts, and its components compile their templates.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "form-action 'self'",
            "base-uri 'self'",
            "frame-ancestors 'self'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# What the page needs of Gradio. Its uploads, file server, proxy, API pages and the rest stay shut.
_OPEN = ("/health", "/config", "/favicon.ico", "/theme.css", "/robots.txt", "/manifest.json")
_OPEN_BELOW = (
    "/assets/",
    "/static/",
    "/svelte/",
    "/gradio_api/queue/",
    "/gradio_api/heartbeat/",
    "/gradio_api/startup-events",
    "/gradio_api/cancel",
)


class SecureHeaders:
    """Sets the security headers on every answer, refusals included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class SameOrigin:
    """Refuses what another site's page sends (403), whatever its method.

    Gradio answers any Origin with credentials allowed, so that reading must be shut too.
    `hosts` are public names behind a proxy that may change the Host header.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and self._is_foreign(Headers(scope=scope)):
            await PlainTextResponse("This came from another site.", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_foreign(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return False
        try:
            parts = urlsplit(origin)
            return parts.netloc != headers.get("host") and parts.hostname not in self._hosts
        except ValueError:
            return True


class OpenPaths:
    """Refuses every path that the page does not need (403)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path == "/" or path in _OPEN or path.startswith(_OPEN_BELOW):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("There is nothing here.", 403)(scope, receive, send)


class BodyLimit:
    """Refuses a body of more than a million bytes (413), also one that does not say its length.

    The body is read before the application sees the request, so none of its parsers can turn
    the refusal into another error.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        kept: list[Message] = []
        size = 0
        while size <= _DRAINED:
            message = await receive()
            size += len(message.get("body", b""))
            if size <= _LARGEST_BODY:
                kept.append(message)
            if not message.get("more_body", False):
                break
        if size > _LARGEST_BODY:
            await PlainTextResponse("This request is too large.", 413)(scope, receive, send)
            return
        kept.reverse()

        async def replay() -> Message:
            return kept.pop() if kept else await receive()

        await self._app(scope, replay, send)
