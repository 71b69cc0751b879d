"""The cases over the sample collection are true of the documents as they are read today."""

import json
from collections import Counter
from typing import Any

import pytest

from corpus.models import Document, Filter, Span
from evals import load_cases
from ingest.models import Entry, Source
from ingest.readers import Readers
from ingest.sources import SourceNotes
from ingest.split import sentences_of
from tests.conftest import REPOSITORY, SAMPLES

CASES = REPOSITORY / "evals" / "cases" / "samples.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
FILTERS = {case.id: case.question.where for case in load_cases(CASES)}
each_row = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The shipped documents by id, read without an index."""
    found = {}
    readers = Readers()
    for path in sorted(SAMPLES.iterdir()):
        for entry in readers.entries(Source(path, path, path.name), SourceNotes.for_root(path)):
            assert isinstance(entry, Entry)
            document = entry.load().document
            found[document.id] = document
    readers.close()
    return found


@each_row
def test_evidence_is_a_sentence_of_its_document(row: dict[str, Any], documents: dict[str, Document]) -> None:
    """A span cuts out the words that stand beside it, and they are a sentence that may be quoted."""
    for one in row["evidence"]:
        document = documents[one["doc"]]
        span = Span(one["start"], one["end"])
        assert document.slice(span) == one["quote"]
        assert span in [sentence.span for sentence in sentences_of(document)]


@each_row
def test_every_answer_stands_in_the_evidence(row: dict[str, Any]) -> None:
    """Each alternative of each part of the answer occurs in the evidence, so that a right citation can show it."""
    evidence = " ".join(one["quote"] for one in row["evidence"]).casefold()
    for group in row["answers"]:
        assert group
        assert all(alternative.casefold() in evidence for alternative in group)


@each_row
def test_what_is_not_answerable_has_no_evidence(row: dict[str, Any]) -> None:
    """Evidence and answers are given for what is answerable, and for nothing else; a conflict has two sides to show."""
    assert row["answerable"] == bool(row["evidence"]) == bool(row["answers"])
    if row["conflict"]:
        assert len(row["answers"]) > 1


@each_row
def test_evidence_passes_the_filter_of_its_case(row: dict[str, Any], documents: dict[str, Document]) -> None:
    """No case asks for evidence that its own filter shuts out; a filter admits some document."""
    where = FILTERS[row["id"]]
    assert where == Filter() or any(where.admits(name, one.metadata) for name, one in documents.items())
    assert all(where.admits(one["doc"], documents[one["doc"]].metadata) for one in row["evidence"])


def test_the_set_is_large_and_its_halves_are_alike() -> None:
    """Ids differ, no question is asked twice in one setting, and each type is in both halves alike."""
    assert len(ROWS) >= 130
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    asked = {json.dumps([row["question"], row.get("history"), row.get("filter")]) for row in ROWS}
    assert len(asked) == len(ROWS)
    halves = Counter((row["type"], row["split"]) for row in ROWS)
    for kind in {row["type"] for row in ROWS}:
        assert halves[kind, "dev"] == halves[kind, "heldout"] > 0
    assert {row["split"] for row in ROWS} == {"dev", "heldout"}
