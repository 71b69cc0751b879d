"""Reads rows of questions, one JSON object a line. A bad row is told with its line and field."""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import UsageError
from rag import question_from_dict
from rag.models import Question


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a batch: its id (else its line number) and its question, or what is wrong with it."""

    id: Any
    text: str
    question: Question | None
    error: str = ""


def read_batch(path: Path) -> Iterator[Row]:
    """The rows of a `.jsonl` file, or of standard input for `-`.

    Raises UsageError when the file is not there or not UTF-8; a row that is off is a Row with its error.
    """
    for number, line in read_lines(path):
        yield _row(line, number)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a `.jsonl` file that are not blank, with their numbers. Raises as `read_batch` does."""
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        lines = raw.decode("utf-8-sig").split("\n")  # a row may hold U+2028, where splitlines would cut it
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line


def _row(line: str, number: int) -> Row:
    identity: Any = number
    text = ""
    try:
        raw = read_object(line, "question")
        text = raw["question"] if isinstance(raw.get("question"), str) else ""
        identity = read_identity(raw.get("id"), number)
        question = question_from_dict(raw)
        return Row(identity, question.text, question)
    except UsageError as error:
        return Row(identity, text, None, f"line {number}: {error}")


def read_object(line: str, field: str) -> dict[str, Any]:
    """A row's object. Raises UsageError for anything else, saying which field it should have."""
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise UsageError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError("nested too deeply") from error
    if not isinstance(raw, dict):
        raise UsageError(f"a row is an object with a `{field}` string")
    return raw


def read_identity(raw: Any, number: int) -> Any:
    """A row's own id, else its line's number. Raises UsageError for what is neither text nor number."""
    if raw is None:
        return number
    if not isinstance(raw, str | int) and not (isinstance(raw, float) and math.isfinite(raw)):
        raise UsageError("`id` must be a string or a number")
    return raw
