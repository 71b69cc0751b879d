"""Where the generations of an index lie, and the pointer that says which one serves.

    HOME/CURRENT                      the serving generation's name, replaced in one step
    HOME/index.lock                   held by the one builder
    HOME/generations/000007/          catalogue.sqlite, chroma/, lexical/

Knows folders and names only, nothing of what is inside a generation.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from corpus.errors import CitewellError, IndexMissing

_KEEP = 2


class Home:
    """The folder of one index."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser()
        self._generations = self.path / "generations"
        self._pointer = self.path / "CURRENT"

    def current(self) -> Path:
        """The folder of the serving generation; raises IndexMissing when there is none."""
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except OSError as error:
            raise IndexMissing(
                f"there is no index in {self.path}: make one with `citewell index PATH...`, "
                "or name another with --home DIR or CITEWELL_HOME"
            ) from error
        return self._generations / name

    def exists(self) -> bool:
        """Whether an index stands here."""
        return self._pointer.is_file()

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A fresh folder for the next generation, held by one builder at a time.

        Raises CitewellError when another builder is at work or the folder cannot be written.
        """
        try:
            self._generations.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self.path / "index.lock", timeout=0)
            lock.acquire()
        except filelock.Timeout as error:
            raise CitewellError(f"another `citewell index` is writing {self.path}: wait for it to end") from error
        except OSError as error:
            raise CitewellError(
                f"cannot write the index in {self.path} ({error.strerror}): choose another with --home DIR"
            ) from error
        try:
            yield self._fresh()
        finally:
            lock.release()

    def _fresh(self) -> Path:
        """The next generation's folder; what a killed builder left behind is cleared first."""
        serving = self.current().name if self.exists() else ""
        folder = self._generations / f"{int(serving or 0) + 1:06d}"
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()
        return folder

    def flip(self, folder: Path) -> None:
        """Makes `folder` the serving generation in one atomic step, and drops the oldest."""
        _sync_tree(folder)
        fresh = self._pointer.with_suffix(".new")
        fresh.write_text(folder.name + "\n", encoding="ascii")
        _sync(fresh)
        fresh.replace(self._pointer)
        _sync(self.path)
        older = sorted(path for path in self._generations.iterdir() if path.name <= folder.name)
        for path in older[:-_KEEP]:
            shutil.rmtree(path, ignore_errors=True)

    def discard(self, folder: Path) -> None:
        """Drops a generation that was begun and not put in place."""
        if not self.exists() or self.current() != folder:
            shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder, folder.parent):
        _sync(path)
