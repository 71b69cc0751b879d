"""RAGTruth (Niu et al., 2024): `source_info.jsonl` beside `response.jsonl`, answers with their unsupported spans."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sentencex

from corpus import UsageError
from evals.importers.port import Importer, Row, document_row, field, read_lines

_PASSAGE = re.compile(r"^passage \d+:", re.M)


class RagTruthImporter(Importer):
    """Support cases: each sentence of each answer of good quality, unsupported where an annotator marked some of it.

    They need a model of support to be measured. The passages of the questions are documents too.
    """

    name = "ragtruth"
    source = "a folder with source_info.jsonl and response.jsonl"

    def documents(self, source: Path) -> Iterator[Row]:
        for row in read_lines(source / "source_info.jsonl"):
            for number, text in enumerate(_references(row)):
                yield document_row(f"ragtruth-{row['source_id']}-{number}", text, source=row.get("source"))

    def cases(self, source: Path) -> Iterator[Row]:
        known = {str(field(row, "source_id", "source_info.jsonl")): row for row in _infos(source)}
        for row in read_lines(source / "response.jsonl"):
            if row.get("quality", "good") != "good":
                continue
            info = known.get(str(field(row, "source_id", "response.jsonl")))
            if info is None:
                raise UsageError(f"response.jsonl: {row['source_id']!r} stands in no row of source_info.jsonl")
            references = _references(info)
            for number, (start, claim) in enumerate(_sentences(field(row, "response", "response.jsonl"))):
                marked = any(one["start"] < start + len(claim) and start < one["end"] for one in row["labels"])
                yield {
                    "id": f"{row['id']}-{number}",
                    "kind": "support",
                    "type": info.get("task_type", ""),
                    "split": row.get("split") or "",
                    "claim": claim,
                    "references": references,
                    "supported": not marked,
                }


def _infos(source: Path) -> Iterator[Row]:
    return read_lines(source / "source_info.jsonl")


def _references(row: Row) -> list[str]:
    """The passages of a question; a text as it is; data as JSON."""
    info: Any = field(row, "source_info", "source_info.jsonl")
    if isinstance(info, str):
        return [info]
    if "passages" not in info:
        return [json.dumps(info, ensure_ascii=False)]
    return [part.strip() for part in _PASSAGE.split(info["passages"]) if part.strip()]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with the place where each begins."""
    for boundary in sentencex.get_sentence_boundaries("en", text):
        piece = text[boundary["start_index"] : boundary["end_index"]]
        if piece.strip():
            yield boundary["start_index"] + len(piece) - len(piece.lstrip()), piece.strip()
