"""What is known of one source: its canonical text, what it says of itself, its parts."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from corpus.models.dates import date_bounds
from corpus.models.span import Span


class BlockKind(StrEnum):
    """What a stretch of a document is; decides whether it may be searched and quoted."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    BYLINE = "byline"
    REFERENCE = "reference"
    BOILERPLATE = "boilerplate"

    @property
    def quotable(self) -> bool:
        """Boilerplate and reference lists stay in the text but are never indexed or quoted."""
        return self not in (BlockKind.BOILERPLATE, BlockKind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Block:
    """A typed span of the canonical text; `language` is an ISO 639-1 code."""

    kind: BlockKind
    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; an unknown value is empty, never guessed.

    `published_at` is ISO, as precise as its source (`2025`, `2023-06`, `2021-10-02`).
    `found` maps a field's name to where its value was found (`front matter`, `sources.toml`, ...).
    """

    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published_at: str = ""
    languages: tuple[str, ...] = ()
    url: str = ""
    doi: str = ""
    media_type: str = "text/plain"
    found: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.published_at:
            date_bounds(self.published_at)


@dataclass(frozen=True)
class Document:
    """A source as Citewell knows it. `id` comes from where it was found, not from what it says."""

    id: str
    text: str
    metadata: Metadata
    path: str
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        for block in self.blocks:
            if block.span.end > len(self.text):
                raise ValueError(f"{self.id}: block {block.span} ends outside the text")

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the canonical text, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def slice(self, span: Span) -> str:
        """The document's own characters; raises ValueError outside the text."""
        if span.end > len(self.text):
            raise ValueError(f"{self.id} has {len(self.text)} characters, not {span}")
        return self.text[span.start : span.end]
