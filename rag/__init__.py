"""How a question becomes a checked answer."""

from rag.assistant import MOST_QUESTION, Assistant
from rag.build import LiveAssistant, build_assistant, build_reranker, build_retriever, build_search
from rag.follow_up import stand_alone
from rag.how_many import enough
from rag.langchain_retriever import CitewellRetriever
from rag.query import parse_query
from rag.read import read_sentences
from rag.rerank import Reranker
from rag.retrieve import HybridSearch
from rag.signals import signals_of
from rag.source_phrases import without_sources
from rag.verify import verify
from rag.wire import answer_to_dict, citation_to_dict, hits_to_dict
from rag.worth import features_of

__all__ = [
    "MOST_QUESTION",
    "Assistant",
    "CitewellRetriever",
    "HybridSearch",
    "LiveAssistant",
    "Reranker",
    "answer_to_dict",
    "build_assistant",
    "build_reranker",
    "build_retriever",
    "build_search",
    "citation_to_dict",
    "enough",
    "features_of",
    "hits_to_dict",
    "parse_query",
    "read_sentences",
    "signals_of",
    "stand_alone",
    "verify",
    "without_sources",
]
