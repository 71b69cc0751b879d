"""What is known: documents, the index that holds them, embedders and settings."""

from corpus.anchor import Anchor, Quote, anchor
from corpus.builder import Builder, Prepared, build_generation, open_catalogue
from corpus.catalogue import Catalogue
from corpus.clean import CleanText, clean, clean_span
from corpus.days.mentions import mentions_of
from corpus.days.month_names import all_weekdays
from corpus.days.written import partial_date, written_dates
from corpus.doctor import Finding, examine
from corpus.embed import Embedder, Vectors
from corpus.embed_apart import EmbedderApart
from corpus.embed_sentence_transformers import SentenceTransformersEmbedder
from corpus.errors import (
    CitewellError,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    ModelUnavailable,
    ReadFailure,
    UnknownDocument,
    UnknownValue,
    UsageError,
    WriteFailure,
)
from corpus.function_words import STOP_WORDS
from corpus.generations import Home
from corpus.index import Index
from corpus.kept import Kept, kept_generations, roll_back
from corpus.languages import detect_language, detect_languages
from corpus.lexical import stems
from corpus.live_index import LiveIndex
from corpus.local_index import open_index, refuse_layout, refuse_mismatch
from corpus.packaged import COLBERT_TOKENS, MINILM_EMBEDDER, MINILM_RERANKER, PackagedModel
from corpus.record import Stored
from corpus.repair import repair
from corpus.settings import NO_MODEL, PACKAGED, PROVIDERS_OWN, Settings
from corpus.tokens import count_tokens
from corpus.versions import CHUNKER, READERS, Parts

__all__ = [
    "CHUNKER",
    "COLBERT_TOKENS",
    "MINILM_EMBEDDER",
    "MINILM_RERANKER",
    "NO_MODEL",
    "PACKAGED",
    "PROVIDERS_OWN",
    "READERS",
    "STOP_WORDS",
    "Anchor",
    "Builder",
    "Catalogue",
    "CitewellError",
    "CleanText",
    "Embedder",
    "EmbedderApart",
    "Finding",
    "Home",
    "Index",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "Kept",
    "LiveIndex",
    "ModelUnavailable",
    "PackagedModel",
    "Parts",
    "Prepared",
    "Quote",
    "ReadFailure",
    "SentenceTransformersEmbedder",
    "Settings",
    "Stored",
    "UnknownDocument",
    "UnknownValue",
    "UsageError",
    "Vectors",
    "WriteFailure",
    "all_weekdays",
    "anchor",
    "build_generation",
    "clean",
    "clean_span",
    "count_tokens",
    "detect_language",
    "detect_languages",
    "examine",
    "kept_generations",
    "mentions_of",
    "open_catalogue",
    "open_index",
    "partial_date",
    "refuse_layout",
    "refuse_mismatch",
    "repair",
    "roll_back",
    "stems",
    "written_dates",
]
