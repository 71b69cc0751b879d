"""Answers that someone kept with `citewell ask --save`: one JSON line each, beside the index.

Each quote carries its W3C selectors and its document's hash, so that it can be found again, or
missed, when the documents have changed.
"""

import json
from pathlib import Path
from typing import Any

from corpus import Home, UsageError
from corpus.models import Citation
from rag import answer_to_dict
from rag.models import Answer
from ui.recheck import SAVED


def save_answer(home: Path, name: str, answer: Answer, generation: int) -> None:
    """Adds an answer under a name; raises UsageError when the name is taken or the file cannot be written."""
    path = Home(home).path / SAVED
    row = {**answer_to_dict(answer, name), "saved": name, "generation": generation}
    for raw, claim in zip(row["claims"], answer.claims, strict=True):
        _complete(raw["citations"], [one.citation for one in claim.citations])
    for raw, conflict in zip(row["conflicts"], answer.conflicts, strict=True):
        for side, known in zip(raw["sides"], conflict.sides, strict=True):
            _complete(side["citations"], [one.citation for one in known.citations])
    try:
        if path.is_file() and name in _names(path):
            raise UsageError(f"an answer {name!r} is saved already in {path}: choose another name")
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _names(path: Path) -> set[str]:
    try:
        return {str(json.loads(line)["saved"]) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()}
    except (ValueError, LookupError, TypeError) as error:
        raise UsageError(f"{path} does not hold saved answers ({error}): move it away") from error


def _complete(rows: list[dict[str, Any]], citations: list[Citation]) -> None:
    for raw, citation in zip(rows, citations, strict=True):
        raw |= {"selectors": citation.selectors(), "content_hash": citation.document.content_hash}
