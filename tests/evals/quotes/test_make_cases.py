"""Any index gives its own test: quotes with known verdicts and questions to be written."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpus import Home, open_catalogue
from corpus.models import Span
from evals.quotes.make_cases import make_rows
from evals.sets.cases import case_from_dict
from evals.sets.locate import stand
from tests.ui.test_cli import citewell, rows


@pytest.fixture(scope="module")
def made(sample_home: Path) -> list[dict[str, Any]]:
    """Rows from the sample collection."""
    with closing(open_catalogue(Home(sample_home))) as record:
        found = list(make_rows(record, 30, 10, 0))
        assert found == list(make_rows(record, 30, 10, 0))
        assert found != list(make_rows(record, 30, 10, 1))
    return found


def test_quotes_err_in_both_directions(made: list[dict[str, Any]]) -> None:
    """Honest and dishonest ones of many kinds, each a case as it stands, with ids of their own."""
    quotes = [row for row in made if row.get("kind") == "verifier"]
    assert {row["honest"] for row in quotes} == {True, False}
    assert {"spliced", "wrong_document"} < {row["type"] for row in quotes if not row["honest"]}
    assert len({row["type"] for row in quotes}) >= 12
    assert len({row["id"] for row in made}) == len(made)
    assert all(case_from_dict(row) for row in quotes)


def test_a_question_waits_for_a_person_and_then_counts(made: list[dict[str, Any]], sample_home: Path) -> None:
    """Its gold stands, the gap in its sentence is its answer, and with a question it is a case."""
    stubs = [row for row in made if row.get("pending")]
    assert len(stubs) == 10
    with closing(open_catalogue(Home(sample_home))) as record:
        for stub in stubs:
            assert case_from_dict(stub) is None
            written = case_from_dict({**stub, "pending": False, "question": "Which?"})
            assert written is not None
            (gold,), answer = written.evidence, written.answers[0][0]
            assert stand(written, gold, record) == gold
            assert stub["cloze"].replace("____", answer) == gold.text
            assert isinstance(gold.span, Span)


def test_the_command_writes_a_set_that_runs(sample_home: Path, tmp_path: Path) -> None:
    """What it writes is measured as it stands; a file that is there is not written over."""
    out = tmp_path / "made.jsonl"
    done = citewell("eval", "make-cases", "--out", out, "--sentences", "5", "--questions", "2", home=sample_home)
    assert done.returncode == 0
    assert "2 questions to write" in done.stdout
    measured = citewell("eval", out, "--json", home=sample_home)
    (told,) = rows(measured)
    assert {one["metric"] for one in told["figures"]} >= {"false accept", "false reject"}
    assert told["cases"] == len(out.read_text(encoding="utf-8").split("\n")) - 3
    again = citewell("eval", "make-cases", "--out", out, home=sample_home)
    assert (again.returncode, "name another file" in again.stderr) == (2, True)


def test_an_empty_index_is_told(tmp_path: Path) -> None:
    """No documents, no cases: the message says what to do."""
    none = citewell("eval", "make-cases", "--out", tmp_path / "made.jsonl", home=tmp_path / "none")
    assert (none.returncode, "citewell index" in none.stderr) == (2, True)


def test_no_class_of_quotes_outweighs_the_others(made: list[dict[str, Any]]) -> None:
    """A figure over all dishonest quotes is not one of those under a wrong document alone: there is one a sentence."""
    sentences = sum(row["type"] == "unchanged" for row in made)
    wrong = sum(row["type"] == "wrong_document" for row in made)
    assert 0 < wrong <= sentences
