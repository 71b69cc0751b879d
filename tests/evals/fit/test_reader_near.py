"""Near misses written one by one: what is kept of them, and the pairs that they make."""

import random
import re

import pytest

from evals.fit.data import json_rows
from evals.fit.reader_near import NearMiss, near_misses, near_pairs
from evals.fit.reader_pair import Pair
from tests.conftest import SHARED
from tests.evals.fit.test_reader_rows import write_set

TOLD = "The harbour of Norra was opened by Queen Ada."
BEFORE, AFTER = "Norra lies on the coast. Ships wait for the tide. ", " They leave with it."
TEXT = f"Fish is sold.\n{BEFORE}{TOLD}{AFTER}\nBoats are built."
SPAN = (TEXT.index(TOLD), TEXT.index(TOLD) + len(TOLD))
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


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    data = tmp_path_factory.mktemp("data")
    write_set(data / "squad2", [{"doc_id": "a", "title": "Norra", "text": TEXT}], [])
    return list(near_pairs(data, [MISSED, ANSWERED] * 20, random.Random(3)))


def test_each_makes_a_text_that_answers_and_one_that_does_not(found: list[Pair]) -> None:
    """The document's sentence and ours by turns, and the place is the answer's."""
    in_1931, in_nine_years = "opened in 1931 by Queen Ada.", "opened after nine years of work."
    assert {pair.text[start:end] for pair in found for start, end in pair.places} == {"1931", "Queen Ada"}
    for pair in found:
        assert pair.answers == (TOLD in pair.text if "Which queen" in pair.question else in_1931 in pair.text)
        assert pair.answers or (in_nine_years if "Which queen" in pair.question else TOLD) in pair.text


def test_both_stand_in_the_same_surroundings(found: list[Pair]) -> None:
    """Alone, behind the sentence before, or in their paragraph and no further, each behind the title or not."""
    wanted = {
        title + before + "{}" + after
        for title in ("", "Norra. ")
        for before, after in (("", ""), ("Ships wait for the tide. ", ""), (BEFORE, AFTER))
    }
    sentence = re.compile(r"The harbour of Norra was .*?\.")
    surroundings = [sentence.sub("{}", pair.text) for pair in found]
    assert set(surroundings) == wanted
    assert surroundings[::2] == surroundings[1::2]


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
