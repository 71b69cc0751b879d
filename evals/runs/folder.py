"""The folder of a run: begun once, gone on with where it stopped, refused where it is of another run.

    run.json        what was asked of what
    results.jsonl   a row a case, as each is done
    summary.json    the figures, when all are
    index/          the set's own index, where it brought documents

A row is written in one piece and flushed; every few rows are synced to the disk. Measures nothing.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import filelock

from corpus import UsageError

FORMAT = 1
HEAD, ROWS, SUMMARY = "run.json", "results.jsonl", "summary.json"
_SYNC_EVERY = 16  # rows
_SAME = ("sets", "index", "answerer", "settings")  # what must be as it was when a run goes on

Key = tuple[str, str, str]
Row = dict[str, Any]


class RunFolder:
    """A run's folder, held by one process; a context manager that lets it go.

    Raises UsageError where the folder holds a run of other sets, index, answerer or settings, is
    held by another process, or cannot be written.
    """

    def __init__(self, path: Path, head: Mapping[str, Any]) -> None:
        self.path = path.expanduser()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = filelock.FileLock(self.path / "run.lock", timeout=0)
            self._lock.acquire()
        except filelock.Timeout as error:
            raise UsageError(
                f"another `citewell eval` is writing {path}: wait for it, or name another folder"
            ) from error
        except OSError as error:
            raise UsageError(
                f"cannot write the run in {path} ({error.strerror}): name another with --run DIR"
            ) from error
        try:
            self.head, self.done = self._begin(head)
            self._file = (self.path / ROWS).open("ab")
        except BaseException:
            self._lock.release()
            raise
        self._unsynced = 0

    def __enter__(self) -> "RunFolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sync()
        self._file.close()
        self._lock.release()

    def append(self, row: Row) -> None:
        """Writes a case's row; it survives the end of this process, and in groups that of the machine."""
        self._file.write(encode(row))
        self._file.flush()
        self.done[key_of(row)] = row
        self._unsynced += 1
        if self._unsynced >= _SYNC_EVERY:
            self._sync()

    def write_summary(self, summary: Mapping[str, Any]) -> None:
        """Puts the figures in place in one step."""
        self._sync()
        _replace(self.path / SUMMARY, summary)

    def _begin(self, head: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[Key, Row]]:
        """What the run began with, and the rows that are done."""
        known = self.path / HEAD
        if not known.exists():
            if (self.path / ROWS).exists():
                raise UsageError(f"{self.path} holds {ROWS} without {HEAD}: name another folder with --run DIR")
            _replace(known, head)
            return head, {}
        try:
            earlier = json.loads(known.read_bytes())
        except (OSError, ValueError) as error:
            raise UsageError(f"{known} cannot be read ({error}): name another folder with --run DIR") from error
        _refuse_another(self.path, earlier, head)
        return earlier, {key_of(row): row for row in _whole_rows(self.path / ROWS)}

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._unsynced = 0


def key_of(row: Mapping[str, Any]) -> Key:
    """Tells the rows of a run apart."""
    return row["set"], row["kind"], row["id"]


def read_rows(folder: Path) -> list[Row]:
    """The rows of a run, in the order in which they were done. Raises UsageError."""
    if not (folder / HEAD).is_file():
        raise UsageError(f"{folder} is not the folder of a run: `citewell eval SET... --run DIR` writes one")
    return _parse((folder / ROWS).read_bytes() if (folder / ROWS).exists() else b"", folder / ROWS)


def encode(value: Mapping[str, Any]) -> bytes:
    """One JSON line; a lone surrogate comes out as its JSON escape."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _whole_rows(path: Path) -> list[Row]:
    """The rows that were written whole; a last line that was torn is cut off the file."""
    raw = path.read_bytes() if path.exists() else b""
    whole = raw[: raw.rfind(b"\n") + 1]
    last = whole[whole[:-1].rfind(b"\n") + 1 :]
    with suppress(ValueError):
        json.loads(last or b"{}")
        last = b""
    whole = whole[: len(whole) - len(last)]  # a crash of the machine may leave a line of other bytes
    if whole != raw:
        with path.open("r+b") as file:
            file.truncate(len(whole))
            os.fsync(file.fileno())
    return _parse(whole, path)


def _parse(raw: bytes, path: Path) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(raw.split(b"\n"), 1):  # not splitlines: a row may hold U+2028
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
            key_of(rows[-1])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{path}:{number} is no row of a run ({error}): run the sets anew in another folder"
            ) from error
    return rows


def _refuse_another(path: Path, earlier: Mapping[str, Any], head: Mapping[str, Any]) -> None:
    """A run goes on only with what it began with."""
    for part in _SAME:
        before, now = _essence(part, earlier.get(part)), _essence(part, head[part])
        if before != now:
            raise UsageError(
                f"{path} holds a run with other {part}: it was {json.dumps(before)}, now it is {json.dumps(now)}. "
                "Name another folder with --run DIR, or set it back"
            )


def _essence(part: str, value: Any) -> Any:
    """What of a part must stay: where a set lies and how often an index was rebuilt may change."""
    if part == "sets":
        return [{key: one.get(key) for key in ("name", "sha256", "kind", "cases")} for one in value or ()]
    return (value or {}).get("fingerprint") if part == "index" else value


def _replace(path: Path, value: Mapping[str, Any]) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
