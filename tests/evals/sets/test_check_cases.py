"""Gold that moved is found, and what cannot be found is said to be gone."""

from pathlib import Path
from typing import Any

import pytest

from corpus.models import Filter, Span
from evals.models import Attack, Case, CaseSet, Gold, KindName, Quoted
from evals.sets.check import DocumentsFile, check_set
from rag.models import Question
from tests.conftest import REPOSITORY
from tests.evals.examples import TEXT, TEXTS
from tests.evals.sets.test_sets import QUESTION, write
from tests.ui.test_cli import citewell, rows

SHELF = DocumentsFile({"doc_id": doc, "text": text} for doc, text in TEXTS.items())


def set_of(*golds: Gold, **more: Any) -> CaseSet:
    question = more.pop("question", Question("q"))
    return CaseSet("s", Path("s.jsonl"), "", (Case("1", "fact", question, True, evidence=golds, **more),))


@pytest.mark.parametrize(
    ("gold", "reason", "now"),
    [
        pytest.param(
            Gold("a.txt", Span(0, 6), "harbour"), "other words at 0:6", ("a.txt", 33, 40), id="in_its_document"
        ),
        pytest.param(Gold("a.txt", Span(0, 8), "Thirteen"), "other words at 0:8", ("b.txt", 0, 8), id="in_another"),
        pytest.param(Gold("z.txt", Span(0, 6), "Twelve"), "no document 'z.txt'", ("a.txt", 0, 6), id="renamed"),
        pytest.param(
            Gold("a.txt", Span(60, 90), "Nobody came."), "has 65 characters", ("a.txt", 53, 65), id="cut_short"
        ),
        pytest.param(Gold("a.txt", Span(0, 6), "Eleven"), "other words at 0:6", None, id="gone"),
        pytest.param(Gold("a.txt", Span(60, 90)), "has 65 characters", None, id="no_words_known"),
    ],
)
def test_what_is_off_is_looked_for(gold: Gold, reason: str, now: tuple[str, int, int] | None) -> None:
    """In its own document first, then in the others."""
    (finding,) = check_set(set_of(gold), SHELF).findings
    row = finding.to_dict("s")
    assert reason in row["reason"]
    assert row["now"] == (now and {"doc": now[0], "start": now[1], "end": now[2]})


def test_what_stands_is_counted(tmp_path: Path) -> None:
    """Places without words are told apart: only their bounds were looked at."""
    checked = check_set(set_of(Gold("a.txt", Span(0, 6), "Twelve"), Gold("a.txt", Span(0, 65))), SHELF)
    assert (checked.places, checked.wordless, checked.findings) == (2, 1, ())


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"question": Question("q", (), Filter(docs=frozenset({"a.txt", "z.txt"})))}, id="pool"),
        pytest.param({"question": Question("q", (), Filter(doc="z.txt"))}, id="filter"),
        pytest.param({"relevant": {"z.txt": 1}}, id="grade"),
        pytest.param({"kind": KindName.VERIFIER, "quoted": Quoted("z.txt", "q", True)}, id="quote"),
        pytest.param({"kind": KindName.INJECTION, "attack": Attack("z.txt", Span(0, 1))}, id="attack"),
    ],
)
def test_every_document_that_a_case_names_must_be_there(more: dict[str, Any]) -> None:
    """Not only those of its gold."""
    (finding,) = check_set(set_of(**more), SHELF).findings
    assert finding.off.reason == "there is no document 'z.txt'"


def test_the_command_lists_what_moved_and_ends_with_1(tmp_path: Path) -> None:
    """A set's own documents are looked at where no index is named."""
    gold = {"doc": "a", "start": 0, "end": 6, "text": "harbour"}
    write(tmp_path / "s" / "documents.jsonl", {"doc_id": "a", "text": TEXT})
    write(tmp_path / "s" / "cases.jsonl", QUESTION | {"evidence": [gold]}, {"pending": True})
    done = citewell("eval", "check-cases", tmp_path / "s")
    assert done.returncode == 1
    assert "s q: a has other words at 0:6: its words stand in a at 33:40" in done.stdout
    assert "s: 1 cases, 1 gold places, 1 off, 1 cases pending" in done.stdout
    (row,) = rows(citewell("eval", "check-cases", tmp_path / "s", "--json"))
    assert row["now"] == {"doc": "a", "start": 33, "end": 40}


def test_the_shipped_cases_stand_in_the_sample_collection(sample_home: Path) -> None:
    """Every gold place of the cases over the samples is where it is said to be, word for word."""
    done = citewell("eval", "check-cases", REPOSITORY / "evals" / "cases" / "samples.jsonl", home=sample_home)
    assert done.returncode == 0, done.stdout
    assert "tell no words" not in done.stdout
