"""The index on this machine: the catalogue, with Chroma and tantivy beside it."""

import logging
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, closing
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.embed import Embedder, Vectors
from corpus.errors import IndexDamaged, IndexMismatch, UnknownDocument, UnknownValue
from corpus.exact import nearest_of
from corpus.generations import Home
from corpus.holds import Hold
from corpus.index import Index
from corpus.layout import CATALOGUE, LEXICAL, VECTORS, open_view
from corpus.lexical import LexicalIndex
from corpus.models import Chunk, Document, Filter, Manifest, Metadata, PlacedWord, Sentence, Span
from corpus.schema import FORMAT
from corpus.seal import broken_seals
from corpus.settings import Settings
from corpus.vectors import VectorStore
from corpus.versions import Parts

_LOG = logging.getLogger(__name__)
_REPAIR = "`citewell doctor --fix` repairs it"
_MOST_NAMED = 8  # values of a filter
_REMAKE = "run `citewell index --rebuild`"


class LocalIndex(Index):
    """The serving generation, or the one in `folder`, opened for reading and held until it is closed.

    Raises IndexMismatch when other parts than those in force made it, and IndexDamaged when a
    file is not what was written, or the parts do not hold what the manifest says.
    """

    def __init__(self, home: Home, embedder: Embedder, parts: Parts, folder: Path | None = None) -> None:
        self._embedder = embedder
        with ExitStack() as opened:  # whatever is off, what was opened before it is closed again
            folder, hold = (folder, Hold(folder)) if folder else home.hold_current()
            opened.callback(hold.release)
            self._catalogue = opened.enter_context(closing(Catalogue(folder / CATALOGUE)))
            self._manifest = self._catalogue.manifest()
            refuse_layout(self._manifest)
            refuse_damage(folder)
            refuse_mismatch(self._manifest, embedder, parts)
            view = opened.enter_context(closing(open_view(folder)))
            self._vectors = opened.enter_context(closing(VectorStore(view.path / VECTORS)))
            self._lexical = LexicalIndex(view.path / LEXICAL)
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

    def copies(self) -> Mapping[str, str]:
        return self._copies

    @cached_property
    def _copies(self) -> Mapping[str, str]:
        return self._catalogue.copies.groups()

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
        admitted = self._admitted(where)
        if admitted is not None:
            return nearest_of(vector, k, self._catalogue.texts.vectors_in(admitted))
        found = self._vectors.nearest(vector, k)
        return list(islice(((one, score) for key, score in found for one in self._catalogue.texts.chunks_of(key)), k))

    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        return self._lexical.search(text, language, k, self._admitted(where))

    def close(self) -> None:
        self._opened.close()

    def _admitted(self, where: Filter) -> list[str] | None:
        """Ids of the documents that a filter lets through; None when it lets all through."""
        if not where:
            return None
        unknown = sorted({where.doc, *where.docs} - {"", *self._metadata})
        if where.doc in unknown or (unknown and where.docs <= set(unknown)):
            raise UnknownDocument(f"no document {unknown[0]!r} in the index: `citewell documents` lists them")
        for name in unknown:
            _tell_left_out(name)
        refuse_unknown(where, self._metadata.values())
        return [identity for identity, metadata in self._metadata.items() if where.admits(identity, metadata)]


@lru_cache(maxsize=1024)  # once
def _tell_left_out(name: str) -> None:
    _LOG.warning("no document %r in the index: the others of the list are searched", name)


def refuse_unknown(where: Filter, known: Collection[Metadata]) -> None:
    """Raises UnknownValue, naming what there is, for a publisher, language or type that no document has."""
    asked = (
        ("publisher", Filter(publisher=where.publisher), (one.publisher for one in known)),
        ("language", Filter(language=where.language), (name for one in known for name in one.languages)),
        ("type", Filter(type=where.type), (one.type for one in known)),
    )
    for name, condition, there in asked:  # what there is, is gathered only where it is to be told
        if condition and not any(condition.admits("", one) for one in known):
            value: str = getattr(condition, name)
            named = _named(value, set(there) - {""})
            raise UnknownValue(f"no document of {name} {value!r} in the index: there is {named}")


def _named(value: str, there: Collection[str]) -> str:
    """The values that there are, or those that look most like `value` where they are many."""
    few = sorted(there) if len(there) <= _MOST_NAMED else get_close_matches(value, there, _MOST_NAMED, cutoff=0.0)
    more = f" and {len(there) - len(few)} more" if len(there) > len(few) else ""
    return (", ".join(few) or "none") + more


def check_counts(manifest: Manifest, catalogue: Catalogue, vectors: VectorStore, lexical: LexicalIndex) -> None:
    """Raises IndexDamaged unless every part holds as many chunks as the manifest says, and a vector for each text."""
    documents, chunks = catalogue.counts()
    held = {"documents": documents, "chunks": chunks, "texts": lexical.count(), "vectors": vectors.count()}
    due = {"documents": manifest.documents, **dict.fromkeys(("chunks", "texts"), manifest.chunks)}
    due["vectors"] = catalogue.texts.count()
    wrong = [f"{held[part]} {part} instead of {due[part]}" for part in due if held[part] != due[part]]
    if wrong:
        raise IndexDamaged(f"the index holds {', '.join(wrong)}: {_REPAIR}")


def refuse_damage(folder: Path) -> None:
    """Raises IndexDamaged unless every file of a generation is what was written."""
    if broken := broken_seals(folder):
        more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise IndexDamaged(f"the index is damaged: {folder / broken[0]}{more}. {_REPAIR}")


def refuse_layout(manifest: Manifest) -> None:
    """Raises IndexMismatch for a generation of another layout."""
    if manifest.format != FORMAT:
        raise IndexMismatch(f"the index has layout {manifest.format}, this version reads {FORMAT}: {_REMAKE}")


def refuse_mismatch(manifest: Manifest, embedder: Embedder, parts: Parts) -> None:
    """Raises IndexMismatch unless this layout and these very parts made the generation."""
    refuse_layout(manifest)
    if manifest.embedder != embedder.identity:
        raise IndexMismatch(
            f"the index was made by {manifest.embedder}, the embedder in force is {embedder.identity}: "
            f"set CITEWELL_EMBEDDER back, or {_REMAKE}"
        )
    made_by = Parts(manifest.chunker, manifest.cleaner, manifest.readers)
    if made_by != parts:
        raise IndexMismatch(f"the index was made by {made_by}; in force are {parts}: set them back, or {_REMAKE}")


def open_index(settings: Settings, embedder: Embedder) -> Index:
    """The serving generation of the index at `settings.home`, which nobody drops while it is open.

    Raises IndexMissing, IndexMismatch or IndexDamaged.
    """
    return LocalIndex(Home(settings.home), embedder, Parts.in_force(settings))
