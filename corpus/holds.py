"""Says that a folder is in use, so that nobody drops it: a lock that its process cannot outlive.

The kernel keeps the lock on the folder itself, so it works in a read-only folder, leaves no file
behind and is gone when its holder is, however that one ended. Knows nothing of what a folder holds.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Hold:
    """A shared lock on a folder; any number of readers may have one. Raises OSError where there is no folder."""

    def __init__(self, folder: Path) -> None:
        self._descriptor: int | None = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)
            stands = os.path.samestat(os.fstat(self._descriptor), folder.stat())
        except OSError:
            self.release()
            raise
        if not stands:  # it was moved away between our opening and our locking it
            self.release()
            raise FileNotFoundError(folder)

    def release(self) -> None:
        """Gives the folder up; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def sole(folder: Path) -> Iterator[bool]:
    """Whether nobody holds a folder; while inside and it is so, nobody can begin to."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)
