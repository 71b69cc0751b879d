"""Progress bars on a terminal, nothing in a pipe."""

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from ingest import Progress as ProgressPort


class TerminalProgress(ProgressPort):
    """A bar a stage, on standard error; a context manager that clears up behind itself."""

    def __init__(self) -> None:
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bars.add_task("starting", total=None)

    def __enter__(self) -> "TerminalProgress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, total: int) -> None:
        self._bars.stop_task(self._task)
        self._task = self._bars.add_task(stage, total=total)

    def advance(self, steps: int = 1) -> None:
        self._bars.advance(self._task, steps)
