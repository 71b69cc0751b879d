"""The one place where the parts of a run are chosen: what answers, searches and checks."""

from collections import defaultdict
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from corpus import NO_MODEL, Catalogue, Embedder, SentenceTransformersEmbedder, Settings, UsageError, open_index
from corpus.models import Chunk
from evals.kinds.ask import Ask, AskAttacked
from evals.kinds.check import Check
from evals.kinds.closed_book import ClosedBook, Knows
from evals.kinds.closed_book_langchain import open_model
from evals.kinds.port import Kind
from evals.kinds.search import Chunks, Search
from evals.kinds.support import Support
from evals.models import KindName
from rag import HybridSearch, build_assistant, build_reranker, build_support

_ASKED = {KindName.ANSWERS, KindName.ABSTENTION, KindName.CONFLICT, KindName.CALIBRATION, KindName.INJECTION}


@dataclass(frozen=True)
class Bench:
    """What the cases are put to, by kind, and its description for the run."""

    kinds: dict[KindName, Kind]
    answerer: dict[str, Any]


def build_bench(
    settings: Settings,
    record: Catalogue | None,
    kinds: Collection[KindName],
    opened: ExitStack,
    *,
    k: int,
    closed_book: str = "",
) -> Bench:
    """Loads what these kinds need and nothing else; `opened` closes it. Raises UsageError, IndexMismatch, ...

    `closed_book` names the chat model that answers without documents, `provider:name`.
    """
    made: dict[KindName, Kind] = {}
    model = "" if settings.model == NO_MODEL else settings.model
    answerer = {"name": "written" if model else "quotes", "model": model, "reranker": settings.reranker}
    if KindName.SUPPORT in kinds:
        judge = build_support(settings)
        made[KindName.SUPPORT] = Support(judge)
        answerer["support"] = judge.name
    if KindName.CLOSED_BOOK in kinds:
        made[KindName.CLOSED_BOOK] = ClosedBook(_model(closed_book))
        answerer["closed_book"] = closed_book
    if record is not None:
        made |= _over_documents(settings, record, set(kinds), opened, k)
    return Bench(made, answerer)


def _over_documents(
    settings: Settings, record: Catalogue, kinds: set[KindName], opened: ExitStack, k: int
) -> dict[KindName, Kind]:
    """The kinds that are asked of an index."""
    made: dict[KindName, Kind] = {}
    if KindName.VERIFIER in kinds:
        made[KindName.VERIFIER] = Check(record)
    embedder = SentenceTransformersEmbedder(settings)
    if kinds & _ASKED:
        assistant = build_assistant(settings, embedder)
        opened.callback(assistant.index.close)
        ask = Ask(assistant, lambda doc: record.document(doc).text)
        made |= dict.fromkeys(_ASKED, ask)
        made[KindName.INJECTION] = AskAttacked(assistant, lambda doc: record.document(doc).text)
    if KindName.RETRIEVAL in kinds:
        made[KindName.RETRIEVAL] = _search(settings, embedder, chunks_of(record), k, opened)
    return made


def _model(named: str) -> Knows:
    if not named:
        raise UsageError("closed-book cases are asked of a chat model: name one with --closed-book provider:name")
    return open_model(named)


def _search(settings: Settings, embedder: Embedder, chunks: Chunks, k: int, opened: ExitStack) -> Search:
    index = open_index(settings, embedder)
    opened.callback(index.close)
    reranker = build_reranker(settings)
    return Search(index, HybridSearch(index, reranker, settings), reranker, chunks, k)


def chunks_of(record: Catalogue) -> Chunks:
    """The chunks of each document of a record; their texts are left out."""
    ids: dict[str, list[str]] = defaultdict(list)
    for row in record.searchable():
        ids[row.document_id].append(row.id)

    def chunks(doc: str) -> list[Chunk]:
        found = [(identity, record.chunk_place(identity)) for identity in ids[doc]]
        return [Chunk(i, doc, at.span, "", at.first, at.last, at.language) for i, at in found]

    return chunks
