"""Where the generations of an index lie, and the pointer that says which one serves.

    HOME/CURRENT                        the serving generation's name, and the highest number given so far
    HOME/index.lock                     held by the one writer, which leaves its process number in it
    HOME/generations/000007/            a generation: whole, sealed, never written to again
    HOME/generations/000008.partial/    one in the making
    HOME/generations/000003.dropped/    one being deleted

A number is never given twice, so whoever saw a generation knows whether it is still the same.
Knows folders and names only, nothing of what is inside a generation.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from corpus.errors import CitewellError, IndexDamaged, IndexMissing, UsageError
from corpus.holds import Hold, sole

_NAME = re.compile(r"\d{6,}")
_PARTIAL, _DROPPED = ".partial", ".dropped"


class Home:
    """The folder of one index."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser()
        self._generations = self.path / "generations"
        self._pointer = self.path / "CURRENT"
        self._lock = self.path / "index.lock"

    # -- reading -----------------------------------------------------------------------

    def exists(self) -> bool:
        """Whether an index stands here."""
        return self._pointer.is_file()

    def current(self) -> Path:
        """The folder of the serving generation; raises IndexMissing, or IndexDamaged when the pointer is not one."""
        name, _ = self._pointed()
        return self._generations / name

    def kept(self) -> list[Path]:
        """Every whole generation, oldest first."""
        if not self._generations.is_dir():
            return []
        found = (path for path in self._generations.iterdir() if _NAME.fullmatch(path.name) and path.is_dir())
        return sorted(found, key=lambda path: int(path.name))

    def hold_current(self) -> tuple[Path, Hold]:
        """The serving generation with a hold on it, so that nobody drops it; raises as `current` does."""
        while True:
            folder = self.current()
            try:
                return folder, Hold(folder)
            except OSError as error:
                if self.current() == folder:  # else it was replaced and dropped just now: look again
                    raise IndexDamaged(
                        f"{folder} cannot be opened ({error.strerror or 'missing'}): "
                        "`citewell doctor --fix` goes back to one that stands"
                    ) from error

    def generation(self, number: int | None) -> Path:
        """The kept generation of that number, or the one before the serving one; raises UsageError."""
        serving = int(self.current().name)
        kept = {int(path.name): path for path in self.kept()}
        before = [one for one in kept if one < serving]
        wanted = number if number is not None else max(before, default=None)
        if wanted is None or wanted not in kept:
            named = f"there is no generation {wanted}" if wanted is not None else f"none is older than {serving}"
            raise UsageError(f"{named}: kept are {', '.join(map(str, kept)) or 'none'} (`citewell generations`)")
        return kept[wanted]

    def writer(self) -> int | None:
        """The process that is writing now; 0 where it is not known which, None where there is none."""
        lock = filelock.FileLock(self._lock, timeout=0)
        if not self._lock.is_file():
            return None
        try:
            with lock:
                return None
        except filelock.Timeout:
            return self._signed()
        except OSError:
            return None

    def leftovers(self) -> list[Path]:
        """What a killed run left: generations half made or half deleted."""
        if not self._generations.is_dir():
            return []
        return sorted(path for path in self._generations.iterdir() if path.name.endswith((_PARTIAL, _DROPPED)))

    # -- writing -----------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keeps every other writer out. Raises CitewellError when one is at work or the folder cannot be written."""
        lock = filelock.FileLock(self._lock, timeout=0)
        try:
            self._generations.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout as error:
            process = self._signed()
            who = f" (process {process})" if process else ""
            raise CitewellError(
                f"another `citewell` run{who} is writing {self.path}: wait for it to end, or end it"
            ) from error
        except OSError as error:
            raise CitewellError(
                f"cannot write the index in {self.path} ({error.strerror}): choose another with --home DIR"
            ) from error
        try:
            with suppress(OSError):
                self._lock.write_text(f"{os.getpid()}\n", encoding="ascii")
            yield
        finally:
            lock.release()

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A fresh folder for the next generation, held by one writer at a time; raises as `writing` does.

        Unless it is published inside, it is gone afterwards.
        """
        with self.writing():
            self.clear_leftovers()
            folder = self._generations / f"{self._next():06d}{_PARTIAL}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def publish(self, partial: Path) -> Path:
        """Makes a finished folder a generation and lets it serve, in one atomic step."""
        _sync_tree(partial)
        folder = partial.with_suffix("")
        partial.rename(folder)
        _sync(self._generations)
        self.serve(folder)
        return folder

    def serve(self, folder: Path) -> None:
        """Lets a whole generation serve from now on."""
        fresh = self._pointer.with_suffix(".new")
        with fresh.open("w", encoding="ascii") as file:
            file.write(f"{folder.name}\n{max(self._next() - 1, int(folder.name))}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._pointer)
        _sync(self.path)

    def drop_old(self, keep: int) -> list[Path]:
        """Drops all but the newest `keep` generations; never the serving one nor one that somebody reads."""
        serving = self.current()
        others = [path for path in self.kept() if path != serving]
        return [path for path in others[: max(0, len(others) + 1 - keep)] if self.drop(path)]

    def drop(self, folder: Path) -> bool:
        """Drops a generation unless somebody reads it; for whoever holds the lock."""
        with sole(folder) as free:
            if free:
                folder.rename(folder.with_suffix(_DROPPED))  # in one step: nobody opens half a generation
        self.clear_leftovers()
        return free

    def clear_leftovers(self) -> None:
        """Deletes what a killed run left; for whoever holds the lock."""
        for path in self.leftovers():
            shutil.rmtree(path, ignore_errors=True)

    def _next(self) -> int:
        numbers = [int(path.name) for path in self.kept()]
        with suppress(IndexMissing, IndexDamaged):  # a first build, or one that repairs a damaged pointer
            numbers.append(self._pointed()[1])
        return max(numbers, default=0) + 1

    def _pointed(self) -> tuple[str, int]:
        """The serving generation's name and the highest number ever given."""
        try:
            lines = self._pointer.read_text(encoding="ascii", errors="replace").split()
        except OSError as error:
            raise IndexMissing(
                f"there is no index in {self.path}: make one with `citewell index PATH...`, "
                "or name another with --home DIR or CITEWELL_HOME"
            ) from error
        if not lines or not all(_NAME.fullmatch(line.zfill(6)) for line in lines):
            raise IndexDamaged(f"{self._pointer} names no generation: `citewell doctor --fix` repairs it")
        return lines[0], int(lines[-1])

    def _signed(self) -> int:
        try:
            return int(self._lock.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)
