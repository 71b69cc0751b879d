"""The one place where the parts of an assistant are chosen and put together."""

from collections.abc import Iterator

from corpus import (
    MINILM_RERANKER,
    PACKAGED,
    Embedder,
    Index,
    LiveIndex,
    SentenceTransformersEmbedder,
    Settings,
    open_index,
)
from rag.abstain import Abstention
from rag.assistant import Assistant
from rag.langchain_retriever import CitewellRetriever
from rag.models import Event, Question
from rag.rerank import Reranker
from rag.rerank_onnx import OnnxReranker
from rag.rerank_sentence_transformers import SentenceTransformersReranker
from rag.rerank_words import EnglishReranker
from rag.retrieve import HybridSearch


def build_reranker(settings: Settings) -> Reranker:
    """The packaged cross-encoder, or the one that the settings name."""
    if settings.reranker == PACKAGED:
        return EnglishReranker(OnnxReranker(MINILM_RERANKER.folder()))
    return SentenceTransformersReranker(settings.reranker, settings.embedder_device)


def build_search(index: Index, settings: Settings) -> HybridSearch:
    """Search over an open index."""
    return HybridSearch(index, build_reranker(settings), settings)


def build_assistant(settings: Settings, embedder: Embedder | None = None) -> Assistant:
    """An assistant over the index at `settings.home`, all of it on this machine.

    Raises IndexMissing, IndexMismatch, IndexDamaged or ModelUnavailable, each naming its cure.
    """
    index = open_index(settings, embedder or SentenceTransformersEmbedder(settings))
    return Assistant(index, build_reranker(settings), Abstention.load(), settings)


class LiveAssistant:
    """Answers each question from the generation that serves when it is asked."""

    def __init__(self, settings: Settings) -> None:
        self.index = LiveIndex(settings, SentenceTransformersEmbedder(settings))
        self._parts = (build_reranker(settings), Abstention.load(), settings)

    def events(self, question: Question) -> Iterator[Event]:
        """As `Assistant.events`; the generation stays open until the last event is taken."""
        with self.index.lease() as index:
            yield from Assistant(index, *self._parts).events(question)


def build_retriever(settings: Settings, k: int = 4) -> CitewellRetriever:
    """A LangChain retriever over the index at `settings.home`."""
    index = open_index(settings, SentenceTransformersEmbedder(settings))
    return CitewellRetriever(search=build_search(index, settings), k=k)
