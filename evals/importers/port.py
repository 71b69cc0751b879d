"""The importer port: a data set in its own format, as our documents and our cases."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import UsageError

Row = dict[str, Any]


class Importer(ABC):
    """Reads one format. Locates nothing: gold may be words alone, in a document that it names.

    Raises UsageError for a file that is missing or not of the format, naming it and, where it has
    lines, the line.
    """

    name: str
    source: str
    """What SOURCE is: the files or the folder that the format's publishers give."""

    @abstractmethod
    def documents(self, source: Path) -> Iterator[Row]:
        """Rows of `citewell index`: `doc_id, title, text, source, published_at, url`."""

    @abstractmethod
    def cases(self, source: Path) -> Iterator[Row]:
        """Rows as `evals.sets.cases` reads them."""


def read_lines(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    for number, line in enumerate(read_text_lines(path), 1):
        if line.strip():
            yield _object(line, f"{path}:{number}")


def read_json(path: Path) -> Any:
    """The one value of a JSON file."""
    try:
        return json.loads("".join(read_text_lines(path)))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: {error}") from error


def field(row: Row, name: str, where: str) -> Any:
    """A field that the format always has. Raises UsageError where it is missing."""
    if not isinstance(row, dict) or name not in row:
        raise UsageError(f"{where}: the field {name!r} is missing: is it of this format?")
    return row[name]


def document_row(doc_id: str, text: str, **known: Any) -> Row:
    """A row of `documents.jsonl`; what is not known is left out."""
    return {"doc_id": doc_id, "text": text, **{name: value for name, value in known.items() if value}}


def read_text_lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file, each with its end."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:  # a row may hold U+2028: only \n ends it
            yield from lines
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text ({error.reason}): save it as UTF-8") from error


def _object(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: a row must be an object")
    return row
