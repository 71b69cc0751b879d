"""Cases become rows whatever happens, and rows become figures that say how sure they are."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.models import Metadata
from evals.kinds.port import Kind
from evals.metrics import metrics_for
from evals.models import Case, KindName, Result
from evals.runs.folder import RunFolder
from evals.runs.run import Measuring, figures, measure_all
from evals.runs.summary import summarize
from rag.models import Question
from tests.evals.examples import answer, case, result
from tests.evals.runs.test_run_folder import HEAD


class Scripted(Kind):
    """Answers by the question's text; `boom` raises, and after `stop_after` cases somebody presses Ctrl+C."""

    def __init__(self, stop_after: int = 1000) -> None:
        self.asked: list[str] = []
        self._stop_after = stop_after

    def measure(self, case: Case) -> Result:
        if len(self.asked) >= self._stop_after:
            raise KeyboardInterrupt
        self.asked.append(case.id)
        if case.question.text == "boom":
            raise KeyError("boom")
        return result(case, answer("Nobody came.") if case.question.text == "who" else answer())


def measuring(kind: Kind) -> Measuring:
    known = {"a.txt": Metadata(published_at="2024-03")}
    return Measuring(dict.fromkeys(KindName, kind), metrics_for((1,)), known, date(2026, 1, 1))


CASES = [
    replace(case("Nobody" if number % 3 else "harbour"), id=str(number), question=Question(text))
    for number, text in enumerate(["who", "where", "who", "boom"] * 6)
]


def rows_of(kind: Kind, cases: list[Case], jobs: int = 1) -> Iterator[dict[str, Any]]:
    return measure_all((("s", one) for one in cases), measuring(kind), jobs)


def timeless(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "seconds": 0, "error": bool(row["error"])} for row in rows]


def test_a_case_that_raises_is_a_failed_case_with_its_traceback() -> None:
    """Nothing is lost: the row has its question, its gold, the scores that failing earns and where it broke."""
    *_, row = rows_of(Scripted(), CASES[:4])
    assert row["error"].startswith("Traceback")
    assert "KeyError: 'boom'" in row["error"]
    assert row["answer"] == {}
    assert row["scores"] == {"evidence cited": 0.0, "citation recall": 0.0, "citation F1": 0.0, "wrong abstention": 1.0}


def test_a_row_tells_everything_of_its_case() -> None:
    """Question, gold, answer, scores and slices stand in it."""
    row = next(rows_of(Scripted(), CASES))
    assert (row["set"], row["kind"], row["id"], row["type"]) == ("s", "answers", "0", "fact")
    assert (row["question"], row["history"], row["filter"]) == ("who", [], {})
    assert row["gold"] == {
        "answerable": True,
        "answers": [],
        "evidence": [{"doc": "a.txt", "start": 33, "end": 40, "text": "harbour"}],
        "conflict": False,
    }
    assert row["answer"]["status"] == "answered"
    assert row["scores"]["quote fidelity"] == 1.0
    assert row["slices"]["age"] == "1 to 5 years"
    assert row["slices"]["document"] == "a.txt"


def test_a_run_killed_twice_gives_the_rows_of_one_that_was_not(tmp_path: Path) -> None:
    """Each case is measured once, and the figures are the same to the last digit."""
    whole = list(rows_of(Scripted(), CASES))
    asked: list[str] = []
    for _ in range(3):
        kind = Scripted(stop_after=9)
        with suppress(KeyboardInterrupt), RunFolder(tmp_path, HEAD) as folder:
            left = [one for one in CASES if ("s", *one.key) not in folder.done]
            for row in rows_of(kind, left):
                folder.append(row)
        asked += kind.asked
    with RunFolder(tmp_path, HEAD) as folder:
        rows = [folder.done["s", *one.key] for one in CASES]
    assert sorted(asked) == sorted(one.id for one in CASES)
    assert timeless(rows) == timeless(whole)
    assert figures(rows).to_dict() == figures(whole).to_dict()


def test_several_jobs_measure_the_same() -> None:
    """Each case once, whatever the order."""
    kind = Scripted()
    rows = sorted(rows_of(kind, CASES, jobs=4), key=lambda row: int(row["id"]))
    assert timeless(rows) == timeless(list(rows_of(Scripted(), CASES)))
    assert len(kind.asked) == len(CASES)


def test_an_interruption_ends_several_jobs() -> None:
    """What a job raises that is no failure of its case reaches whoever waits, and the rest is not begun."""
    kind = Scripted(stop_after=3)
    with pytest.raises(KeyboardInterrupt):
        list(rows_of(kind, CASES, jobs=2))
    assert len(kind.asked) == 3


def test_figures_are_told_with_n_intervals_and_what_could_not_be_judged() -> None:
    """A metric that no case is eligible for is named, and never zero."""
    summary = figures(list(rows_of(Scripted(), CASES)))
    told = {(one.metric, one.slice): one for one in summary.figures}
    cited = told["evidence cited", ""]
    assert (cited.n, cited.mean) == (24, pytest.approx(8 / 24))
    assert cited.low is not None
    assert cited.high is not None
    assert cited.low < cited.mean < cited.high
    assert summary.errors == 6
    assert ("s", "right abstention") in summary.ineligible
    assert not any(one.metric == "right abstention" for one in summary.figures)


def test_slices_have_cases_enough_and_are_not_the_whole() -> None:
    """A slice of fewer than five cases, or of all of them, gets no figure of its own."""
    rows = list(rows_of(Scripted(), CASES))
    for number, row in enumerate(rows):
        row["slices"] = {
            "type": "fact",
            "language": "en" if number else "ru",
            "length": "short" if number % 2 else "long",
        }
    assert {one.slice for one in summarize(rows, {"answers": ["evidence cited"]}).figures} == {
        "", "language=en", "length=long", "length=short",
    }  # fmt: skip
