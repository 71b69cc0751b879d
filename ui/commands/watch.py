"""`citewell watch`."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from json import loads
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.errors import UsageError
from ui.options import HomeOption, JsonOption, load_settings
from ui.terminal import note, print_json, printable

_POLITE = 10  # niceness: whoever asks comes first
_AT_LAST = 30_000  # milliseconds: files that never stop coming are taken in so often all the same


def watch(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to watch.")],
    home: HomeOption = None,
    json: JsonOption = False,
    quiet_for: Annotated[
        float, typer.Option("--quiet-for", min=0.1, help="Seconds without a change before a run begins.")
    ] = 2.0,
) -> None:
    """Index files as they come, change and go, until Ctrl+C.

    Each run is a process of its own with low priority: the chat stays quick, and no run can end
    the watch. One line is printed for each run that did something or could not; a run that could
    not be carried out is tried again.

    Examples:
      citewell watch articles/ --quiet-for 5

      citewell watch articles/ --json >> runs.jsonl
    """
    settings = load_settings(home)
    if missing := [str(path) for path in paths if not path.expanduser().exists()]:
        raise UsageError(f"no such file or folder: {', '.join(missing)}. Check the path.")
    from watchfiles import Change
    from watchfiles import watch as changes

    inside = settings.home.expanduser().resolve()

    def counts(_: Change, path: str) -> bool:
        return not Path(path).is_relative_to(inside)

    os.nice(_POLITE)  # and that of every run
    roots = [path.expanduser().resolve() for path in paths]
    note(f"watching {', '.join(map(str, paths))}  (Ctrl+C ends it)")
    with suppress(KeyboardInterrupt):
        done = _run(paths, settings.home, json=json)
        for changed in changes(
            *roots,
            watch_filter=counts,
            debounce=_AT_LAST,
            step=int(quiet_for * 1000),
            rust_timeout=_AT_LAST,
            yield_on_timeout=True,
        ):
            if changed or not done:
                done = _run(paths, settings.home, json=json)
    note("citewell: the watch has ended; the index stays as it is")


def _run(paths: list[Path], home: Path, *, json: bool) -> bool:
    """One run of `citewell index` in a child; whether it was carried out."""
    command = [sys.executable, "-m", "ui.cli", "index", *map(str, paths), "--home", str(home), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    try:
        report = loads(ended.stdout.splitlines()[-1])
    except (ValueError, LookupError):
        last = ended.stderr.splitlines()[-1:] or [f"the run ended with {ended.returncode}"]
        if json:
            print_json({"error": last[0]})
        else:
            _say(last[0])
        return False
    if any(report[fate] for fate in ("added", "changed", "removed", "failed")):
        if json:
            print_json(report)
        else:
            _say(_told(report))
    return True


def _told(report: dict[str, Any]) -> str:
    failed = "; ".join(f"{one['path']}: {one['reason']}" for one in report["failed"])
    broke = f", {len(report['broke'])} quotes broke" if report.get("broke") else ""
    return (
        f"{report['added']} added, {report['changed']} changed, {report['removed']} removed: "
        f"{report['documents']} documents ({report['seconds']:.1f} s){broke}"
        f"{f', not read: {failed}' if failed else ''}"
    )


def _say(line: str) -> None:
    typer.echo(f"{time.strftime('%H:%M:%S')}  {printable(line)}")
    sys.stdout.flush()
