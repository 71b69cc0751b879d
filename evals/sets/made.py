"""Sets that are made of an index when they are asked for: the same index gives the same cases."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Home, UsageError, open_catalogue
from evals.attacks.make import Attacked, attacked
from evals.models import Case, CaseSet
from evals.quotes.make_cases import make_rows
from evals.sets.cases import parse_cases

DOCUMENTS, CASES = "documents.jsonl", "cases.jsonl"
_SENTENCES = 100  # whose quotes are changed: about two dozen changes of each


@dataclass(frozen=True)
class Workplace:
    """The home of the index that cases are made of, and a folder for documents that they bring."""

    home: Path
    folder: Path


def verifier_set(place: Workplace) -> CaseSet:
    """Quotes changed honestly and dishonestly. Raises IndexMissing, and UsageError where it holds no sentence."""
    with closing(open_catalogue(Home(place.home))) as record:
        rows = list(make_rows(record, _SENTENCES, 0, seed=0))
    return _case_set("verifier", rows, None)


def attacks_set(place: Workplace, samples: Sequence[Case]) -> CaseSet:
    """Attacks inside documents that hold the answers to these cases; the documents are written into the folder."""
    folder = place.folder / "attacks"
    with closing(open_catalogue(Home(place.home))) as record:
        made = attacked(samples, record)
    write_attacked(made, folder)
    return _case_set("attacks", made.cases, folder / DOCUMENTS, made.documents)


def write_attacked(made: Attacked, folder: Path) -> None:
    """Writes documents and cases as a folder that can be run. Raises UsageError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in ((DOCUMENTS, made.documents), (CASES, made.cases)):
            (folder / name).write_text(_lines(rows), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write in {folder} ({error.strerror}): name another folder") from error


def _case_set(
    name: str, rows: Sequence[dict[str, Any]], documents: Path | None, brought: Sequence[dict[str, Any]] = ()
) -> CaseSet:
    read = parse_cases((f"{name}, case {number}", row) for number, row in enumerate(rows, 1))
    digest = hashlib.sha256((_lines(rows) + _lines(brought)).encode()).hexdigest()
    return CaseSet(name, Path(name), digest, tuple(case for case in read if case), documents)


def _lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
