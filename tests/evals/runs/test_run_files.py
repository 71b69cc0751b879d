"""A run folder is read as it was written, or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import UsageError
from evals import read_run
from evals.runs.saved import SavedAnswer, SavedHits, SavedVerdict
from tests.evals.run_folders import answered, quote, row, write_run


def test_every_kind_of_answer_is_read(tmp_path: Path) -> None:
    """Answers, hits and verdicts arrive as what they are; a failed case has none; a lone surrogate survives."""
    words = quote("Two \ud800 lanes.", "Two \ud800 lanes.")
    hit = {**words, "score": 1.5, "ranks": {"fused": 1}}
    run = read_run(
        write_run(
            tmp_path,
            [
                row("answer", answered(words)),
                row("hits", {"id": 1, "question": "q", "hits": [hit]}),
                row(
                    "verdict",
                    {"verdict": "absent", "doc": "a.txt", "start": None, "end": None, "text": "x", "detail": ""},
                ),
                row("failed", {}, error="Traceback"),
            ],
        )
    )
    answer, hits, verdict, failed = (one.answer for one in run.rows)
    assert isinstance(answer, SavedAnswer)
    assert answer.cited[0].text == "Two \ud800 lanes."
    assert isinstance(hits, SavedHits)
    assert isinstance(verdict, SavedVerdict)
    assert not failed
    assert [one.id for one in run.failed] == ["failed"]


@pytest.mark.parametrize(
    ("off", "message"),
    [
        pytest.param({"scores": {"evidence_cited": "1"}}, "scores.evidence_cited", id="score_in_words"),
        pytest.param({"scores": {"evidence_cited": float("nan")}}, "finite", id="score_nan"),
        pytest.param({"gold": {}}, "gold.answerable", id="no_gold"),
        pytest.param({"gold": {"answerable": "yes"}}, "gold.answerable", id="gold_in_words"),
        pytest.param({"answer": {"status": "answered"}}, "claims", id="half_an_answer"),
        pytest.param({"id": None}, "id", id="no_id"),
        pytest.param({"set": "other"}, "rows of other, which run.json does not name", id="stranger"),
        pytest.param({"id": "1"}, "holds the case sample / answers / 1 twice", id="twice"),
    ],
)
def test_a_row_that_is_off_is_told(tmp_path: Path, off: dict[str, Any], message: str) -> None:
    """The error names the file, the line and the field."""
    write_run(tmp_path, [row("1"), row("2")])
    (tmp_path / "results.jsonl").write_text(
        "\n".join(json.dumps(one) for one in (row("1"), {**row("2"), **off})), encoding="utf-8"
    )
    with pytest.raises(UsageError, match=message) as told:
        read_run(tmp_path)
    assert "results.jsonl" in str(told.value)


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    """A folder without a run, one cut off, and one of another version name the cure."""
    with pytest.raises(UsageError, match="a run is a folder that `citewell eval"):
        read_run(tmp_path)
    write_run(tmp_path, [row("1")], format=2)
    with pytest.raises(UsageError, match="has format 2, this version reads 1"):
        read_run(tmp_path)
    write_run(tmp_path, [row("1")])
    (tmp_path / "results.jsonl").write_text('{"set": "sam', encoding="utf-8")
    with pytest.raises(UsageError, match=r"results\.jsonl:1: not JSON"):
        read_run(tmp_path)
