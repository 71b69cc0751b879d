"""Reads cases from JSON Lines; a malformed row names its line and field."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from corpus import UsageError
from corpus.models import Filter, Span, date_bounds
from evals.models import Case, Gold
from rag.models import Question


def load_cases(path: Path) -> list[Case]:
    """The cases of a `.jsonl` file. Raises UsageError on a missing, empty or malformed one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    cases = [_case(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not cases:
        raise UsageError(f"{path} holds no cases")
    return cases


def _case(line: str, where: str) -> Case:
    try:
        raw = json.loads(line)
        return Case(
            id=str(raw["id"]),
            type=str(raw.get("type", "")),
            question=Question(raw["question"], tuple(raw.get("history") or ()), _filter(raw.get("filter") or {})),
            answerable=bool(raw["answerable"]),
            answers=tuple(tuple(group) for group in raw.get("answers") or ()),
            evidence=tuple(_gold(one) for one in raw.get("evidence") or ()),
            conflict=bool(raw.get("conflict", False)),
        )
    except KeyError as error:
        raise UsageError(f"{where}: the field {error} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{where}: {error}") from error


def _gold(raw: dict[str, Any]) -> Gold:
    return Gold(raw["doc"], Span(raw["start"], raw["end"]))


def _filter(raw: dict[str, str]) -> Filter:
    return Filter(raw.get("doc", ""), raw.get("publisher", ""), _day(raw.get("since"), 0), _day(raw.get("until"), 1))


def _day(text: str | None, end: int) -> date | None:
    return date_bounds(text)[end] if text else None
