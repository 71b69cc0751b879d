"""The shipped compound questions are true of the documents as they are read today, and are taken apart."""

import json
from collections import Counter
from typing import Any

import pytest

from corpus import Index, detect_language
from corpus.models import Span
from evals import load_cases
from rag.parts import parts_of
from tests.conftest import REPOSITORY

CASES = REPOSITORY / "evals" / "cases" / "compound.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_evidence_is_a_sentence_that_holds_the_answers(row: dict[str, Any], sample_index: Index) -> None:
    """Each place cuts out a sentence; the answers stand in them; only what is held in part lacks something."""
    for one in row["evidence"]:
        span = Span(one["start"], one["end"])
        assert sample_index.document(one["doc"]).slice(span) == one["quote"]
        assert span in [sentence.span for sentence in sample_index.sentences(one["doc"])]
    quotes = " ".join(one["quote"] for one in row["evidence"]).casefold()
    assert all(answer.casefold() in quotes for group in row["answers"] for answer in group)
    assert row["answerable"] == bool(row["evidence"]) == (row["type"] != "none")
    assert bool(row.get("missing")) == (row["type"] == "part")


def test_the_halves_are_alike_and_every_question_is_taken_apart() -> None:
    """Each type is as often in one half as in the other (one question apart), and what is missing is a part."""
    halves = Counter((row["type"], row["split"]) for row in ROWS)
    assert len(load_cases(CASES)) == len(ROWS) == 40
    for kind in ("both", "part", "none"):
        assert abs(halves[kind, "dev"] - halves[kind, "heldout"]) <= 1
    for row in ROWS:
        parts = parts_of(row["question"], detect_language(row["question"]))
        assert len(parts) > 1
        assert {one.casefold() for one in row.get("missing", ())} <= {part.rstrip("?").casefold() for part in parts}
