"""The index port: what the rooms above may ask of a collection."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from corpus.embed import Vectors
from corpus.models import Chunk, Document, Filter, Manifest, PlacedWord, Sentence, Span


class Index(ABC):
    """A collection that can be searched and read, as of one generation."""

    @property
    @abstractmethod
    def manifest(self) -> Manifest:
        """What this generation was made with, and its sizes."""

    @abstractmethod
    def documents(self) -> list[Document]:
        """Every document, ordered by id."""

    @abstractmethod
    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument when the index does not hold it."""

    @abstractmethod
    def source_names(self) -> frozenset[str]:
        """Every publisher and author of the collection, as written."""

    def copies(self) -> Mapping[str, str]:
        """The group of each document that is a near-duplicate of others, by id; a document alone is absent."""
        return {}

    @abstractmethod
    def chunk(self, chunk_id: str) -> Chunk:
        """The chunk that a search named."""

    @abstractmethod
    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        """Sentences of a document with ordinals `first` to `last`, inclusive, in order."""

    @abstractmethod
    def words(self, document_id: str, span: Span) -> list[PlacedWord]:
        """Where the words at `span` are printed; empty for a source without pages."""

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, by the model that made the index's own; shape (n, dimension)."""

    @abstractmethod
    def dense(self, vector: Vectors, k: int, where: Filter) -> list[tuple[str, float]]:
        """The k chunks nearest to a vector of shape (dimension,): (chunk id, cosine), best first."""

    @abstractmethod
    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        """The k chunks that share the rarest words with `text`: (chunk id, BM25), best first."""

    @abstractmethod
    def close(self) -> None:
        """Releases the files; the index must not be used after."""
