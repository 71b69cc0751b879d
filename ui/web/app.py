"""Puts the page, its guards and `/health` together, and serves them."""

# ruff: noqa: PLC0415 - Gradio takes seconds to load, and reads its environment when it does

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus import Index
from ui.web.answering import Answering
from ui.web.feedback import Feedback
from ui.web.privacy import quieten

if TYPE_CHECKING:
    from fastapi import FastAPI


def build_app(
    assistant: Answering,
    index: Index,
    *,
    examples: Sequence[str] = (),
    allowed_hosts: Sequence[str] = (),
    feedback: Feedback | None = None,
) -> "FastAPI":
    """The browser application, as an ASGI application.

    `allowed_hosts` are the public names it answers to besides loopback, e.g. `docs.example.org`,
    or `*.example.org`. Each question keeps to one generation if `assistant` does. Votes on quotes go to
    `feedback`; without it none are asked for.
    """
    quieten()
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from ui.web.guard import LOOPBACK, BodyLimit, OpenPaths, SameOrigin, SecureHeaders
    from ui.web.page import build_page
    from ui.web.theme import STYLE, build_theme

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/health")
    def health() -> dict[str, str | int]:
        manifest = index.manifest
        return {"status": "ok", "documents": manifest.documents, "generation": manifest.generation}

    gr.mount_gradio_app(
        app,
        build_page(assistant, index, examples=examples, feedback=feedback),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=build_theme(),
        css=STYLE,
    )
    # The last one added is the first to see a request.
    app.add_middleware(BodyLimit)
    app.add_middleware(OpenPaths)
    app.add_middleware(SameOrigin, hosts=allowed_hosts)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *allowed_hosts], www_redirect=False)
    app.add_middleware(SecureHeaders)
    return app


def serve(app: "FastAPI", host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serves until it is interrupted, and prints nothing but warnings. Answers still streaming then are cut."""
    import uvicorn

    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=2)
