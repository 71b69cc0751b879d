"""Reads rows of questions, one JSON object a line. A bad row is told with its line and field."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
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
    """A row of a batch: its id and its question, or what is wrong with it."""

    id: Any
    text: str
    question: Question | None
    error: str = ""


def read_batch(path: Path) -> Iterator[Row]:
    """The rows of a `.jsonl` file, or of standard input for `-`. Raises UsageError when it is not there."""
    with ExitStack() as stack:
        try:
            lines = sys.stdin if str(path) == "-" else stack.enter_context(path.open(encoding="utf-8-sig"))
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, number)


def _row(line: str, number: int) -> Row:
    try:
        raw = json.loads(line)
    except ValueError as error:
        return Row("", "", None, f"line {number}: not JSON: {error}")
    if not isinstance(raw, dict) or not isinstance(raw.get("question"), str):
        return Row("", "", None, f"line {number}: a row is an object with a `question` string")
    identity = raw.get("id", number)
    try:
        question = Question(raw["question"], _history(raw.get("history")), _filter(raw.get("filter")))
    except UsageError as error:
        return Row(identity, raw["question"], None, f"line {number}: {error}")
    return Row(identity, raw["question"], question)


def _history(raw: Any) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise UsageError("`history` must be a list of earlier questions")
    return tuple(raw)


def _filter(raw: Any) -> Filter:
    if raw is None:
        return Filter()
    if not isinstance(raw, dict):
        raise UsageError("`filter` must be an object")
    if unknown := set(raw) - _FILTER_FIELDS:
        raise UsageError(f"`filter` knows {', '.join(sorted(_FILTER_FIELDS))}, not {', '.join(sorted(unknown))}")
    return build_filter(**{key: str(value) for key, value in raw.items() if value})


def build_filter(doc: str = "", publisher: str = "", since: str = "", until: str = "") -> Filter:
    """A filter from words; a month or a year stands for its first day in `since`, its last in `until`."""
    first = _day(since, 0, "since") if since else None
    last = _day(until, 1, "until") if until else None
    if first and last and first > last:
        raise UsageError(f"`since` {since} is later than `until` {until}")
    return Filter(doc=doc, publisher=publisher, since=first, until=last)


def _day(text: str, end: int, name: str) -> date:
    try:
        return date_bounds(text)[end]
    except ValueError as error:
        raise UsageError(f"`{name}`: {error}") from error
