"""Plain JSON Lines: `documents.jsonl` beside `questions.jsonl` in one folder.

{"id", "question", "answers": [...], "type", "answerable", "evidence": [{"doc_id", "quote", "start", "end"}],
 "pool": [doc_id, ...], "conflicting_evidence": [...], "wrong_answers": [...], "lang"}
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus import UsageError
from evals.importers.port import Importer, Row, read_lines

_LONGEST_ANSWER = 12  # words; what is longer was written by somebody and stands in no document as it is


class PlainImporter(Importer):
    """`answers` are alternatives; where `disambig_entity` names several things, each has its own answer.

    `pool` closes the list of documents that a question may be answered from. Sources disagree
    where there is conflicting evidence or a wrong answer.
    """

    name = "plain"
    source = "a folder with documents.jsonl and questions.jsonl"

    def documents(self, source: Path) -> Iterator[Row]:
        return read_lines(source / "documents.jsonl")

    def cases(self, source: Path) -> Iterator[Row]:
        if (source / "attacks.jsonl").exists():
            raise UsageError(f"{source} holds attacks: `citewell eval import bipia {source} --out DIR` puts them in")
        return (_case(row) for row in read_lines(source / "questions.jsonl"))


def _case(row: Row) -> Row:
    answers, reference = answers_of(row)
    conflicting = row.get("conflicting_evidence") or []
    case: Row = {
        "id": row.get("id"),
        "type": row.get("type") or "",
        "question": row.get("question"),
        "answerable": row.get("answerable"),
        "answers": answers,
        "reference": reference,
        "evidence": [_gold(one) for one in row.get("evidence") or []],
        "opposing": [_gold(one) for one in conflicting],
        "conflict": bool(conflicting or row.get("wrong_answers")),
        "wrong_answers": row.get("wrong_answers") or [],
        "language": row.get("lang") or "",
        "filter": {"docs": row["pool"]} if row.get("pool") else {},
    }
    return {**case, **{name: row[name] for name in ("kind", "history", "split") if row.get(name)}}


def answers_of(row: Mapping[str, Any]) -> tuple[list[list[str]], str]:
    """Groups of alternatives that quotes must hold, and the answer that somebody wrote in their own words."""
    given = row.get("answers") or []
    if not all(isinstance(one, str) for one in given):
        return given, ""  # groups already, or what `evals.sets.cases` will refuse
    short = [one for one in given if len(one.split()) <= _LONGEST_ANSWER]
    reference = next((one for one in given if one not in short), "")
    if reference:
        return [], reference
    several = bool(row.get("disambig_entity"))
    return ([[one] for one in short] if several else [short] if short else []), ""


def _gold(one: Any) -> Any:
    if not isinstance(one, dict):
        return one
    gold = {"doc": one.get("doc_id", one.get("doc")), "text": one.get("quote", one.get("text"))}
    return gold | {name: one[name] for name in ("start", "end") if one.get(name) is not None}
