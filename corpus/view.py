"""A private view of a generation's searchers for one process.

Chroma writes into its SQLite file each time it is opened, even to read, and into its other files
while they are few; tantivy wants to make lock files. A generation is sealed, may be open in many
processes and may lie in a read-only folder. So each reader gets a temporary folder of its own, with
copies of what is small and of what is written, and links to the rest.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from corpus.errors import IndexDamaged
from corpus.holds import Hold, sole

_PREFIX = "citewell-view-"
_MADE_JUST_NOW = 60  # seconds: time enough for its maker to hold it
_SMALL = 16 << 20  # bytes of a part that is copied whole


class PrivateView:
    """A temporary folder that mirrors parts of a generation; gone when closed, or when the process is."""

    def __init__(self, folder: Path, parts: Mapping[str, Callable[[Path], bool]]) -> None:
        """`parts` maps the name of each folder to mirror to whether a file of it must be copied."""
        _sweep()
        with ExitStack() as opened:
            try:
                made = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
                self.path = Path(opened.enter_context(made))
                opened.callback(Hold(self.path).release)
                for name, copied in parts.items():
                    _mirror(folder / name, self.path / name, copied)
            except OSError as error:
                raise IndexDamaged(
                    f"the index cannot be opened from {folder}: {error}. "
                    f"Is there room in {tempfile.gettempdir()}? TMPDIR names another folder."
                ) from error
            self._opened = opened.pop_all()

    def close(self) -> None:
        """Removes the folder."""
        self._opened.close()


def _mirror(source: Path, target: Path, copied: Callable[[Path], bool]) -> None:
    paths = [path for path in source.resolve(strict=True).rglob("*") if path.is_file()]
    small = sum(path.stat().st_size for path in paths) < _SMALL
    target.mkdir()
    for path in paths:
        name = target / path.relative_to(source.resolve())
        name.parent.mkdir(parents=True, exist_ok=True)
        if small or copied(path):
            shutil.copyfile(path, name)
        else:
            name.symlink_to(path)


def _sweep() -> None:
    """Removes the views of processes that were killed; whoever lives has a hold on his own."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), sole(path) as free:
            if free and time.time() - path.stat().st_mtime > _MADE_JUST_NOW:
                shutil.rmtree(path, ignore_errors=True)
