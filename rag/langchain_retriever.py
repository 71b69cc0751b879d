"""Citewell's search as a LangChain retriever, for anyone's chain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus.models import Filter
from rag.query import parse_query
from rag.retrieve import HybridSearch


class CitewellRetriever(BaseRetriever):
    """The `k` best chunks for a query, reranked.

    Each document's metadata holds what a citation needs: `doc, path, start, end, title, publisher,
    published_at, score`; `page_content` is `document.text[start:end]`, character for character.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: HybridSearch
    where: Filter = Filter()
    k: int = 4

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = []
        for hit in self.search.search(parse_query(query), self.where, self.k):
            document = self.search.index.document(hit.chunk.document_id)
            metadata = {
                "doc": document.id,
                "path": document.path,
                "start": hit.chunk.span.start,
                "end": hit.chunk.span.end,
                "title": document.metadata.title,
                "publisher": document.metadata.publisher,
                "published_at": document.metadata.published_at,
                "score": hit.score,
            }
            found.append(LangChainDocument(page_content=hit.chunk.text, metadata=metadata))
        return found
