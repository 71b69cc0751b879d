"""Checks saved answers and named files after a run, and tells what broke."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from corpus import CitewellError, Home, open_catalogue
from ingest import QuoteFile, Recheck
from ui.terminal import note, printable

SAVED = "saved.jsonl"


class Rechecks:
    """The quotes of the saved answers and of some files: read before a run, checked after it.

    Raises UsageError when one of the named files cannot be read.
    """

    def __init__(self, home: Path, files: Sequence[Path] = (), *, reanchor: bool = False) -> None:
        self._home = Home(home)
        self._saved = Home(home).path / SAVED
        self._reanchor = reanchor
        self._named = bool(files)
        self._before, self._files = 0, self._read([*files, *([self._saved] if self._saved.is_file() else [])])
        self._result = Recheck()

    def _read(self, paths: Sequence[Path]) -> list[QuoteFile]:
        if not paths:
            return []
        try:
            with closing(open_catalogue(self._home)) as catalogue:
                self._before = catalogue.manifest().generation
                return [QuoteFile(path, catalogue) for path in paths]
        except CitewellError:
            if self._home.exists():
                raise
            return [QuoteFile(path, None) for path in paths]

    def told(self, generation: int) -> dict[str, Any]:
        """What became of the quotes in the generation that serves now, as JSON values; empty without any."""
        if not self._files or (generation == self._before and not self._named):
            return {}
        with closing(open_catalogue(self._home)) as catalogue:
            for file in self._files:
                result = file.check(catalogue)
                if result.moved and (self._reanchor or file.path == self._saved):
                    file.write()
                self._result += result
        found = self._result
        return {
            "stand": found.stand,
            "moved": [asdict(one) for one in found.moved],
            "broke": [asdict(one) for one in found.broke],
            "unknown": found.unknown,
        }

    def tell(self) -> None:
        """Says it to a person: the quotes that broke one by one, the others by number."""
        found = self._result
        for one in found.broke:
            note(f"broke: {printable(one.answer)}: {printable(one.doc)} no longer says “{printable(one.old)}”")
            note(f"       nearest: “{printable(one.nearest)}”" if one.nearest else "       nothing there is like it")
        if self._files and (found.stand or found.moved or found.broke or found.unknown):
            unknown = f", {found.unknown} that are not in the index" if found.unknown else ""
            typer.echo(f"quotes: {found.stand} stand, {len(found.moved)} moved, {len(found.broke)} broke{unknown}")
