"""Finds the files under the paths a user named. Opens none of them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.models import Failure, Source

SOURCES_FILE = "sources.toml"


def discover(paths: Sequence[Path], home: Path) -> Iterator[Source | Failure]:
    """Files in a stable order; hidden ones, `sources.toml` and the index itself are passed over.

    A folder that cannot be read, a name that is not UTF-8, a symbolic link that leads out of its
    root (what it points to was not named) and what is no file at all are Failures.
    """
    seen: set[Path] = set()
    for path in paths:
        root = path.expanduser().resolve()
        if not root.exists():
            yield Failure(str(path), "no such file or folder: check the path")
            continue
        for found in _walk(root, home.expanduser().resolve()) if root.is_dir() else [root]:
            if isinstance(found, Failure):
                yield found
            elif found not in seen:
                seen.add(found)
                yield _source(found, root)


def _walk(root: Path, home: Path) -> Iterator[Path | Failure]:
    """Every visible file below `root`, sorted; links to folders are not followed."""
    unreadable: list[Failure] = []
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        unreadable.append(Failure(str(error.filename), f"the folder cannot be read: {error.strerror}"))

    for folder, folders, files in os.walk(root, onerror=refuse):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if _visible(name) and name not in links and here / name != home]
        found.extend(here / name for name in (*files, *links) if _visible(name) and name != SOURCES_FILE)
    yield from sorted(found)
    yield from unreadable


def _visible(name: str) -> bool:
    return not name.startswith(".")


def _source(file: Path, root: Path) -> Source | Failure:
    name = file.relative_to(root).as_posix() if file != root else file.name
    try:
        name.encode()
        outside = not file.resolve().is_relative_to(root)
    except UnicodeEncodeError:
        return Failure(repr(str(file)), "the file's name is not valid UTF-8: rename it")
    except (OSError, RuntimeError) as error:  # a link that points at itself
        return Failure(str(file), f"cannot be followed: {error}")
    if outside:
        return Failure(str(file), "a symbolic link out of the folder: name its target as a path of its own")
    if file.is_dir():
        return Failure(str(file), "a symbolic link to a folder: name the folder as a path of its own")
    if file.exists() and not file.is_file():
        return Failure(str(file), "a pipe, a socket or a device, no file: take it out of the folder")
    return Source(file, root, name)
