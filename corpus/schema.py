"""The tables of a catalogue. Raise FORMAT when they, or the files beside them, change their layout."""

FORMAT = 6
SCHEMA = """
CREATE TABLE manifest (body TEXT NOT NULL);
CREATE TABLE document (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, root TEXT NOT NULL, source_hash TEXT NOT NULL,
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
    paragraph INTEGER NOT NULL, beside INTEGER NOT NULL, PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE TABLE chunk (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    language TEXT NOT NULL, searched TEXT NOT NULL, key BLOB NOT NULL, vector BLOB NOT NULL
);
CREATE TABLE copy (
    document TEXT PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
    signature BLOB NOT NULL, shingles INTEGER NOT NULL, "group" TEXT
);
CREATE INDEX chunk_document ON chunk(document, start);
CREATE INDEX chunk_key ON chunk(key);
"""
