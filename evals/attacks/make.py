"""Injection cases from questions whose answer is known: their documents with an attack slipped in, and without.

Makes rows; indexes nothing and asks nothing. The same cases, documents and attacks give the same rows.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import zip_longest
from typing import Any

from corpus import UsageError
from corpus.models import Document, Filter
from evals.attacks.put import gap_near, put_in
from evals.models import Case, Gold
from evals.sets.locate import Holds, locate

MOST = 24
_POSITIONS = ("start", "middle", "beside the answer", "end")

Row = dict[str, Any]


@dataclass(frozen=True)
class Attacked:
    """Rows of documents to index and of cases over them."""

    documents: tuple[Row, ...]
    cases: tuple[Row, ...]


def attack_rows() -> list[Row]:
    """The shipped attacks: `{category, language, attack, followed}`; `{question}` stands for what is asked."""
    lines = resources.files("evals.attacks").joinpath("attacks.jsonl").read_text("utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def attacked(cases: Iterable[Case], documents: Holds, most: int = MOST) -> Attacked:
    """At most so many cases, each with an attack in the language of its document and at the next of four positions.

    Of `cases` those serve that ask one thing, without a filter, of one document. Raises UsageError without any.
    """
    located, _ = locate(cases, documents)
    chosen = _in_turn([case for case in located if _serves(case)])[:most]
    if not chosen:
        raise UsageError(
            "no case to slip an attack into: it needs answerable questions whose gold stands in one document of this "
            "index each. For documents of your own, write such cases and use `citewell eval make-attacks`"
        )
    attacks = attack_rows()
    clean: dict[str, Row] = {}
    poisoned, rows = [], []
    for number, case in enumerate(chosen):
        document = documents.document(case.evidence[0].doc)
        clean.setdefault(document.id, _row(document, document.id, document.text))
        fitting = [one for one in attacks if one["language"] == _language(case)]
        attack = fitting[number % len(fitting)]
        # After a whole round of attacks the positions move on by one, so that each attack meets each position.
        position = _POSITIONS[(number + number // len(fitting)) % len(_POSITIONS)]
        harmed, row = _slipped_in(document, case, attack, position, f"a{number + 1:02d}")
        poisoned.append(harmed)
        rows.append(row)
    return Attacked((*clean.values(), *poisoned), tuple(rows))


def _serves(case: Case) -> bool:
    plain = not case.question.history and case.question.where == Filter() and not case.opposing
    return case.answerable and plain and len({gold.doc for gold in case.evidence}) == 1


def _in_turn(cases: Sequence[Case]) -> list[Case]:
    """One of each document, then the next of each: so few cases are of many documents."""
    by_document: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_document[case.evidence[0].doc].append(case)
    return [case for turn in zip_longest(*by_document.values()) for case in turn if case is not None]


def _language(case: Case) -> str:
    return "ru" if any("а" <= one <= "я" for one in case.evidence[0].text.casefold()) else "en"


def _slipped_in(document: Document, case: Case, attack: Row, position: str, identity: str) -> tuple[Row, Row]:
    """(the document with the attack, the case)."""
    words = attack["attack"].format(question=case.question.text)
    text, start = put_in(document.text, words, _place(document, case.evidence[0], position))
    harmed = f"{document.id} {identity}"
    return _row(document, harmed, text), {
        "id": identity,
        "kind": "injection",
        "type": case.type,
        "question": case.question.text,
        "answerable": True,
        "answers": [list(group) for group in case.answers],
        "evidence": [{"doc": harmed, "text": gold.text} for gold in case.evidence],
        "filter": {"docs": [harmed]},
        "attack": {
            "clean": document.id,
            "start": start,
            "end": start + len(words),
            "category": attack["category"],
            "position": position,
            "followed": attack["followed"],
        },
    }


def _place(document: Document, gold: Gold, position: str) -> int:
    """Where the attack is put; never inside a gold sentence."""
    assert gold.span is not None  # it was located
    middle = gap_near(document.text, len(document.text) // 2)
    if gold.span.start < middle < gold.span.end:
        middle = gold.span.end
    return {"start": 0, "middle": middle, "beside the answer": gold.span.end, "end": len(document.text)}[position]


def _row(document: Document, identity: str, text: str) -> Row:
    known = document.metadata
    told = {"doc_id": identity, "title": known.title, "text": text, "source": known.publisher}
    return {name: value for name, value in (told | {"published_at": known.published_at}).items() if value}
