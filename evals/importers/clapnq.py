"""CLAP NQ (Rosenthal et al., 2024): the annotated JSON Lines files, answerable and unanswerable."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from corpus import UsageError
from evals.importers.port import Importer, Row, document_row, field, read_lines


class ClapnqImporter(Importer):
    """A document is a passage; gold is the sentences that any annotator chose; the answer they wrote is a reference."""

    name = "clapnq"
    source = "a .jsonl file of annotated_data, or a folder of such files"

    def documents(self, source: Path) -> Iterator[Row]:
        seen: set[str] = set()
        for row, where in _rows(source):
            for passage in field(row, "passages", where):
                identity = _id(passage)
                if identity not in seen:
                    seen.add(identity)
                    yield document_row(identity, field(passage, "text", where), title=passage.get("title"))

    def cases(self, source: Path) -> Iterator[Row]:
        for row, where in _rows(source):
            written = [one for one in field(row, "output", where) if (one.get("answer") or "").strip()]
            chosen = dict.fromkeys(text for one in written for text in one.get("selected_sentences") or ())
            yield {
                "id": str(field(row, "id", where)),
                "type": "long_form" if written else "unanswerable",
                "question": field(row, "input", where),
                "answerable": bool(written),
                "reference": written[0]["answer"] if written else "",
                "evidence": [_gold(row, text) for text in chosen],
            }


def _rows(source: Path) -> Iterator[tuple[Row, str]]:
    paths = sorted(source.rglob("*.jsonl")) if source.is_dir() else [source]
    if not paths:
        raise UsageError(f"{source} holds no .jsonl file")
    return ((row, str(path)) for path in paths for row in read_lines(path))


def _gold(row: Row, text: str) -> Row:
    passages = row["passages"]
    held = next((one for one in passages if text in one["text"]), passages[0])
    return {"doc": _id(held), "text": text}


def _id(passage: Row) -> str:
    """By content: the same passage comes with several questions."""
    said = f"{passage.get('title', '')}\n{passage.get('text', '')}"
    return f"clapnq-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
