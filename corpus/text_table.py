"""The texts by which chunks are found, each once however many chunks have it, with their vectors.

A text goes by its key: the hash that the catalogue keeps of it, in hexadecimal.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.embed import Vectors


@dataclass(frozen=True, slots=True)
class Distinct:
    """A text that is searched, by its key, and its vector of shape (dimension,)."""

    key: str
    vector: Vectors


class TextTable:
    """Looks into an open catalogue."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def distinct(self, keys: Sequence[str] | None = None) -> Iterator[Distinct]:
        """Each searched text's vector once, however many chunks have it: all, or those of the named texts."""
        if keys is None:
            rows: Iterable[tuple[str, bytes]] = self._db.execute("SELECT hex(key), vector FROM chunk GROUP BY key")
        else:
            one = "SELECT hex(key), vector FROM chunk WHERE key = ? LIMIT 1"
            rows = (row for key in keys for row in self._db.execute(one, (bytes.fromhex(key),)))
        return (Distinct(key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)

    def count(self) -> int:
        """How many texts are searched, equal ones counted once."""
        return int(self._db.execute("SELECT count(DISTINCT key) FROM chunk").fetchone()[0])

    def chunks_of(self, key: str) -> list[str]:
        """Ids of the chunks that have this text."""
        rows = self._db.execute("SELECT id FROM chunk WHERE key = ? ORDER BY document, start", (bytes.fromhex(key),))
        return [str(row[0]) for row in rows]

    def vectors_in(self, document_ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids and vectors of some documents' chunks."""
        of_one = "SELECT id, vector FROM chunk WHERE document = ?"
        return (row for document in document_ids for row in self._db.execute(of_one, (document,)))

    def differences(self, older: Path) -> tuple[list[str], list[str]]:
        """Keys of texts that an older catalogue searches and this one does not; and the other way round."""
        self._db.execute("ATTACH ? AS older", (str(older),))
        try:
            gone = "SELECT DISTINCT hex(key) FROM {} WHERE key NOT IN (SELECT key FROM {})"
            pairs = (("older.chunk", "main.chunk"), ("main.chunk", "older.chunk"))
            removed, added = ([str(row[0]) for row in self._db.execute(gone.format(*pair))] for pair in pairs)
        finally:
            self._db.execute("DETACH older")
        return removed, added
