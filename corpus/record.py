"""What the catalogue gives beside documents: sources as they were read, chunks and texts as they are searched."""

from dataclasses import dataclass
from hashlib import blake2b

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


def text_key(text: str) -> bytes:
    """Sixteen bytes by which a text that was embedded is found again."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
