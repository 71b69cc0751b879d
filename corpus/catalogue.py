"""The record: one SQLite file per generation holding documents, spans, vectors and the manifest.

Everything else in an index (Chroma, the lexical index) can be rebuilt from this file alone.
Knows nothing of how texts are read, split or searched.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.embed import Vectors
from corpus.errors import IndexDamaged, UnknownDocument
from corpus.models import BlockKind, Box, Chunk, Document, Manifest, Metadata, PlacedWord, Sentence, Span
from corpus.rows import document_of, document_to_row, metadata_of

FORMAT = 2
_SCHEMA = """
CREATE TABLE manifest (body TEXT NOT NULL);
CREATE TABLE document (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, source_hash TEXT NOT NULL,
    text BLOB NOT NULL, metadata TEXT NOT NULL, blocks TEXT NOT NULL, pages TEXT NOT NULL, dates TEXT NOT NULL
);
CREATE TABLE word (
    document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    page INTEGER NOT NULL, "left" REAL NOT NULL, top REAL NOT NULL, "right" REAL NOT NULL, bottom REAL NOT NULL,
    PRIMARY KEY (document, start)
) WITHOUT ROWID;
CREATE TABLE sentence (
    document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    paragraph INTEGER NOT NULL, PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE TABLE chunk (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    language TEXT NOT NULL, searched TEXT NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX chunk_document ON chunk(document, start);
CREATE INDEX chunk_searched ON chunk(searched);
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a document came from and what its source looked like when it was read."""

    id: str
    path: str
    source_hash: str


@dataclass(frozen=True, slots=True)
class ChunkPlace:
    """A chunk without its words, which only its document has."""

    document_id: str
    span: Span
    first: int
    last: int
    language: str


class Catalogue:
    """One open catalogue. Safe to read from several threads; written by one builder."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        if not create and not path.is_file():
            raise IndexDamaged(f"{path} is missing: `citewell index --rebuild PATH...` makes it anew")
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA foreign_keys = ON")
        if create:
            self._db.executescript(_SCHEMA)
            return
        try:
            self._db.execute("SELECT id FROM document LIMIT 1")
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise IndexDamaged(
                f"{path} is damaged ({error}): `citewell index --rebuild PATH...` makes it anew"
            ) from error

    def close(self) -> None:
        """Releases the file; further calls raise."""
        self._db.close()

    def copy_to(self, path: Path) -> None:
        """Writes a consistent copy of this catalogue, as the start of the next generation."""
        with closing(sqlite3.connect(path)) as target:
            self._db.backup(target)

    # -- the manifest ------------------------------------------------------------------

    def manifest(self) -> Manifest:
        """Raises IndexDamaged when it is absent or of another shape."""
        try:
            row = self._db.execute("SELECT body FROM manifest").fetchone()
            return Manifest.from_dict(json.loads(row[0]))
        except (sqlite3.DatabaseError, TypeError, KeyError, ValueError) as error:
            raise IndexDamaged(
                f"the index's manifest cannot be read ({error}): `citewell index --rebuild` makes it anew"
            ) from error

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
        rows = self._db.execute("SELECT id, path, source_hash FROM document ORDER BY id")
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

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        """Sentences of a document with ordinals `first` to `last`, inclusive."""
        rows = self._db.execute(
            'SELECT document, ordinal, start, "end", kind, language, paragraph FROM sentence'
            " WHERE document = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal",
            (document_id, first, last if last is not None else 1 << 62),
        )
        return [
            Sentence(doc, ordinal, Span(start, end), BlockKind(kind), language, paragraph)
            for doc, ordinal, start, end, kind, language, paragraph in rows
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
            raise IndexDamaged(f"chunk {chunk_id!r} is not in the catalogue: run `citewell index --rebuild`")
        document, start, end, first, last, language = row
        return ChunkPlace(document, Span(start, end), first, last, language)

    def searchable(self) -> Iterator[tuple[str, str, str, str, bytes]]:
        """(chunk id, document id, language, searched text, vector) of every chunk."""
        return self._db.execute("SELECT id, document, language, searched, vector FROM chunk ORDER BY document, start")

    def vectors_of(self, searched: Sequence[str]) -> dict[str, Vectors]:
        """Known vectors of texts that were embedded before, so that they need not be again."""
        found: dict[str, Vectors] = {}
        for text in searched:
            row = self._db.execute("SELECT vector FROM chunk WHERE searched = ? LIMIT 1", (text,)).fetchone()
            if row is not None:
                found[text] = np.frombuffer(row[0], dtype=np.float32)
        return found

    # -- writing -----------------------------------------------------------------------

    def remove(self, document_ids: Iterable[str]) -> None:
        """Drops documents with their sentences and chunks."""
        self._db.executemany("DELETE FROM document WHERE id = ?", [(one,) for one in document_ids])

    def add(self, document: Document, source_hash: str, sentences: Sequence[Sentence]) -> None:
        """Records a document and its sentences, replacing one with the same id."""
        self.remove([document.id])
        row = (document.id, document.path, source_hash, *document_to_row(document))
        self._db.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany(
            "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(s.document_id, s.ordinal, s.span.start, s.span.end, s.kind, s.language, s.paragraph) for s in sentences],
        )

    def add_chunks(self, chunks: Sequence[Chunk], searched: Sequence[str], vectors: Vectors) -> None:
        """Records chunks with the text they are searched by and its vector, row by row."""
        self._db.executemany(
            "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (c.id, c.document_id, c.span.start, c.span.end, c.first, c.last, c.language, text, vector.tobytes())
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
