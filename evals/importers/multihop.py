"""MultiHop-RAG (Tang and Yang, 2024): `corpus.json` beside `MultiHopRAG.json`."""

from collections.abc import Iterator
from pathlib import Path

from evals.importers.port import Importer, Row, document_row, field, read_json

_UNKNOWN, _IN_WORDS = "null_query", "inference_query"


class MultiHopImporter(Importer):
    """A document is an article, by its address. The evidence is the facts that the question joins.

    Only an inference has its answer in the articles' words; a comparison's yes or no is a reference.
    Some facts are not word for word: they are counted as not found.
    """

    name = "multihop-rag"
    source = "a folder with corpus.json and MultiHopRAG.json"

    def documents(self, source: Path) -> Iterator[Row]:
        for article in read_json(source / "corpus.json"):
            yield document_row(
                field(article, "url", "corpus.json"),
                field(article, "body", "corpus.json"),
                title=article.get("title"),
                source=article.get("source"),
                published_at=str(article.get("published_at") or "")[:10],
                url=article["url"],
            )

    def cases(self, source: Path) -> Iterator[Row]:
        for number, asked in enumerate(read_json(source / "MultiHopRAG.json")):
            where = f"MultiHopRAG.json, question {number}"
            kind, answer = field(asked, "question_type", where), field(asked, "answer", where)
            known = kind != _UNKNOWN
            facts = field(asked, "evidence_list", where) if known else []
            yield {
                "id": f"multihop-{number}",
                "type": kind,
                "question": field(asked, "query", where),
                "answerable": known,
                "answers": [[answer]] if kind == _IN_WORDS else [],
                "reference": answer if known and kind != _IN_WORDS else "",
                "evidence": [{"doc": field(one, "url", where), "text": field(one, "fact", where)} for one in facts],
            }
