"""The catalogue's table of copies: each document's signature, made once, and the group it is in.

A signature goes with its document, so what did not change is not read again.
"""

import sqlite3
from collections.abc import Iterator

from corpus.copies import Signature, groups_of


class CopyTable:
    """Reads and writes the table over an open catalogue's connection."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def groups(self) -> dict[str, str]:
        """The group of each document that has a copy, by id; the group's name is its first document's id."""
        return dict(self._db.execute('SELECT document, "group" FROM copy WHERE "group" IS NOT NULL ORDER BY document'))

    def sign(self) -> None:
        """Signs the documents that have no signature yet."""
        fresh = [(one, *_columns(Signature.of(self._words_of(one)))) for one in self._unsigned()]
        self._db.executemany("INSERT INTO copy (document, signature, shingles) VALUES (?, ?, ?)", fresh)

    def update(self, published: dict[str, str]) -> None:
        """Signs what is not signed yet and groups all anew; `published` are days by document."""
        self.sign()
        groups = groups_of(dict(self._signatures()), published)
        self._db.execute('UPDATE copy SET "group" = NULL')
        self._db.executemany(
            'UPDATE copy SET "group" = ? WHERE document = ?', [(group, one) for one, group in groups.items()]
        )

    def _unsigned(self) -> list[str]:
        rows = self._db.execute("SELECT id FROM document WHERE id NOT IN (SELECT document FROM copy) ORDER BY id")
        return [str(row[0]) for row in rows]

    def _words_of(self, document_id: str) -> str:
        """The clean words that may be quoted: the searched texts, without the title that opens each."""
        rows = self._db.execute("SELECT searched FROM chunk WHERE document = ? ORDER BY start", (document_id,))
        return " ".join(str(row[0]).rsplit("\n", 1)[-1] for row in rows)

    def _signatures(self) -> Iterator[tuple[str, Signature]]:
        for one, values, shingles in self._db.execute("SELECT document, signature, shingles FROM copy"):
            yield one, Signature(values, shingles)


def _columns(signature: Signature) -> tuple[bytes, int]:
    return signature.values, signature.shingles
