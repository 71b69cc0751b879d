"""Finds a set of cases by name or path and reads it.

A set is a `.jsonl` file of cases, a folder with `documents.jsonl` beside `cases.jsonl` (what
`citewell eval import` writes) or beside `questions.jsonl` (plain rows, read by the importer of that
name), the name of a set that is shipped, or of one that is made of the index. Indexes nothing.
"""

import hashlib
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from corpus import UsageError
from evals.importers import IMPORTERS
from evals.models import Case, CaseSet
from evals.sets.cases import parse_cases, read_cases
from evals.sets.made import CASES, DOCUMENTS, Workplace, attacks_set, verifier_set

QUESTIONS = "questions.jsonl"


def shipped_sets() -> dict[str, Path]:
    """The sets that come with the program, by name."""
    folder = Path(str(resources.files("evals").joinpath("cases")))
    return {path.stem: path for path in sorted(folder.glob("*.jsonl"))}


def open_sets(named: Sequence[str], kind: str = "", place: Workplace | None = None) -> tuple[CaseSet, ...]:
    """The sets of these paths or names. Raises UsageError, also where two have one name.

    Without a `place` none is made of an index.
    """
    sets = tuple(open_set(one, kind, place) for one in named)
    for one in sets:
        if sum(other.name == one.name for other in sets) > 1:
            raise UsageError(f"two sets are called {one.name!r}: run them one after the other")
    return sets


def open_set(named: str, kind: str = "", place: Workplace | None = None) -> CaseSet:
    """The set of that path or name. `kind` is that of rows that name none. Raises UsageError."""
    path = Path(named).expanduser()
    if path.is_dir():
        return _from_folder(path, kind)
    if path.exists() or path.suffix:
        return _case_set(path.stem, path, [path], read_cases(path, kind))
    shipped = shipped_sets()
    if named in shipped:
        return _case_set(named, shipped[named], [shipped[named]], read_cases(shipped[named], kind))
    if named in MADE and place:
        return MADE[named](place)
    known = ", ".join([*shipped, *MADE])
    raise UsageError(f"{named!r} is no file, no folder and none of the sets {known}")


def _attacks(place: Workplace) -> CaseSet:
    return attacks_set(place, open_set("samples").cases)


MADE: dict[str, Callable[[Workplace], CaseSet]] = {"verifier": verifier_set, "attacks": _attacks}


def _from_folder(folder: Path, kind: str) -> CaseSet:
    documents, cases, questions = (folder / name for name in (DOCUMENTS, CASES, QUESTIONS))
    name = folder.resolve().name
    if not documents.is_file():
        raise UsageError(f"{folder} holds no {DOCUMENTS}: a set's folder has it beside {CASES} or {QUESTIONS}")
    if cases.is_file():
        return _case_set(name, folder, [cases, documents], read_cases(cases, kind), documents)
    if questions.is_file():
        imported = IMPORTERS["plain"].cases(folder)
        rows = ((f"{questions}, question {number}", row) for number, row in enumerate(imported, 1))
        return _case_set(name, folder, [questions, documents], parse_cases(rows, kind), documents)
    raise UsageError(f"{folder} holds neither {CASES} nor {QUESTIONS}")


def _case_set(
    name: str, path: Path, files: list[Path], read: list[Case | None], documents: Path | None = None
) -> CaseSet:
    cases = tuple(case for case in read if case is not None)
    return CaseSet(name, path, _digest(files), cases, documents, len(read) - len(cases))


def _digest(files: list[Path]) -> str:
    """One SHA-256 over the files' own."""
    whole = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()
