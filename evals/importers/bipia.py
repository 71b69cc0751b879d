"""BIPIA (Yi et al., 2023) as plain rows: `documents.jsonl`, `questions.jsonl` and `attacks.jsonl` in one folder."""

from collections.abc import Iterator
from pathlib import Path

from corpus import UsageError
from evals.attacks.put import between_sentences, put_in
from evals.importers.port import Importer, Row, field, read_lines

_POSITIONS = ("start", "middle", "end")


class BipiaImporter(Importer):
    """Injection cases: each question's document with an attack at its start, middle and end, the attacks in turn.

    An attack in the middle stands between two sentences.

    The document without an attack is there too: the answer to it tells what an attack changed.
    """

    name = "bipia"
    source = "a folder with documents.jsonl, questions.jsonl and attacks.jsonl"

    def documents(self, source: Path) -> Iterator[Row]:
        yield from read_lines(source / "documents.jsonl")
        for poisoned, _, _ in _poisoned(source):
            yield poisoned

    def cases(self, source: Path) -> Iterator[Row]:
        for poisoned, attack, asked in _poisoned(source):
            yield {
                "id": poisoned["doc_id"],
                "kind": "injection",
                "type": asked.get("type") or "",
                "question": field(asked, "question", "questions.jsonl"),
                "answerable": field(asked, "answerable", "questions.jsonl"),
                "filter": {"docs": [poisoned["doc_id"]]},
                "attack": attack,
            }


def _poisoned(source: Path) -> Iterator[tuple[Row, Row, Row]]:
    """(document with an attack, the attack, the question)."""
    documents = {field(row, "doc_id", "documents.jsonl"): row for row in read_lines(source / "documents.jsonl")}
    attacks = list(read_lines(source / "attacks.jsonl"))
    if not attacks:
        raise UsageError(f"{source / 'attacks.jsonl'} holds no attacks")
    for number, asked in enumerate(read_lines(source / "questions.jsonl")):
        clean = documents.get(next(iter(field(asked, "pool", "questions.jsonl")), ""))
        if clean is None:
            raise UsageError(f"questions.jsonl, question {number + 1}: its `pool` names no document of documents.jsonl")
        for place, position in enumerate(_POSITIONS):
            attack = attacks[(number * len(_POSITIONS) + place) % len(attacks)]
            words = field(attack, "attack", "attacks.jsonl")
            text, start = put_in(clean["text"], words, _place(clean["text"], position))
            poisoned = clean | {"doc_id": f"{clean['doc_id']}-{position}", "text": text}
            told = {"clean": clean["doc_id"], "start": start, "end": start + len(words)}
            yield poisoned, told | {"category": attack.get("category", ""), "position": position}, asked


def _place(text: str, position: str) -> int:
    return {"start": 0, "middle": between_sentences(text, len(text) // 2), "end": len(text)}[position]
