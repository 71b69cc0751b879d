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
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        lines = raw.decode("utf-8-sig").split("\n")  # a row may hold U+2028, where splitlines would cut it
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, number)


def _row(line: str, number: int) -> Row:
    identity: Any = number
    text = ""
    try:
        raw = _object(line)
        text = raw["question"] if isinstance(raw.get("question"), str) else ""
        identity = _identity(raw.get("id"), number)
        question = question_from_dict(raw)
        return Row(identity, question.text, question)
    except UsageError as error:
        return Row(identity, text, None, f"line {number}: {error}")


def _object(line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise UsageError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError("nested too deeply") from error
    if not isinstance(raw, dict):
        raise UsageError("a row is an object with a `question` string")
    return raw


def _identity(raw: Any, number: int) -> Any:
    if raw is None:
        return number
    if not isinstance(raw, str | int) and not (isinstance(raw, float) and math.isfinite(raw)):
        raise UsageError("`id` must be a string or a number")
    return raw
