"""What is known: documents, the index that holds them, embedders and settings."""

from corpus.builder import Builder, Prepared, build_generation, open_catalogue
from corpus.catalogue import Catalogue, Stored
from corpus.clean import CleanText, clean, clean_span
from corpus.embed import Embedder, Vectors
from corpus.embed_sentence_transformers import SentenceTransformersEmbedder
from corpus.errors import (
    CitewellError,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    ModelUnavailable,
    ReadFailure,
    UnknownDocument,
    UsageError,
    WriteFailure,
)
from corpus.generations import Home
from corpus.index import Index
from corpus.languages import detect_language, detect_languages
from corpus.lexical import stems
from corpus.live_index import LiveIndex
from corpus.local_index import open_index, refuse_mismatch
from corpus.packaged import MINILM_EMBEDDER, MINILM_RERANKER, PackagedModel
from corpus.settings import NO_MODEL, PACKAGED, PROVIDERS_OWN, Settings
from corpus.tokens import count_tokens
from corpus.versions import CHUNKER, READERS, Parts

__all__ = [
    "CHUNKER",
    "MINILM_EMBEDDER",
    "MINILM_RERANKER",
    "NO_MODEL",
    "PACKAGED",
    "PROVIDERS_OWN",
    "READERS",
    "Builder",
    "Catalogue",
    "CitewellError",
    "CleanText",
    "Embedder",
    "Home",
    "Index",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "LiveIndex",
    "ModelUnavailable",
    "PackagedModel",
    "Parts",
    "Prepared",
    "ReadFailure",
    "SentenceTransformersEmbedder",
    "Settings",
    "Stored",
    "UnknownDocument",
    "UsageError",
    "Vectors",
    "WriteFailure",
    "build_generation",
    "clean",
    "clean_span",
    "count_tokens",
    "detect_language",
    "detect_languages",
    "open_catalogue",
    "open_index",
    "refuse_mismatch",
    "stems",
]
