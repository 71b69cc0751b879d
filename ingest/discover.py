"""Finds the files under the paths a user named. Opens none of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.models import Failure, Source

SOURCES_FILE = "sources.toml"


def discover(paths: Sequence[Path]) -> Iterator[Source | Failure]:
    """Files in a stable order; hidden ones and `sources.toml` are passed over without a word.

    A symbolic link that leads out of its root is a Failure: what it points to was not named.
    """
    seen: set[Path] = set()
    for path in paths:
        root = path.expanduser().resolve()
        if root.is_dir():
            files = sorted(file for file in root.rglob("*") if _wanted(file, root))
        elif root.exists():
            files = [root]
        else:
            yield Failure(str(path), "no such file or folder: check the path")
            continue
        for file in files:
            if not file.resolve().is_relative_to(root):
                yield Failure(str(file), "a symbolic link out of the folder: name its target as a path of its own")
            elif file not in seen:
                seen.add(file)
                name = file.relative_to(root).as_posix() if file != root else file.name
                yield Source(file, root, name)


def _wanted(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    return file.is_file() and not hidden and file.name != SOURCES_FILE
