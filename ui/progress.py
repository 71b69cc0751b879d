"""Progress bars on a terminal, nothing in a pipe."""

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from ingest import Progress as ProgressPort


class TerminalProgress(ProgressPort):
    """A bar a stage, on standard error: how many documents, chunks a second, time left.

    A context manager that clears up behind itself.
    """

    def __init__(self) -> None:
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}{task.fields[speed]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bars.add_task("starting", total=None, unit="", speed="")
        self._began = time.monotonic()
        self._chunks = 0

    def __enter__(self) -> "TerminalProgress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, total: int, unit: str = "documents") -> None:
        self._bars.stop_task(self._task)
        self._task = self._bars.add_task(stage, total=total, unit=unit, speed="")
        self._began, self._chunks = time.monotonic(), 0

    def advance(self, steps: float = 1, chunks: int = 0) -> None:
        self._chunks += chunks
        rate = self._chunks / max(1e-3, time.monotonic() - self._began)
        self._bars.update(self._task, advance=steps, speed=f", {rate:,.0f} chunks/s" if self._chunks else "")
