"""`citewell serve`."""

import socket
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, ModelOption, ModelUrlOption, load_settings
from ui.terminal import note


def serve(
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="A name by which other machines reach this one; repeatable.", show_default=False),
    ] = None,
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
) -> None:
    """Serve the chat in the browser.

    Examples:
      citewell serve

      citewell serve --port 8080 --home other-index

      citewell serve --host 0.0.0.0 --allow-host reading-room.example.org
    """
    settings = load_settings(home, model=model, model_url=model_url)
    _refuse_taken(host, port)
    note("loading the models ...")
    from rag import LiveAssistant
    from ui.examples import example_questions
    from ui.web import FILE, Feedback, build_app
    from ui.web import serve as serve_app

    assistant = LiveAssistant(settings)
    index = assistant.index
    index.embed(["warm"])  # the first question must not wait for the model
    app = build_app(
        assistant,
        index,
        examples=example_questions(index),
        allowed_hosts=[host, *(allow_host or ())],
        feedback=Feedback(settings.home.expanduser() / FILE),
    )
    if host not in ("127.0.0.1", "localhost", "::1"):
        note(f"{host} can be reached from other machines, and Citewell asks for no password.")
    typer.echo(f"Citewell answers at http://{host}:{port}  (Ctrl+C ends it)")
    serve_app(app, host, port)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"cannot listen on {host}:{port} ({error.strerror}): choose another with --port"
            ) from error
