"""SQuAD 2.0 (Rajpurkar et al., 2018): one JSON file of articles, paragraphs and questions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.importers.port import Importer, Row, document_row, field, read_json


class SquadImporter(Importer):
    """Each paragraph is a document, and its questions are asked of it alone: the unanswerable were written against it.

    The answerable are also searched for among all paragraphs, as retrieval cases. Gold is the answer's own span.
    """

    name = "squad2"
    source = "train-v2.0.json or dev-v2.0.json"

    def documents(self, source: Path) -> Iterator[Row]:
        for identity, title, paragraph in _paragraphs(source):
            yield document_row(identity, field(paragraph, "context", identity), title=title)

    def cases(self, source: Path) -> Iterator[Row]:
        for identity, _, paragraph in _paragraphs(source):
            for asked in field(paragraph, "qas", identity):
                case = _case(asked, identity)
                yield case | {"filter": {"doc": identity}}
                if case["answerable"]:
                    yield case | {"kind": "retrieval"}


def _paragraphs(source: Path) -> Iterator[tuple[str, str, Any]]:
    for article in field(read_json(source), "data", str(source)):
        title = field(article, "title", str(source))
        for number, paragraph in enumerate(field(article, "paragraphs", title)):
            yield f"{title}-{number}", title.replace("_", " "), paragraph


def _case(asked: Row, document: str) -> Row:
    answers = field(asked, "answers", document)
    starts = {one["answer_start"]: one["text"] for one in answers}
    gold = [{"doc": document, "start": at, "end": at + len(text), "text": text} for at, text in starts.items()]
    known = not asked.get("is_impossible", False)
    return {
        "id": field(asked, "id", document),
        "type": "extractive" if known else "unanswerable",
        "question": field(asked, "question", document).strip(),
        "answerable": known,
        "answers": [list(dict.fromkeys(one["text"] for one in answers))] if known else [],
        "evidence": gold if known else [],
    }
