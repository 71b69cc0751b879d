"""The record: one SQLite file per generation holding documents, spans, vectors and the manifest.

Everything else in an index (Chroma, the lexical index) can be rebuilt from this file alone.
Knows nothing of how texts are read, split or searched.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import numpy as np

from corpus.copy_table import CopyTable
from corpus.embed import Vectors
from corpus.errors import IndexDamaged, UnknownDocument
from corpus.models import BlockKind, Box, Chunk, Document, Manifest, Metadata, PlacedWord, Sentence, Span
from corpus.record import ChunkPlace, Searchable, Stored, rows_with_keys, text_key
from corpus.rows import document_of, document_to_row, metadata_of
from corpus.schema import SCHEMA
from corpus.text_table import TextTable

_CURE = "`citewell doctor --fix` repairs it"


class Catalogue:
    """One open catalogue: read by any number of threads, or written by one builder."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Opens the file for reading, or for writing, where it is made when it is not there.

        A generation never changes, so its readers take no locks and need no writable folder.
        """
        self.path = path
        if not create and not path.is_file():
            raise IndexDamaged(f"{path} is missing: {_CURE}")
        fresh = create and not path.exists()
        where = f"file:{quote(str(path))}?" + ("mode=rwc" if create else "mode=ro&immutable=1")
        self._db = sqlite3.connect(where, uri=True, check_same_thread=False, isolation_level=None)
        try:
            self._db.execute("PRAGMA foreign_keys = ON")
            if create:
                # Nobody reads it before it is whole and synced; what a killed run leaves is thrown away.
                self._db.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
            if fresh:
                self._db.executescript(SCHEMA)
            columns = {row[1] for row in self._db.execute("PRAGMA table_info(document)")}
            self._db.execute("SELECT id FROM document LIMIT 1")
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise IndexDamaged(f"{path} is damaged ({error}): {_CURE}") from error
        self._root = "root" if "root" in columns else "path"  # layout 2 can be read, to be rebuilt

    def close(self) -> None:
        """Releases the file; further calls raise."""
        self._db.close()

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file, and rows without their document; empty when all is well."""
        try:
            rows = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(5)")]
            orphans = self._db.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
        found = [row for row in rows if row != "ok"]
        return [*found, f"{len(orphans)} rows without their document"] if orphans else found

    # -- the manifest ------------------------------------------------------------------

    def manifest(self) -> Manifest:
        """Raises IndexDamaged when it is absent or of another shape."""
        try:
            row = self._db.execute("SELECT body FROM manifest").fetchone()
            return Manifest.from_dict(json.loads(row[0]))
        except (sqlite3.DatabaseError, TypeError, KeyError, ValueError) as error:
            raise IndexDamaged(f"the index's manifest cannot be read ({error}): {_CURE}") from error

    def write_manifest(self, manifest: Manifest) -> None:
        """Replaces the manifest."""
        with self.transaction():
            self._db.execute("DELETE FROM manifest")
            self._db.execute("INSERT INTO manifest VALUES (?)", (json.dumps(manifest.to_dict()),))

    def transaction(self) -> "sqlite3.Connection":
        """A context manager: all of what is written inside it, or nothing."""
        self._db.execute("BEGIN")
        return self._db

    # -- reading -----------------------------------------------------------------------

    def counts(self) -> tuple[int, int]:
        """How many documents and chunks the catalogue holds."""
        documents, chunks = self._db.execute(
            "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM chunk)"
        ).fetchone()
        return int(documents), int(chunks)

    def stored(self) -> list[Stored]:
        """The source of every document, by id."""
        rows = self._db.execute(f"SELECT id, path, source_hash, {self._root} FROM document ORDER BY id")  # noqa: S608
        return [Stored(*row) for row in rows]

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        row = self._db.execute(
            "SELECT id, text, metadata, path, blocks, pages, dates FROM document WHERE id = ?", (document_id,)
        ).fetchone()
        if row is None:
            raise UnknownDocument(f"no document {document_id!r} in the index: `citewell documents` lists them")
        return document_of(row)

    def documents(self) -> Iterator[Document]:
        """Every document, by id."""
        rows = self._db.execute("SELECT id, text, metadata, path, blocks, pages, dates FROM document ORDER BY id")
        return (document_of(row) for row in rows)

    def metadata(self) -> dict[str, Metadata]:
        """Every document's metadata by its id, without the texts."""
        return {
            row[0]: metadata_of(row[1]) for row in self._db.execute("SELECT id, metadata FROM document ORDER BY id")
        }

    @property
    def copies(self) -> CopyTable:
        """Which documents are copies of one another."""
        return CopyTable(self._db)

    @property
    def texts(self) -> TextTable:
        """What is searched, equal texts once."""
        return TextTable(self._db)

    def languages(self) -> dict[str, int]:
        """How many chunks are in each language."""
        return dict(self._db.execute("SELECT language, count(*) FROM chunk GROUP BY language"))

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        """Sentences of a document with ordinals `first` to `last`, inclusive."""
        rows = self._db.execute(
            'SELECT document, ordinal, start, "end", kind, language, paragraph, beside FROM sentence'
            " WHERE document = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal",
            (document_id, first, last if last is not None else 1 << 62),
        )
        return [
            Sentence(doc, ordinal, Span(start, end), BlockKind(kind), language, paragraph, bool(beside))
            for doc, ordinal, start, end, kind, language, paragraph, beside in rows
        ]

    def words(self, document_id: str, span: Span | None = None) -> list[PlacedWord]:
        """The printed words of a paginated document that share a character with `span`, or all."""
        start, end = (span.start, span.end) if span else (0, 1 << 62)
        rows = self._db.execute(
            'SELECT start, "end", page, "left", top, "right", bottom FROM word'
            ' WHERE document = ? AND start < ? AND "end" > ? ORDER BY start',
            (document_id, end, start),
        )
        return [PlacedWord(page, Span(begin, stop), Box(*box)) for begin, stop, page, *box in rows]

    def chunk_place(self, chunk_id: str) -> ChunkPlace:
        """Raises IndexDamaged: an id that the searchers know must be in the record."""
        row = self._db.execute(
            'SELECT document, start, "end", first, last, language FROM chunk WHERE id = ?', (chunk_id,)
        ).fetchone()
        if row is None:
            raise IndexDamaged(f"chunk {chunk_id!r} is not in the catalogue: {_CURE}")
        document, start, end, first, last, language = row
        return ChunkPlace(document, Span(start, end), first, last, language)

    def searchable(self) -> Iterator[Searchable]:
        """Every chunk as it is searched by its words, by document and place."""
        rows = self._db.execute("SELECT id, document, language, searched FROM chunk ORDER BY document, start")
        return (Searchable(*row) for row in rows)

    def of_text(self, text: str) -> str | None:
        """The id of a document that has exactly this text."""
        wanted = text.encode("utf-8", "surrogatepass")
        row = self._db.execute("SELECT id FROM document WHERE text = ? ORDER BY id LIMIT 1", (wanted,)).fetchone()
        return str(row[0]) if row else None

    def vectors_of(self, searched: Sequence[str]) -> dict[str, Vectors]:
        """Known vectors of texts that were embedded before, so that they need not be again."""
        texts = {text_key(text): text for text in searched}
        rows = rows_with_keys(self._db, "SELECT key, vector FROM chunk WHERE key IN ({})", texts)
        return {texts[key]: np.frombuffer(vector, dtype=np.float32) for key, vector in rows}

    # -- writing -----------------------------------------------------------------------

    def remove(self, document_ids: Iterable[str]) -> None:
        """Drops documents with their sentences and chunks."""
        self._db.executemany("DELETE FROM document WHERE id = ?", [(one,) for one in document_ids])

    def add(self, document: Document, source_hash: str, sentences: Sequence[Sentence], *, root: str = "") -> None:
        """Records a document and its sentences, replacing one with the same id; `root` is where it was found under."""
        self.remove([document.id])
        row = (document.id, document.path, root or document.path, source_hash, *document_to_row(document))
        self._db.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany(
            "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (s.document_id, s.ordinal, s.span.start, s.span.end, s.kind, s.language, s.paragraph, s.beside)
                for s in sentences
            ],
        )

    def add_chunks(self, chunks: Sequence[Chunk], searched: Sequence[str], vectors: Vectors) -> None:
        """Records chunks with the text they are searched by and its vector, row by row."""
        self._db.executemany(
            "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (c.id, c.document_id, c.span.start, c.span.end, c.first, c.last, c.language, *_searched(text, vector))
                for c, text, vector in zip(chunks, searched, vectors, strict=True)
            ],
        )

    def add_words(self, document_id: str, words: Sequence[PlacedWord]) -> None:
        """Records where the words of a document are printed."""
        self._db.executemany(
            "INSERT INTO word VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (document_id, w.span.start, w.span.end, w.page, w.box.left, w.box.top, w.box.right, w.box.bottom)
                for w in words
            ],
        )


def _searched(text: str, vector: Vectors) -> tuple[str, bytes, bytes]:
    return text, text_key(text), vector.tobytes()
