"""Reads cases from JSON Lines; a malformed row names its line and field."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from corpus import UsageError
from corpus.models import Filter, Span, date_bounds
from evals.models import Case, Gold
from rag.models import Question

_FILTER_FIELDS = {"doc", "publisher", "since", "until"}


def load_cases(path: Path) -> list[Case]:
    """The cases of a `.jsonl` file. Raises UsageError on a missing, empty or malformed one."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:  # a row may hold U+2028: only \n ends it
            cases = [_case(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text ({error.reason}): save it as UTF-8") from error
    if not cases:
        raise UsageError(f"{path} holds no cases")
    return cases


def _case(line: str, where: str) -> Case:
    try:
        raw = json.loads(line)
        _need(isinstance(raw, dict), "a case must be an object")
        return Case(
            id=_identity(raw["id"]),
            type=_text(raw.get("type", ""), "`type`"),
            question=Question(_asked(raw["question"]), _texts(_given(raw, "history"), "`history`"), _filter(raw)),
            answerable=_truth(raw["answerable"], "`answerable`"),
            answers=tuple(
                _texts(group, "each group of `answers`") for group in _list(_given(raw, "answers"), "`answers`")
            ),
            evidence=tuple(_gold(one) for one in _list(_given(raw, "evidence"), "`evidence`")),
            conflict=_truth(raw.get("conflict", False), "`conflict`"),
        )
    except KeyError as error:
        raise UsageError(f"{where}: the field {error} is missing") from error
    except RecursionError as error:
        raise UsageError(f"{where}: nested too deeply") from error
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from error


def _gold(raw: Any) -> Gold:
    _need(isinstance(raw, dict), "each `evidence` must be an object {doc, start, end}")
    for field in ("doc", "start", "end"):
        _need(field in raw, f"`evidence` must have `{field}`")
    doc = _text(raw["doc"], "`doc` of `evidence`")
    for field in ("start", "end"):
        _need(type(raw[field]) is int, f"`{field}` of `evidence` must be a whole number")  # a bool is an int
    try:
        return Gold(doc, Span(raw["start"], raw["end"]))
    except ValueError as error:
        raise ValueError(f"`evidence`: {error}") from error


def _filter(row: dict[str, Any]) -> Filter:
    raw = {} if row.get("filter") is None else row["filter"]
    _need(isinstance(raw, dict), "`filter` must be an object")
    unknown = ", ".join(sorted(set(raw) - _FILTER_FIELDS))
    _need(not unknown, f"`filter` knows {', '.join(sorted(_FILTER_FIELDS))}, not {unknown}")
    given = {key: _text(value, f"`{key}` of `filter`") for key, value in raw.items() if value is not None}
    return Filter(given.get("doc", ""), given.get("publisher", ""), _day(given, "since", 0), _day(given, "until", 1))


def _day(given: dict[str, str], field: str, end: int) -> date | None:
    if not given.get(field):
        return None
    try:
        return date_bounds(given[field])[end]
    except ValueError as error:
        raise ValueError(f"`{field}` of `filter`: {error}") from error


def _identity(raw: Any) -> str:
    _need(type(raw) is int or isinstance(raw, str), "`id` must be a string or a whole number")
    return str(raw)


def _asked(raw: Any) -> str:
    _need(bool(_text(raw, "`question`").strip()), "`question` must not be empty")
    return str(raw)


def _given(row: dict[str, Any], field: str) -> Any:
    return [] if row.get(field) is None else row[field]


def _texts(raw: Any, name: str) -> tuple[str, ...]:
    return tuple(_text(one, f"each of {name}") for one in _list(raw, name))


def _list(raw: Any, name: str) -> list[Any]:
    _need(isinstance(raw, list), f"{name} must be a list")
    return list(raw)


def _text(raw: Any, name: str) -> str:
    _need(isinstance(raw, str), f"{name} must be a string")
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"{name} is not valid Unicode text") from error
    return str(raw)


def _truth(raw: Any, name: str) -> bool:
    _need(isinstance(raw, bool), f"{name} must be true or false")
    return bool(raw)


def _need(good: bool, rule: str) -> None:
    if not good:
        raise ValueError(rule)
