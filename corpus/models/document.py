"""What is known of one source: its canonical text, what it says of itself, its parts."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from corpus.models.dates import date_bounds
from corpus.models.layout import Page
from corpus.models.mention import DateMention
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
    HIDDEN = "hidden"

    @property
    def quotable(self) -> bool:
        """Boilerplate, reference lists and text that a reader does not see are never indexed or quoted."""
        return self not in (BlockKind.BOILERPLATE, BlockKind.REFERENCE, BlockKind.HIDDEN)


@dataclass(frozen=True, slots=True)
class Block:
    """A typed span of the canonical text; `language` is an ISO 639-1 code."""

    kind: BlockKind
    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a value was found (`front matter`, `page metadata`, `text`, ...), and how sure it is, from 0 to 1."""

    where: str
    sure: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.sure <= 1:
            raise ValueError(f"how sure a value is must lie between 0 and 1, not {self.sure}")


_SHORT = {  # what people call a media type
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; an unknown value is empty, never guessed.

    `published_at` is ISO, as precise as its source (`2025`, `2023-06`, `2021-10-02`).
    `found` maps a field's name to where its value was found.
    """

    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published_at: str = ""
    languages: tuple[str, ...] = ()
    url: str = ""
    doi: str = ""
    media_type: str = "text/plain"
    found: dict[str, Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.published_at:
            date_bounds(self.published_at)

    @property
    def type(self) -> str:
        """The media type in short: `text`, `markdown`, `html`, `pdf`, `epub`, `docx`; another one in full."""
        return _SHORT.get(self.media_type, self.media_type)


@dataclass(frozen=True)
class Document:
    """A source as Citewell knows it. `id` comes from where it was found, not from what it says.

    `pages` are those of a paginated source, in order; `dates` are the days that its text names.
    """

    id: str
    text: str
    metadata: Metadata
    path: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    dates: tuple[DateMention, ...] = ()

    def __post_init__(self) -> None:
        parts = (self.blocks, self.pages, self.dates)
        for span in (one.span for kind in parts for one in kind):
            if span.end > len(self.text):
                raise ValueError(f"{self.id}: {span} ends outside the text")

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the canonical text, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page_of(self, span: Span) -> int | None:
        """The number of the page on which `span` begins; None where the source has no pages."""
        return next((page.number for page in self.pages if page.span.start <= span.start < page.span.end), None)

    def slice(self, span: Span) -> str:
        """The document's own characters; raises ValueError outside the text."""
        if span.end > len(self.text):
            raise ValueError(f"{self.id} has {len(self.text)} characters, not {span}")
        return self.text[span.start : span.end]
