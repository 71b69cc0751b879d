"""Reads the fields of a JSON object strictly. Each complaint names its field; knows nothing of cases."""

from collections.abc import Mapping
from typing import Any

from corpus import UsageError
from corpus.models import Span

Row = Mapping[str, Any]


def need(good: bool, rule: str) -> None:
    """Raises UsageError with the rule that was broken."""
    if not good:
        raise UsageError(rule)


def required(row: Row, field: str) -> Any:
    """The field's value. Raises UsageError where it is missing."""
    need(field in row, f"the field '{field}' is missing")
    return row[field]


def text(row: Row, field: str, default: str | None = None) -> str:
    """A string of valid Unicode; null counts as not given."""
    if default is not None and row.get(field) is None:
        return default
    return valid(required(row, field), f"`{field}`")


def valid(raw: Any, name: str) -> str:
    """The string as given. Raises UsageError for another type and for a lone surrogate."""
    need(isinstance(raw, str), f"{name} must be a string")
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(f"{name} is not valid Unicode text") from error
    return str(raw)


def truth(row: Row, field: str, default: bool | None = None) -> bool:
    """True or false, nothing that only looks like it."""
    if default is not None and row.get(field) is None:
        return default
    raw = required(row, field)
    need(isinstance(raw, bool), f"`{field}` must be true or false")
    return bool(raw)


def listed(row: Row, field: str) -> list[Any]:
    """A list; null and a missing field are an empty one."""
    raw = row.get(field)
    if raw is None:
        return []
    need(isinstance(raw, list), f"`{field}` must be a list")
    return list(raw)


def texts(row: Row, field: str) -> tuple[str, ...]:
    """A list of strings."""
    return tuple(valid(one, f"each of `{field}`") for one in listed(row, field))


def identity(row: Row, field: str = "id") -> str:
    """A string or a whole number, as a string."""
    raw = required(row, field)
    need(type(raw) is int or (isinstance(raw, str) and bool(raw)), f"`{field}` must be a string or a whole number")
    return valid(str(raw), f"`{field}`")


def span(row: Row, name: str) -> Span | None:
    """`start` and `end`, both or neither: whole numbers of characters."""
    if row.get("start") is None and row.get("end") is None:
        return None
    for field in ("start", "end"):
        need(row.get(field) is not None, f"{name} must have `{field}`")
        need(type(row[field]) is int, f"`{field}` of {name} must be a whole number")  # a bool is an int
    try:
        return Span(row["start"], row["end"])
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error
