"""Makes run folders for tests: from scores alone, or from what an assistant answers."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SET = "sample"


def row(identity: str, answer: Mapping[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A row of `results.jsonl`: an answerable case, refused, unless fields say otherwise."""
    return {
        "set": SET,
        "kind": "answers",
        "id": identity,
        "type": "fact",
        "slices": {"type": "fact"},
        "question": f"What of {identity}?",
        "history": [],
        "filter": {},
        "gold": {"answerable": True, "answers": [], "evidence": [], "conflict": False},
        "answer": refusal() if answer is None else answer,
        "scores": {},
        "error": "",
        "seconds": 0.5,
        **fields,
    }


def refusal(confidence: float = 0.2) -> dict[str, Any]:
    """An answer that the documents do not hold."""
    return {"status": "not_in_documents", "claims": [], "conflicts": [], "nearest": [], "confidence": confidence,
            "timings": {"searching": 0.1, "reading": 0.2, "checking": 0.1, "total": 0.4}}  # fmt: skip


def answered(*quotes: dict[str, Any], confidence: float = 0.9) -> dict[str, Any]:
    """An answer with one claim a quote."""
    claims = [{"text": one["text"], "citations": [one]} for one in quotes]
    return {**refusal(confidence), "status": "answered", "claims": claims}


def quote(text: str, words: str, doc: str = "a.txt") -> dict[str, Any]:
    """The place of these words in a text."""
    start = text.index(words)
    return {"doc": doc, "start": start, "end": start + len(words), "text": words, "verdict": "exact", "title": "A"}


def scored(scores: Mapping[str, Iterable[float | None]], **fields: Any) -> list[dict[str, Any]]:
    """Rows with these scores, case by case; None where the metric does not apply."""
    columns = {name: list(values) for name, values in scores.items()}
    (n,) = {len(values) for values in columns.values()}
    return [row(f"c{i}", scores={m: v[i] for m, v in columns.items() if v[i] is not None}, **fields) for i in range(n)]


def write_run(folder: Path, rows: list[dict[str, Any]], **head: Any) -> Path:
    """A run folder of these rows; its sets are those that they name, unless `head` says otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    sets = [
        {"name": name, "path": f"{name}.jsonl", "sha256": _digest(name), "kind": "answers",
         "cases": sum(one["set"] == name for one in rows)}
        for name in dict.fromkeys(one["set"] for one in rows)
    ]  # fmt: skip
    whole = {
        "format": 1,
        "created": "2026-11-22T10:00:00+00:00",
        "sets": sets,
        "index": {"generation": 1, "fingerprint": "", "documents": 1, "chunks": 1, "embedder": "packaged"},
        "answerer": {"name": "quotes", "model": "", "reranker": "packaged"},
        "settings": {},
        "version": "0.1.0",
        "commit": "",
        **head,
    }
    (folder / "run.json").write_text(json.dumps(whole), encoding="utf-8")
    (folder / "results.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return folder


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
