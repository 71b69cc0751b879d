"""The one place where the parts of an assistant are chosen and put together."""

from collections.abc import Iterator

from corpus import (
    COLBERT_TOKENS,
    MINILM_RERANKER,
    NO_MODEL,
    PACKAGED,
    PROVIDERS_OWN,
    Embedder,
    Index,
    LiveIndex,
    SentenceTransformersEmbedder,
    Settings,
    open_index,
)
from rag.abstain import Abstention
from rag.answer_head import AnswerHead
from rag.assistant import Assistant
from rag.langchain_retriever import CitewellRetriever
from rag.models import Event, Question
from rag.prices import Prices
from rag.reader import STRICT, Reader
from rag.rerank import Reranker
from rag.rerank_onnx import OnnxReranker
from rag.rerank_sentence_transformers import SentenceTransformersReranker
from rag.rerank_words import EnglishReranker
from rag.retrieve import HybridSearch
from rag.support import SupportModel
from rag.support_nli import NliSupport
from rag.support_packaged import PackagedSupport
from rag.support_tokens_onnx import OnnxTokens
from rag.writer import Limits, Writer
from rag.writer_cached import CachedWriter
from rag.writer_langchain import LangChainWriter
from rag.writer_local import LOCAL, LocalWriter
from rag.writing.check import Checker
from rag.writing.scribe import Scribe


def build_reranker(settings: Settings) -> Reranker:
    """The packaged cross-encoder, or the one that the settings name."""
    if settings.reranker == PACKAGED:
        readers = Reader.load(), AnswerHead.load(), Reader.load(STRICT)
        return EnglishReranker(OnnxReranker(MINILM_RERANKER.folder(), *readers))
    return SentenceTransformersReranker(settings.reranker, settings.embedder_device)


def build_support(settings: Settings) -> SupportModel:
    """What tells whether a claim follows from its sentences: the packaged one, or the one that the settings name."""
    if settings.support_model == PACKAGED:
        return packaged_support()
    return NliSupport(settings.support_model, settings.embedder_device)


def packaged_support() -> PackagedSupport:
    """The packaged check over the models that packages carry. Raises ModelUnavailable where they are not there."""
    return PackagedSupport.load(OnnxReranker(MINILM_RERANKER.folder()), OnnxTokens(COLBERT_TOKENS.folder()))


def build_writer(settings: Settings) -> Writer | None:
    """The chat model that the settings name; None for answers in quotes. Raises UsageError or ModelUnavailable."""
    if settings.model == NO_MODEL:
        return None
    url = "" if settings.model_url == PROVIDERS_OWN else settings.model_url
    limits = Limits(settings.model_seconds, settings.model_reply_tokens)
    if settings.model.startswith(f"{LOCAL}:"):
        return CachedWriter(LocalWriter(settings.model, output=settings.model_output, limits=limits))
    model = LangChainWriter(
        settings.model,
        url=url,
        key=settings.model_key.get_secret_value(),
        output=settings.model_output,
        limits=limits,
    )
    return CachedWriter(model)


def build_scribe(settings: Settings, reranker: Reranker) -> Scribe | None:
    """What writes answers with a chat model; None where the settings name none. Raises as `build_writer` does."""
    writer = build_writer(settings)
    if writer is None:
        return None
    checker = Checker(build_support(settings), reranker)
    return Scribe(writer, checker, settings.model_tokens, Prices.given(settings.model_prices))


def build_search(index: Index, settings: Settings) -> HybridSearch:
    """Search over an open index."""
    return HybridSearch(index, build_reranker(settings), settings)


def build_assistant(settings: Settings, embedder: Embedder | None = None) -> Assistant:
    """An assistant over the index at `settings.home`, all of it on this machine.

    Raises IndexMissing, IndexMismatch, IndexDamaged or ModelUnavailable, each naming its cure.
    """
    reranker = build_reranker(settings)
    scribe = build_scribe(settings, reranker)  # a model that cannot be had is told before an index is opened
    index = open_index(settings, embedder or SentenceTransformersEmbedder(settings))
    return Assistant(index, reranker, Abstention.load(), settings, scribe=scribe)


class LiveAssistant:
    """Answers each question from the generation that serves when it is asked."""

    def __init__(self, settings: Settings) -> None:
        self.index = LiveIndex(settings, SentenceTransformersEmbedder(settings))
        reranker = build_reranker(settings)
        self._parts = (reranker, Abstention.load(), settings)
        self._scribe = build_scribe(settings, reranker)

    def events(self, question: Question) -> Iterator[Event]:
        """As `Assistant.events`; the generation stays open until the last event is taken."""
        with self.index.lease() as index:
            yield from Assistant(index, *self._parts, scribe=self._scribe).events(question)


def build_retriever(settings: Settings, k: int = 4) -> CitewellRetriever:
    """A LangChain retriever over the index at `settings.home`."""
    index = open_index(settings, SentenceTransformersEmbedder(settings))
    return CitewellRetriever(search=build_search(index, settings), k=k)
