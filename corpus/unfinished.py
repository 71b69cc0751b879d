"""Vectors that a run has made and not yet published, kept so that a killed run's work is not done again.

One small SQLite file beside the generations. Writing it may be cut short at any byte: SQLite takes
back what was not committed, and each vector carries a check sum. Whatever else is wrong with it,
the file is thrown away and the run starts clean.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus.embed import Vectors
from corpus.models import EmbedderIdentity
from corpus.record import rows_with_keys, text_key

_SCHEMA = """
CREATE TABLE IF NOT EXISTS made_by (embedder TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, body BLOB NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
"""


UNFINISHED = "unfinished.sqlite"


class Unfinished:
    """Vectors by their texts; those of another embedder are forgotten."""

    def __init__(self, path: Path, embedder: EmbedderIdentity) -> None:
        self._path = path
        self._size = 4 * embedder.dimension
        try:
            self._open(repr(embedder))
        except sqlite3.DatabaseError:
            self._db.close()
            self.forget()
            self._open(repr(embedder))

    def _open(self, made_by: str) -> None:
        self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self._db.executescript("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;" + _SCHEMA)
        if self._db.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        if self._db.execute("SELECT embedder FROM made_by").fetchall() != [(made_by,)]:
            with self._transaction():
                self._db.execute("DELETE FROM vector")
                self._db.execute("DELETE FROM made_by")
                self._db.execute("INSERT INTO made_by VALUES (?)", (made_by,))

    def vectors_of(self, searched: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of those of the texts that were embedded before."""
        texts = {text_key(text): text for text in searched}
        rows = rows_with_keys(self._db, "SELECT key, body, crc FROM vector WHERE key IN ({})", texts)
        return {
            texts[key]: np.frombuffer(body, dtype=np.float32)
            for key, body, crc in rows
            if len(body) == self._size and zlib.crc32(body) == crc
        }

    def keep(self, vectors: Mapping[str, Vectors]) -> None:
        """Takes vectors in, all of them or, when the process ends meanwhile, none."""
        rows: Sequence[tuple[bytes, bytes, int]] = [
            (text_key(text), body := vector.tobytes(), zlib.crc32(body)) for text, vector in vectors.items()
        ]
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Releases the file and leaves it for the next run, if there is anything in it."""
        try:
            empty = self._db.execute("SELECT 1 FROM vector LIMIT 1").fetchone() is None
        except sqlite3.ProgrammingError:  # closed already
            return
        self._db.close()
        if empty:
            self._unlink()

    def forget(self) -> None:
        """Deletes the file: what it held is published."""
        self._db.close()
        self._unlink()

    def _unlink(self) -> None:
        for ending in ("", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def _transaction(self) -> sqlite3.Connection:
        self._db.execute("BEGIN")
        return self._db
