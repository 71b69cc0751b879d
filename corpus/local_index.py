"""The index on this machine: the catalogue, with Chroma and tantivy beside it."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.catalogue import FORMAT, Catalogue
from corpus.embed import Embedder, Vectors
from corpus.errors import IndexDamaged, IndexMismatch, UnknownDocument
from corpus.generations import Home
from corpus.index import Index
from corpus.lexical import LexicalIndex
from corpus.models import Chunk, Document, Filter, Manifest, PlacedWord, Sentence, Span
from corpus.settings import Settings
from corpus.vectors import VectorStore

CATALOGUE, VECTORS, LEXICAL = "catalogue.sqlite", "chroma", "lexical"


class LocalIndex(Index):
    """One generation, opened for reading.

    Raises IndexMismatch when another embedder than the one in force made it, and
    IndexDamaged when its parts do not hold what the manifest says.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        with ExitStack() as opened:  # whatever is off, what was opened before it is closed again
            self._catalogue = Catalogue(folder / CATALOGUE)
            opened.callback(self._catalogue.close)
            self._manifest = self._catalogue.manifest()
            _refuse_mismatch(self._manifest, embedder)
            self._vectors = VectorStore(folder / VECTORS)
            opened.callback(self._vectors.close)
            self._lexical = LexicalIndex(folder / LEXICAL)
            check_counts(self._manifest, self._catalogue, self._vectors, self._lexical)
            self._metadata = self._catalogue.metadata()
            self._opened = opened.pop_all()
        self._document = lru_cache(maxsize=256)(self._catalogue.document)

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    def documents(self) -> list[Document]:
        return list(self._catalogue.documents())

    def document(self, document_id: str) -> Document:
        return self._document(document_id)

    def source_names(self) -> frozenset[str]:
        return self._source_names

    @cached_property
    def _source_names(self) -> frozenset[str]:
        known = self._metadata.values()
        return frozenset(name for one in known for name in (one.publisher, *one.authors) if name)

    def chunk(self, chunk_id: str) -> Chunk:
        place = self._catalogue.chunk_place(chunk_id)
        text = self.document(place.document_id).slice(place.span)
        return Chunk(chunk_id, place.document_id, place.span, text, place.first, place.last, place.language)

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        return self._catalogue.sentences(document_id, first, last)

    def words(self, document_id: str, span: Span) -> list[PlacedWord]:
        return self._catalogue.words(document_id, span)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed(texts)

    def dense(self, vector: Vectors, k: int, where: Filter) -> list[tuple[str, float]]:
        return self._vectors.nearest(vector, k, self._admitted(where))

    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        return self._lexical.search(text, language, k, self._admitted(where))

    def close(self) -> None:
        self._opened.close()

    def _admitted(self, where: Filter) -> list[str] | None:
        """Ids of the documents that a filter lets through; None when it lets all through."""
        if not where:
            return None
        for named in sorted({where.doc, *where.docs} - {""}):
            if named not in self._metadata:
                raise UnknownDocument(f"no document {named!r} in the index: `citewell documents` lists them")
        return [identity for identity, metadata in self._metadata.items() if where.admits(identity, metadata)]


def check_counts(manifest: Manifest, catalogue: Catalogue, vectors: VectorStore, lexical: LexicalIndex) -> None:
    """Raises IndexDamaged unless every part holds as many chunks as the manifest says."""
    documents, chunks = catalogue.counts()
    held = {"documents": documents, "chunks": chunks, "vectors": vectors.count(), "texts": lexical.count()}
    due = {"documents": manifest.documents, **dict.fromkeys(("chunks", "vectors", "texts"), manifest.chunks)}
    wrong = [f"{held[part]} {part} instead of {due[part]}" for part in due if held[part] != due[part]]
    if wrong:
        raise IndexDamaged(f"the index holds {', '.join(wrong)}: `citewell index --rebuild` makes it anew")


def _refuse_mismatch(manifest: Manifest, embedder: Embedder) -> None:
    cure = "run `citewell index --rebuild`"
    if manifest.format != FORMAT:
        raise IndexMismatch(f"the index has layout {manifest.format}, this version reads {FORMAT}: {cure}")
    if manifest.embedder != embedder.identity:
        raise IndexMismatch(
            f"the index was made by {manifest.embedder}, the embedder in force is {embedder.identity}: "
            f"set CITEWELL_EMBEDDER back, or {cure}"
        )


def open_index(settings: Settings, embedder: Embedder) -> Index:
    """The serving generation of the index at `settings.home`.

    Raises IndexMissing, IndexMismatch or IndexDamaged.
    """
    return LocalIndex(Home(settings.home).current(), embedder)
