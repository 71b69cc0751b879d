"""The questions that confidence is fitted on: what to index, what to ask, what is known of the answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.models import Filter, Span
from evals.models import Gold
from evals.sets.cases import load_cases
from rag import stand_alone


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `group` names what it shares with others, so that they stay in one fold.

    `hide` is a place whose chunks are taken away before asking, which makes it unanswerable.
    `gold` are the places that answer, where they are known.
    """

    group: str
    text: str
    where: Filter
    answerable: bool
    hide: Span | None = None
    gold: tuple[Gold, ...] = ()


@dataclass(frozen=True, slots=True)
class DataSet:
    """Questions over the documents at `source`, a file or a folder."""

    name: str
    source: Path
    asked: tuple[Asked, ...]


def squad2(folder: Path, scratch: Path) -> DataSet:
    """Each question against its own paragraph alone: there, the unanswerable are near misses."""
    rows = list(json_rows(folder / "questions.jsonl"))
    ids = {text: f"paragraph-{i}" for i, text in enumerate(dict.fromkeys(row["paragraph"] for row in rows))}
    source = scratch / "paragraphs.jsonl"
    lines = (json.dumps({"doc_id": id_, "title": "", "text": text}) + "\n" for text, id_ in ids.items())
    source.write_text("".join(lines), encoding="utf-8")
    own = [ids[row["paragraph"]] for row in rows]
    asked = (Asked(a, row["question"], Filter(doc=a), row["answerable"]) for a, row in zip(own, rows, strict=True))
    return DataSet("squad2", source, tuple(asked))


def clapnq(folder: Path) -> DataSet:
    """Each question against all documents."""
    texts = {row["doc_id"]: row["text"] for row in json_rows(folder / "documents.jsonl")}
    asked = []
    for row in json_rows(folder / "questions.jsonl"):
        gold = tuple(_place(one["doc_id"], texts[one["doc_id"]], one["quote"]) for one in row["evidence"])
        group = next((one.doc for one in gold), row["id"])
        asked.append(Asked(group, row["question"], Filter(), row["answerable"], gold=gold))
    return DataSet("clapnq", folder / "documents.jsonl", tuple(asked))


def articles(folder: Path, cases: list[Path]) -> DataSet:
    """The cases of the articles; follow-ups as the assistant understands them. Each is its own group."""
    asked = tuple(
        Asked(
            case.id,
            stand_alone(case.question.text, case.question.history),
            case.question.where,
            case.answerable,
            gold=case.evidence,
        )
        for path in cases
        for case in load_cases(path)
    )
    return DataSet("articles", folder, asked)


def xquad(folder: Path, every: int) -> DataSet:
    """Every n-th question against its own document, once whole and once with the answer's chunks hidden."""
    asked = []
    for row in list(json_rows(folder / "questions.jsonl"))[::every]:
        gold = row["evidence"][0]
        where, span = Filter(doc=gold["doc_id"]), Span(gold["start"], gold["end"])
        asked += [Asked(gold["doc_id"], row["question"], where, hide is None, hide) for hide in (None, span)]
    return DataSet(folder.name, folder / "documents.jsonl", tuple(asked))


def _place(document: str, text: str, quote: str) -> Gold:
    """Raises ValueError where the text does not hold the quote."""
    start = text.index(quote)
    return Gold(document, Span(start, start + len(quote)))


def json_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8", newline="\n") as lines:  # a row may hold U+2028: only \n ends it
        for line in lines:
            yield json.loads(line)
