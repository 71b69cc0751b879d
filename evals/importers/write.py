"""Writes an imported data set: `documents.jsonl` to index, `cases.jsonl` to run, gold at its offsets."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import UsageError
from corpus.models import Document, Metadata
from evals.importers.port import Importer, Row
from evals.sets.cases import parse_cases
from evals.sets.locate import find_words

_FIELDS = ("doc_id", "title", "text", "source", "published_at", "url")
_GOLD = ("evidence", "opposing")


@dataclass
class Written:
    """What was written, and what gold was not found in its document and left out (the first few, told by case)."""

    documents: int = 0
    cases: int = 0
    gold: int = 0
    lost: int = 0
    examples: tuple[str, ...] = ()


def write_imported(importer: Importer, source: Path, out: Path) -> Written:
    """Writes both files into `out`. Raises UsageError where the source is off or a set stands there already."""
    if (out / "cases.jsonl").exists() or (out / "documents.jsonl").exists():
        raise UsageError(f"{out} holds a set already: name another folder with --out DIR")
    cases = list(importer.cases(source))
    if not cases:
        raise UsageError(f"{source} holds no questions: {importer.name} is {importer.source}")
    parse_cases((f"{source}, case {number}", row) for number, row in enumerate(cases, 1))
    wanted = {gold["doc"] for row in cases for name in _GOLD for gold in row.get(name) or ()}
    written = Written(cases=len(cases))
    texts: dict[str, Document] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write(out / "documents.jsonl", _documents(importer.documents(source), wanted, texts, written))
        _write(out / "cases.jsonl", (_with_places(row, texts, written) for row in cases))
    except OSError as error:
        raise UsageError(f"cannot write in {out} ({error.strerror}): name another folder with --out DIR") from error
    return written


def _documents(rows: Iterable[Row], wanted: set[str], texts: dict[str, Document], written: Written) -> Iterator[Row]:
    """Each document once; those that hold gold are kept at hand."""
    seen: set[str] = set()
    for row in rows:
        identity = row["doc_id"]
        if identity in seen or not row["text"].strip():
            continue
        seen.add(identity)
        if identity in wanted:
            texts[identity] = Document(identity, row["text"], Metadata(), "")
        written.documents += 1
        yield {name: row[name] for name in _FIELDS if row.get(name)}


def _with_places(row: Row, texts: dict[str, Document], written: Written) -> Row:
    """The case with offsets for all gold that stands; empty fields are left out."""
    placed = {name: list(_placed(row, name, texts, written)) for name in _GOLD}
    return {name: value for name, value in {**row, **placed}.items() if value not in ("", [], {}, None)}


def _placed(row: Row, name: str, texts: dict[str, Document], written: Written) -> Iterator[dict[str, Any]]:
    for gold in row.get(name) or ():
        written.gold += 1
        document, words = texts.get(gold["doc"]), gold.get("text") or ""
        given = (gold["start"], gold["end"]) if "start" in gold else None
        if document and given and document.text[given[0] : given[1]] == words:
            yield gold
            continue
        span = find_words(words, document) if document and words else None
        if document and span:
            yield {"doc": gold["doc"], "start": span.start, "end": span.end, "text": document.slice(span)}
            continue
        written.lost += 1
        if len(written.examples) < 3:
            written.examples += (f"{row['id']}: {words[:80]!r} in {gold['doc']}",)


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
