"""RAMDocs (Wang et al., 2025): a JSON Lines file of questions, each with its own conflicting documents."""

from collections.abc import Iterator
from pathlib import Path

from evals.importers.port import Importer, Row, document_row, field, read_lines

_RIGHT, _WRONG = "correct", "misinfo"


class RamdocsImporter(Importer):
    """A question may be answered from its own documents only. Each right answer is a part of the answer.

    Gold is where a document states its answer; one that states it in other words is counted as not found.
    Sources disagree where one of them misinforms.
    """

    name = "ramdocs"
    source = "RAMDocs_test.jsonl"

    def documents(self, source: Path) -> Iterator[Row]:
        for number, row in enumerate(read_lines(source)):
            for place, document in enumerate(field(row, "documents", f"{source}:{number + 1}")):
                yield document_row(_id(number, place), field(document, "text", f"{source}:{number + 1}"))

    def cases(self, source: Path) -> Iterator[Row]:
        for number, row in enumerate(read_lines(source)):
            where = f"{source}:{number + 1}"
            documents = field(row, "documents", where)
            stated = [(_id(number, place), one.get("type"), one.get("answer")) for place, one in enumerate(documents)]
            answers, wrong = field(row, "gold_answers", where), row.get("wrong_answers") or []
            yield {
                "id": f"ramdocs-{number}",
                "type": "+".join(["ambiguity"] * (len(answers) > 1) + ["misinfo"] * bool(wrong)) or "plain",
                "question": field(row, "question", where),
                "answerable": True,
                "answers": [[one] for one in answers],
                "wrong_answers": wrong,
                "conflict": bool(wrong),
                "evidence": [{"doc": doc, "text": answer} for doc, kind, answer in stated if kind == _RIGHT],
                "opposing": [{"doc": doc, "text": answer} for doc, kind, answer in stated if kind == _WRONG],
                "filter": {"docs": [doc for doc, _, _ in stated]},
            }


def _id(number: int, place: int) -> str:
    return f"ramdocs-{number}-{place}"
