"""The README keeps its word: its commands, options, settings and files exist."""

import re
import shlex

import pytest
import typer
from pydantic import SecretStr
from typer.core import TyperGroup
from typer.testing import CliRunner

from corpus import Settings
from tests.conftest import REPOSITORY
from ui.cli import app

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
EVALUATION = (REPOSITORY / "docs" / "evaluation.md").read_text(encoding="utf-8")
INGESTION = (REPOSITORY / "docs" / "ingestion.md").read_text(encoding="utf-8")
CALLS = [
    line.split("#")[0].strip()
    for page in (README, EVALUATION, INGESTION)
    for line in page.splitlines()
    if line.startswith("    citewell ")
]


def test_the_first_screen_holds_the_two_commands() -> None:
    """A newcomer sees `make run` and `make test` at once, and both are targets of the Makefile."""
    first_screen = "\n".join(README.splitlines()[:25])
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for command in ("run", "test"):
        assert f"    make {command} " in first_screen
        assert re.search(rf"^{command}:", makefile, re.M)


@pytest.mark.parametrize("call", CALLS)
def test_documented_calls_are_accepted(call: str) -> None:
    """Each documented call names a command and options that its help knows."""
    _, name, *arguments = shlex.split(call)
    done = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert done.exit_code == 0
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    if isinstance(command, TyperGroup):  # `citewell eval SETS` is `citewell eval run SETS`
        command = command.commands.get(arguments[0], command.commands["run"])
    known = {option for one in command.params for option in one.opts}
    assert {argument for argument in arguments if argument.startswith("-")} <= known


def test_every_setting_is_documented_with_its_default() -> None:
    """The table lists each variable, and nothing that is not one."""
    rows = re.findall(r"^\| `CITEWELL_(\w+)` \| (\S+) \|", README, re.M)
    assert {name.lower() for name, _ in rows} == set(Settings.model_fields)
    for name, default in rows:
        actual = Settings.model_fields[name.lower()].default
        assert default == {None: "fitted", SecretStr(""): "none"}.get(actual, f"`{actual}`")


def test_linked_files_exist() -> None:
    """No link of the README or the documentation leads nowhere."""
    pages = [
        REPOSITORY / "README.md",
        REPOSITORY / "CONTRIBUTING.md",
        *REPOSITORY.glob("corpus/*.md"),
        *REPOSITORY.glob("docs/**/*.md"),
    ]
    for page in pages:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_nothing_speaks_of_another_machine() -> None:
    """No tracked text names a path of the machine that it was written on."""
    paths = [
        path
        for pattern in ("*.md", "*.toml", "Makefile", "docs/**/*", "*/**/*.py")
        for path in REPOSITORY.glob(pattern)
    ]
    for path in paths:
        if path.is_file() and ".venv" not in path.parts and path.suffix != ".png":
            assert not re.search(r"(?<![\w.])/(?:work|root|home/\w+)/", path.read_text(encoding="utf-8")), path


def test_every_reason_that_is_explained_is_given() -> None:
    """The lines about unread files that docs/ingestion.md explains stand in the readers' code."""
    explained = re.findall(r"^\| `([^`]+)` \|", INGESTION.partition("## What the lines mean")[2], re.M)
    code = " ".join(path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "ingest").rglob("*.py")))
    assert len(explained) >= 15
    assert [reason for reason in explained if reason not in code] == []
