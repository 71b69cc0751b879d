"""Options that several commands share, and how they become settings."""

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.settings import Settings
from ui.environment import quiet_environment

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the index (by default $CITEWELL_HOME, else .citewell).", show_default=False),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", help="provider:name of a chat model that writes the answer; none: quotes only.", show_default=False
    ),
]
ModelUrlOption = Annotated[
    str | None,
    typer.Option("--model-url", help="Address of its server, e.g. http://127.0.0.1:8080/v1.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines, for scripts.")]


def load_settings(home: Path | None, **values: Any) -> Settings:
    """Settings from options, then the environment; raises UsageError naming the setting that is off."""
    given = {"home": home, **values}
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "_".join(map(str, wrong["loc"])).upper()
        raise UsageError(f"CITEWELL_{name}: {wrong['msg']} (it is {wrong['input']!r})") from error
    quiet_environment(settings)
    return settings
