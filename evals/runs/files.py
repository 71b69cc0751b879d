"""Reads the folder of a finished run. Writes nothing, and judges nothing but the files' form.

run.json        what was asked of what: sets with their SHA-256, index, answerer, settings, version
results.jsonl   a row a case: question, gold, answer, scores
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus import UsageError
from evals.runs.saved import SavedRow, SavedRun, SavedSet

FORMAT = 1
HEAD, ROWS = "run.json", "results.jsonl"


@dataclass(frozen=True, slots=True)
class _Head:
    format: int
    sets: tuple[SavedSet, ...]
    created: str = ""
    index: Mapping[str, Any] = field(default_factory=dict)
    answerer: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    version: str = ""
    commit: str = ""


_HEAD = TypeAdapter(_Head)
_ROW = TypeAdapter(SavedRow)


def read_run(folder: Path) -> SavedRun:
    """The run of a folder. Raises UsageError naming the file, line and field that are off."""
    head = _parse(_HEAD, _read(folder / HEAD), f"{folder / HEAD}")
    if head.format != FORMAT:
        raise UsageError(f"{folder / HEAD} has format {head.format}, this version reads {FORMAT}: run the sets again")
    rows = tuple(_rows(folder / ROWS))
    _check(rows, head.sets, folder / ROWS)
    return SavedRun(
        folder=folder,
        sets=head.sets,
        rows=rows,
        created=head.created,
        index=head.index,
        answerer=head.answerer,
        settings=head.settings,
        version=head.version,
        commit=head.commit,
    )


def _rows(path: Path) -> Iterator[SavedRow]:
    # Not splitlines: a row may hold U+2028, which ends no line of JSON.
    for number, line in enumerate(_read(path).split(b"\n"), 1):
        if line.strip():
            yield _parse(_ROW, line, f"{path}:{number}")


def _check(rows: tuple[SavedRow, ...], sets: tuple[SavedSet, ...], path: Path) -> None:
    """Every row is of a set that the run names, and no case comes twice."""
    strangers = sorted({row.set for row in rows} - {one.name for one in sets})
    if strangers:
        raise UsageError(f"{path} has rows of {', '.join(strangers)}, which {HEAD} does not name: run the sets again")
    twice = [key for key, count in Counter(row.key for row in rows).items() if count > 1]
    if twice:
        raise UsageError(f"{path} holds the case {' / '.join(twice[0])} twice: run the sets again")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}): a run is a folder that `citewell eval SETS --run FOLDER` writes"
        ) from error


def _parse(adapter: TypeAdapter[Any], raw: bytes, where: str) -> Any:
    try:
        # Not validate_json, which refuses the lone surrogates that a document may hold.
        return adapter.validate_python(json.loads(raw))
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in wrong["loc"])
        raise UsageError(f"{where}: {place + ': ' if place else ''}{wrong['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON ({error}): run the sets again") from error
