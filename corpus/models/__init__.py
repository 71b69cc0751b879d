"""The nouns of the collection: pure values, no input or output, no framework."""

from corpus.models.citation import Citation
from corpus.models.dates import date_bounds
from corpus.models.document import Block, BlockKind, Document, Found, Metadata
from corpus.models.filter import Filter
from corpus.models.layout import Box, Page, PlacedWord
from corpus.models.manifest import EmbedderIdentity, Manifest
from corpus.models.mention import DateMention
from corpus.models.passage import Chunk, Sentence
from corpus.models.span import Span

__all__ = [
    "Block",
    "BlockKind",
    "Box",
    "Chunk",
    "Citation",
    "DateMention",
    "Document",
    "EmbedderIdentity",
    "Filter",
    "Found",
    "Manifest",
    "Metadata",
    "Page",
    "PlacedWord",
    "Sentence",
    "Span",
    "date_bounds",
]
