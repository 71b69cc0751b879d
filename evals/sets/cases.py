"""Reads cases from JSON Lines; a malformed row names its file, line and field.

    {"id", "question", "answerable", "type", "kind", "history", "filter", "answers": [[alternative, ...], ...],
     "evidence": [{"doc", "start", "end", "text"}], "conflict", "language", ...}

A row whose `pending` is true waits for a person and is passed over. Knows nothing of an index:
whether gold stands there is for `locate`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus import UsageError
from evals.models import Attack, Case, Gold, KindName, Quoted, Supported
from evals.sets import fields
from rag import question_from_dict
from rag.models import Question


def load_cases(path: Path, kind: str = "") -> list[Case]:
    """The cases of a `.jsonl` file. Raises UsageError on a missing, empty or malformed one."""
    return [case for case in read_cases(path, kind) if case is not None]


def read_cases(path: Path, kind: str = "") -> list[Case | None]:
    """As `load_cases`, with None for a row that is pending. `kind` is that of rows that name none."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:  # a row may hold U+2028: only \n ends it
            numbered = [(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text ({error.reason}): save it as UTF-8") from error
    cases = parse_cases(((where, _object(line, where)) for where, line in numbered), kind)
    if not any(cases):
        waiting = f": all {len(cases)} rows are pending" if cases else ""
        raise UsageError(f"{path} holds no cases{waiting}")
    return cases


def parse_cases(rows: Iterable[tuple[str, Any]], kind: str = "") -> list[Case | None]:
    """Cases of (place, row) pairs, None for a pending one.

    Raises UsageError naming the place of a row that is off, or whose id came before.
    """
    cases: list[Case | None] = []
    seen: dict[tuple[str, str], str] = {}
    for where, row in rows:
        try:
            case = case_from_dict(row, kind)
            if case is not None:
                first = seen.setdefault(case.key, where)
                fields.need(first == where, f"`id` {case.id!r} stands at {first} already")
        except UsageError as error:
            raise UsageError(f"{where}: {error}") from error
        cases.append(case)
    return cases


def case_from_dict(row: Any, kind: str = "") -> Case | None:
    """One case, None where it is pending. Raises UsageError naming the field."""
    fields.need(isinstance(row, dict), "a case must be an object")
    if fields.truth(row, "pending", False):
        return None
    name = _kind(row, kind)
    if name in _PAYLOADS:
        case = Case(fields.identity(row), fields.text(row, "type", ""), Question(""), True, kind=name)
        return replace(case, language=_language(row), split=_split(row), **_PAYLOADS[name](row))
    case = Case(
        id=fields.identity(row),
        type=fields.text(row, "type", ""),
        question=question_from_dict({**row, "question": fields.required(row, "question")}),
        answerable=fields.truth(row, "answerable"),
        answers=tuple(_group(group) for group in fields.listed(row, "answers")),
        evidence=golds(row, "evidence"),
        conflict=fields.truth(row, "conflict", False),
        kind=name,
        language=_language(row),
        split=_split(row),
        reference=fields.text(row, "reference", ""),
        wrong_answers=fields.texts(row, "wrong_answers"),
        opposing=golds(row, "opposing"),
        rejected=golds(row, "rejected"),
        relevant=_relevant(row),
    )
    return replace(case, attack=_attack(row)) if name is KindName.INJECTION else case


def golds(row: Mapping[str, Any], field: str) -> tuple[Gold, ...]:
    """The gold places of a field."""
    return tuple(_gold(one, f"`{field}`") for one in fields.listed(row, field))


def _object(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise UsageError(f"{where}: not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError(f"{where}: nested too deeply") from error


def _kind(row: Mapping[str, Any], kind: str) -> KindName:
    raw = fields.text(row, "kind", kind or KindName.ANSWERS)
    try:
        return KindName(raw)
    except ValueError as error:
        raise UsageError(f"`kind` is one of {', '.join(KindName)}, not {raw!r}") from error


def _language(row: Mapping[str, Any]) -> str:
    return fields.text(row, "language", "")


def _split(row: Mapping[str, Any]) -> str:
    return fields.text(row, "split", "")


def _gold(raw: Any, name: str) -> Gold:
    fields.need(isinstance(raw, dict), f"each of {name} must be an object {{doc, start, end}}")
    fields.need("doc" in raw, f"{name} must have `doc`")
    doc = fields.valid(raw["doc"], f"`doc` of {name}")
    words = fields.text(raw, "text", "") or fields.text(raw, "quote", "")
    span = fields.span(raw, name)
    fields.need(span is not None or bool(words), f"{name} must have `start` and `end`, or `text`")
    return Gold(doc, span, words)


def _group(raw: Any) -> tuple[str, ...]:
    fields.need(isinstance(raw, list), "each group of `answers` must be a list")
    return tuple(fields.valid(one, "each of a group of `answers`") for one in raw)


def _relevant(row: Mapping[str, Any]) -> dict[str, int]:
    raw = row.get("relevant") or {}
    fields.need(isinstance(raw, dict), "`relevant` must map documents to grades")
    fields.need(all(type(grade) is int and grade >= 0 for grade in raw.values()), "a grade of `relevant` is 0 or more")
    return dict(raw)


def _attack(row: Mapping[str, Any]) -> Attack:
    raw = fields.required(row, "attack")
    fields.need(isinstance(raw, dict), "`attack` must be an object {clean, start, end}")
    span = fields.span(raw, "`attack`")
    if span is None:
        raise UsageError("`attack` must have `start` and `end`")
    where = (fields.text(raw, "category", ""), fields.text(raw, "position", ""))
    return Attack(fields.text(raw, "clean"), span, *where, fields.texts(raw, "followed"))


def _quoted(row: Mapping[str, Any]) -> dict[str, Any]:
    words, honest = fields.text(row, "quote"), fields.truth(row, "honest")
    script, span = fields.text(row, "script", ""), fields.span(row, "the quote")
    return {"quoted": Quoted(fields.text(row, "document"), words, honest, script, span)}


def _supported(row: Mapping[str, Any]) -> dict[str, Any]:
    claim, references = fields.text(row, "claim"), fields.texts(row, "references")
    fields.need(bool(references), "`references` must hold the words that the claim rests on")
    return {"support": Supported(claim, references, fields.truth(row, "supported"))}


_PAYLOADS: dict[KindName, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    KindName.VERIFIER: _quoted,
    KindName.SUPPORT: _supported,
}
