"""Reads rows of questions, one JSON object a line. A bad row is told with its line and field."""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus import UsageError
from corpus.models import Filter, date_bounds
from rag.models import Question

_FILTER_FIELDS = {"doc", "publisher", "since", "until"}


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
        identity = read_identity(raw.get("id"), number)
        text = _question(raw.get("question"))
        return Row(identity, text, Question(text, _history(raw.get("history")), _filter(raw.get("filter"))))
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


def _question(raw: Any) -> str:
    if not isinstance(raw, str):
        raise UsageError("a row is an object with a `question` string")
    if not raw.strip():
        raise UsageError("the question is empty")
    return check_text(raw, "question")


def _history(raw: Any) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise UsageError("`history` must be a list of earlier questions")
    return tuple(check_text(one, "history") for one in raw)


def _filter(raw: Any) -> Filter:
    if raw is None:
        return Filter()
    if not isinstance(raw, dict):
        raise UsageError("`filter` must be an object")
    if unknown := set(raw) - _FILTER_FIELDS:
        raise UsageError(f"`filter` knows {', '.join(sorted(_FILTER_FIELDS))}, not {', '.join(sorted(unknown))}")
    given = {key: value for key, value in raw.items() if value is not None}
    for key, value in given.items():
        if not isinstance(value, str | int) or isinstance(value, bool):  # a year may stand there as a number
            raise UsageError(f"`filter`: `{key}` must be a string")
    return build_filter(**{key: str(value) for key, value in given.items()})


def build_filter(doc: str = "", publisher: str = "", since: str = "", until: str = "") -> Filter:
    """A filter from words; a month or a year stands for its first day in `since`, its last in `until`."""
    first = _day(since, 0, "since") if since else None
    last = _day(until, 1, "until") if until else None
    if first and last and first > last:
        raise UsageError(f"`since` {since} is later than `until` {until}")
    return Filter(check_text(doc, "doc"), check_text(publisher, "publisher"), first, last)


def check_text(text: str, name: str) -> str:
    """The text as given. Raises UsageError for a lone surrogate, which neither an index nor a model can take."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(f"`{name}` is not valid Unicode text (at character {error.start})") from error
    return text


def _day(text: str, end: int, name: str) -> date:
    try:
        return date_bounds(text)[end]
    except ValueError as error:
        raise UsageError(f"`{name}`: {error}") from error
