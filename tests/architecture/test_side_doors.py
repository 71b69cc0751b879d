"""A room is entered only through its door, `room` or `room.models`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import REPOSITORY

ROOMS = ("corpus", "ingest", "rag", "ui", "evals")
# Command-line start-up: these modules import nothing heavy, and the door of `corpus` imports everything.
LIGHT = {"corpus.errors", "corpus.settings"}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def side_doors(room: str, source: Path) -> list[str]:
    """Imports of another room's inside."""
    found = []
    for module in imports(source):
        other = module.split(".")[0]
        entered = module in (other, f"{other}.models") or (module in LIGHT and room == "ui")
        if other in ROOMS and other != room and not entered:
            found.append(f"{source.relative_to(REPOSITORY)} imports {module}")
    return found


def test_no_side_doors() -> None:
    """No module reaches into another room past its door."""
    found = [line for room in ROOMS for path in (REPOSITORY / room).rglob("*.py") for line in side_doors(room, path)]
    assert found == []


def test_the_check_can_fail(tmp_path: Path, monkeypatch: object) -> None:
    """An import past a door is seen, wherever it stands in the file."""
    source = REPOSITORY / "rag" / "build.py"
    assert side_doors("evals", source)[0].startswith("rag/build.py imports rag.")


def test_modules_stay_small() -> None:
    """No module of the program passes 300 lines."""
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for r in ROOMS for p in (REPOSITORY / r).rglob("*.py")}
    assert sizes
    assert [str(path) for path, size in sizes.items() if size > 300] == []
