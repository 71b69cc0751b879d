"""What the catalogue gives beside documents: sources as they were read, chunks and texts as they are searched."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any

from corpus.models import Span


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a document came from and what its source looked like when it was read.

    `path` is its file, `root` the path that was named when it was indexed.
    """

    id: str
    path: str
    source_hash: str
    root: str


@dataclass(frozen=True, slots=True)
class ChunkPlace:
    """A chunk without its words, which only its document has."""

    document_id: str
    span: Span
    first: int
    last: int
    language: str


@dataclass(frozen=True, slots=True)
class Searchable:
    """A chunk as it is searched by its words."""

    id: str
    document_id: str
    language: str
    text: str


_KEYS_AT_ONCE = 500


def text_key(text: str) -> bytes:
    """Sixteen bytes by which a text that was embedded is found again."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def rows_with_keys(db: sqlite3.Connection, select: str, keys: Iterable[bytes]) -> Iterator[tuple[Any, ...]]:
    """What `select` finds, where its one `{}` stands for the keys, with many keys a query.

    Each query lets other threads of the interpreter go first, and may wait for them: thousands of small ones do.
    """
    remaining = iter(keys)
    while some := list(islice(remaining, _KEYS_AT_ONCE)):
        yield from db.execute(select.format(", ".join("?" * len(some))), some)
