"""The nouns of ingestion: what was found, what became of it, what went wrong."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.models import Document, PlacedWord


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was found under `root`, the path the user named; `id` is its path under it."""

    path: Path
    root: Path
    id: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that could not be read, and why; the others went on."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as a reader got it, with the place of each word where the source has pages.

    `remarks` tell what is off though the rest can be quoted, such as a page without text.
    """

    document: Document
    words: tuple[PlacedWord, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One document to be: `source_hash` tells whether it changed, `load` reads it.

    `load` raises ReadFailure when the source holds no usable text. `root` is the path that was
    named when the source was found; the plan fills it in.
    """

    id: str
    path: str
    source_hash: str
    load: Callable[[], Reading]
    root: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What an `index` run did: documents by fate, what failed, and the index's size now.

    `embedded` counts the texts that were embedded; those known from before are not among them.
    `generation` is the one that serves now. `remarks` tell of documents that were read what cannot be quoted of them.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    documents: int
    chunks: int
    seconds: float
    embedded: int = 0
    generation: int = 0
    remarks: tuple[Failure, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The JSON shape that `citewell index --json` prints."""
        return asdict(self)
