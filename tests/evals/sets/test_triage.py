"""A quote that somebody turned down becomes a case that the next run measures, or is dropped."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corpus import UsageError
from corpus.models import Span
from evals import Ruling, Triage, load_cases
from tests.evals.sets.test_sets import write
from tests.ui.test_cli import citewell, rows
from ui.cli import app


def vote(identity: str, vote: str = "down", named: str = "a1", start: int = 0, **more: Any) -> dict[str, Any]:
    cited = {"doc": "a.txt", "start": start, "end": start + 5, "text": "words", "title": "A", "verdict": "exact"}
    claims = [{"text": "words", "citations": [cited]}]
    answer = {"status": "answered", "claims": claims, "confidence": 0.7}
    row = {"id": identity, "at": f"2026-01-01T00:00:0{len(identity)}", "vote": vote, "named": named}
    return {**row, "question": "Who?", "history": ["What?"], "filter": {}, "citation": cited, "answer": answer, **more}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three that wait, one that was taken back, one that helps; the last line is torn."""
    write(
        tmp_path / "feedback.jsonl",
        vote("one"),
        vote("two", start=9),
        vote("taken", named="a2"),
        vote("back", "up", named="a2"),
        vote("three", named="a3", question="Where?", history=[]),
        vote("helps", "up", named="a4"),
    )
    with (tmp_path / "feedback.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "torn')
    return tmp_path


def test_the_latest_vote_counts_and_decisions_are_kept(home: Path) -> None:
    """What was taken back, helps or is decided does not wait."""
    triage = Triage(home)
    assert [one.id for one in triage.pending()] == ["one", "two", "three"]
    triage.decide("one", Ruling.UNANSWERABLE)
    triage.decide("two", Ruling.WRONG_QUOTE)
    triage.decide("three", Ruling.DROPPED)
    assert Triage(home).pending() == []
    with pytest.raises(UsageError, match="does not wait"):
        triage.decide("one", Ruling.DROPPED)


def test_accepted_ones_are_cases_of_a_set(home: Path) -> None:
    """One must be refused, the other must not show the quote again; the conversation comes along."""
    triage = Triage(home)
    triage.decide("one", Ruling.UNANSWERABLE)
    triage.decide("two", Ruling.WRONG_QUOTE)
    refused, other = load_cases(home / "regressions.jsonl")
    assert (refused.id, refused.type, refused.answerable, refused.rejected) == (
        "feedback-one",
        "unanswerable",
        False,
        (),
    )
    assert refused.question.history == ("What?",)
    assert other.answerable
    assert [(gold.doc, gold.span, gold.text) for gold in other.rejected] == [("a.txt", Span(9, 14), "words")]


def test_a_damaged_file_names_its_line(home: Path) -> None:
    """A line that cannot be read is told, and none is passed over but the torn last one."""
    (home / "feedback.jsonl").write_text('{"id": "x", "vote": "down"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"feedback\.jsonl:1 .*`question` is missing"):
        Triage(home).pending()


def test_it_can_be_scripted(home: Path) -> None:
    """List as JSON, accept and drop by id; every call that is off says what is due."""
    listed = rows(citewell("eval", "triage", "--list", "--json", home=home))
    assert [row["id"] for row in listed] == ["one", "two", "three"]
    assert listed[0]["answer"]["claims"]
    run = CliRunner(env={"CITEWELL_HOME": str(home)}).invoke
    assert run(app, ["eval", "triage", "--accept", "one", "--as", "unanswerable"]).exit_code == 0
    assert run(app, ["eval", "triage", "--drop", "two"]).exit_code == 0
    assert "three  Where?" in run(app, ["eval", "triage", "--list"]).output
    for off in (["--accept", "three"], ["--as", "unanswerable"], ["--accept", "three", "--as", "odd"], ["--json"],
                ["--list", "--drop", "three"], ["--drop", "one"]):  # fmt: skip
        assert isinstance(run(app, ["eval", "triage", *off]).exception, UsageError), off
    assert [
        row["as"] for row in map(json.loads, (home / "triage.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
    ] == [
        "unanswerable",
        "dropped",
    ]


def test_it_walks_through_what_waits(home: Path) -> None:
    """Each is shown with its question and quote; an unknown key asks again, skipping leaves it waiting."""
    walked = CliRunner(env={"CITEWELL_HOME": str(home)}).invoke(app, ["eval", "triage"], input="x\nw\ns\nq\n")
    assert walked.exit_code == 0
    assert "1 of 3: Who?" in walked.output
    assert "after: What?" in walked.output
    assert "1 decided, 2 wait" in walked.output
    assert [one.id for one in Triage(home).pending()] == ["two", "three"]


def test_nothing_waits_where_nobody_voted(tmp_path: Path) -> None:
    """A home without votes is no error."""
    done = CliRunner(env={"CITEWELL_HOME": str(tmp_path)}).invoke(app, ["eval", "triage", "--list"])
    assert (done.exit_code, done.output) == (0, "nothing waits\n")
