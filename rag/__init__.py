"""How a question becomes a checked answer."""

from rag.age import age_in_words
from rag.answer_head import AnswerHead, TokenStates, best_run
from rag.assistant import Assistant
from rag.bert_weights import float_weights
from rag.build import (
    LiveAssistant,
    build_assistant,
    build_reranker,
    build_retriever,
    build_search,
    build_support,
    packaged_support,
)
from rag.dates import explained
from rag.follow_up import stand_alone
from rag.how_many import enough
from rag.langchain_retriever import CitewellRetriever
from rag.query import parse_query
from rag.question_rows import (
    MOST_QUESTION,
    build_filter,
    check_question,
    check_text,
    question_from_dict,
    question_to_dict,
)
from rag.read import answerability, behind_title
from rag.reader import Reader, reader_sha256
from rag.rerank import Reranker, likely_answer
from rag.rerank_onnx import OnnxReranker
from rag.retrieve import HybridSearch
from rag.signals import signals_of
from rag.source_phrases import without_sources
from rag.speaker import speaker_of
from rag.support import SupportModel
from rag.support_packaged import published_support
from rag.timely import read_sentences
from rag.verifier.fold import FoldedDocument
from rag.verifier.narrow import Narrowing
from rag.verifier.standing import Wanted
from rag.verify import verify, verify_anywhere
from rag.wire import answer_to_dict, citation_to_dict, hits_to_dict
from rag.wire_explain import explanation_to_dict
from rag.wire_verdict import verdict_to_dict
from rag.worth import features_of

__all__ = [
    "MOST_QUESTION",
    "AnswerHead",
    "Assistant",
    "CitewellRetriever",
    "FoldedDocument",
    "HybridSearch",
    "LiveAssistant",
    "Narrowing",
    "OnnxReranker",
    "Reader",
    "Reranker",
    "SupportModel",
    "TokenStates",
    "Wanted",
    "age_in_words",
    "answer_to_dict",
    "answerability",
    "behind_title",
    "best_run",
    "build_assistant",
    "build_filter",
    "build_reranker",
    "build_retriever",
    "build_search",
    "build_support",
    "check_question",
    "check_text",
    "citation_to_dict",
    "enough",
    "explained",
    "explanation_to_dict",
    "features_of",
    "float_weights",
    "hits_to_dict",
    "likely_answer",
    "packaged_support",
    "parse_query",
    "published_support",
    "question_from_dict",
    "question_to_dict",
    "read_sentences",
    "reader_sha256",
    "signals_of",
    "speaker_of",
    "stand_alone",
    "verdict_to_dict",
    "verify",
    "verify_anywhere",
    "without_sources",
]
