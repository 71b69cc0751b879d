"""What the pages and the code say about modules of `evals` is true of its folders."""

import importlib.util
import re

import pytest

from tests.conftest import REPOSITORY

PAGES = [
    REPOSITORY / "README.md",
    REPOSITORY / "CHANGELOG.md",
    *(REPOSITORY / "docs").rglob("*.md"),
    *(REPOSITORY / "evals").rglob("*.md"),
]
SOURCES = [path for room in ("rag", "ingest", "corpus", "ui", "evals") for path in (REPOSITORY / room).rglob("*.py")]
TEXTS = {path: path.read_text(encoding="utf-8") for path in [*PAGES, *SOURCES]}
MODULES = sorted(
    {name for text in TEXTS.values() for name in re.findall(r"(?:python -m |`)(evals(?:\.[a-z_]+)+)\b", text)}
)
FILES = sorted(
    {name for text in TEXTS.values() for name in re.findall(r"\b(?:tests/)?evals/[\w/]+\.(?:py|md|json)\b", text)}
)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_is_named_exists(name: str) -> None:
    """Nobody is sent to a program or a module that was moved."""
    assert importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_named_exists(name: str) -> None:
    """Nobody is sent to a file that was moved."""
    assert (REPOSITORY / name).is_file()


def test_the_programs_are_named_somewhere() -> None:
    """Both benchmarks and the fits are told of, so that the tests above read something."""
    assert {"evals.bench.ingest_speed", "evals.bench.reindex_speed", "evals.fit.abstention"} <= set(MODULES)
