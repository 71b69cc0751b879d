"""Near misses written one by one: what is kept of them, and the pairs that they make."""

import random
from pathlib import Path

import pytest

from evals.fit.data import json_rows
from evals.fit.reader_near import NearMiss, near_misses, near_pairs
from tests.conftest import SHARED
from tests.evals.fit.test_reader_rows import write_set

TOLD = "The harbour of Norra was opened by Queen Ada."
TEXT = f"Ships wait for the tide. {TOLD}"
SPAN = (TEXT.index(TOLD), len(TEXT))
MISSED = NearMiss(
    doc="a",
    span=SPAN,
    question="In which year was Norra's harbour opened?",
    answers=False,
    pieces=((0, 32), "in 1931 ", (32, len(TOLD))),
    answer=(35, 39),
)
ANSWERED = NearMiss(
    doc="a",
    span=SPAN,
    question="Which queen opened Norra's harbour?",
    answers=True,
    pieces=((0, 32), "after nine years of work."),
    answer=(35, 44),
)


def test_each_makes_a_sentence_that_answers_and_one_that_does_not(tmp_path: Path) -> None:
    """The document's and ours by turns, behind the title or not, and the place is the answer's."""
    write_set(tmp_path / "squad2", [{"doc_id": "a", "title": "Norra", "text": TEXT}], [])
    found = list(near_pairs(tmp_path, [MISSED, ANSWERED] * 5, random.Random(3)))
    assert {pair.text.removeprefix("Norra. ") for pair in found if pair.answers} == {
        "The harbour of Norra was opened in 1931 by Queen Ada.",
        TOLD,
    }
    assert {pair.text.removeprefix("Norra. ") for pair in found if not pair.answers} == {
        TOLD,
        "The harbour of Norra was opened after nine years of work.",
    }
    assert {pair.text[start:end] for pair in found for start, end in pair.places} == {"1931", "Queen Ada"}
    assert {pair.text.startswith("Norra. ") for pair in found} == {True, False}


def test_what_is_kept_fits_its_documents() -> None:
    """Each sentence stands where it is said to, ours is another one, and the answer lies within the one that answers."""
    documents = SHARED / "data" / "squad2" / "documents.jsonl"
    questions = documents.with_name("questions.jsonl")
    if not documents.exists():
        pytest.skip("../shared/data/squad2 is not here")
    texts = {row["doc_id"]: row["text"] for row in json_rows(documents)}
    measured = {row["paragraph_doc_id"] for row in json_rows(questions)}
    kept = near_misses()
    assert len(kept) > 1000
    for one in kept:
        sentence = texts[one.doc][slice(*one.span)]
        own = one.own(sentence)
        right = sentence if one.answers else own
        assert own != sentence == sentence.strip()
        assert right[slice(*one.answer)].strip(), one.question
        assert one.doc not in measured  # no article that the sample asks about is tuned on
