"""Sets of cases are read as they were meant, or not at all."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from corpus import UsageError
from corpus.models import Filter, Span
from evals import load_cases
from evals.models import Attack, Case, Gold, Quoted, Supported
from rag.models import Question

GOOD: dict[str, Any] = {"id": 1, "question": "q", "answerable": True, "evidence": [{"doc": "a", "start": 0, "end": 3}]}


def read(folder: Path, content: str | bytes) -> list[Case]:
    path = folder / "cases.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return load_cases(path)


def gold(**fields: object) -> dict[str, object]:
    return {"evidence": [{"doc": "a", "start": 0, "end": 3, **fields}]}


@pytest.mark.parametrize(
    ("off", "field"),
    [
        pytest.param({"id": None}, "`id`", id="null_id"),
        pytest.param({"type": 3}, "`type`", id="number_as_type"),
        pytest.param({"question": ["q"]}, "`question`", id="list_asked"),
        pytest.param({"question": " "}, "the question", id="nothing_asked"),
        pytest.param({"question": "\ud800"}, "`question`", id="surrogate_asked"),
        pytest.param({"answerable": "false"}, "`answerable`", id="answerable_in_words"),
        pytest.param({"answerable": 0}, "`answerable`", id="answerable_as_number"),
        pytest.param({"conflict": "no"}, "`conflict`", id="conflict_in_words"),
        pytest.param({"answers": "May 1951"}, "`answers`", id="answers_bare"),
        pytest.param({"answers": ["May 1951"]}, "`answers`", id="answers_one_level"),
        pytest.param({"answers": [None]}, "`answers`", id="answers_null_group"),
        pytest.param({"answers": [[1951]]}, "`answers`", id="answers_number"),
        pytest.param({"history": "Who?"}, "`history`", id="history_bare"),
        pytest.param({"history": [1]}, "`history`", id="history_number"),
        pytest.param({"filter": {"author": "x"}}, "`filter`", id="filter_unknown_key"),
        pytest.param({"filter": ["x"]}, "`filter`", id="filter_list"),
        pytest.param({"filter": {"doc": 3}}, "`filter`: `doc`", id="filter_number"),
        pytest.param({"filter": {"since": "soon"}}, "`since`", id="filter_bad_date"),
        pytest.param({"evidence": {"doc": "a"}}, "`evidence`", id="evidence_bare"),
        pytest.param({"evidence": ["a"]}, "`evidence`", id="evidence_string"),
        pytest.param({"evidence": [{"doc": "a", "start": 0}]}, "`evidence` must have `end`", id="evidence_no_end"),
        pytest.param(gold(doc=7), "`doc` of `evidence`", id="evidence_number_as_doc"),
        pytest.param(gold(start="0"), "`start` of `evidence`", id="evidence_string_offset"),
        pytest.param(gold(end=3.0), "`end` of `evidence`", id="evidence_float_offset"),
        pytest.param(gold(end=True), "`end` of `evidence`", id="evidence_true_offset"),
        pytest.param(gold(start=5, end=5), "`evidence`: a span", id="evidence_empty_span"),
        pytest.param({"evidence": [{"doc": "a"}]}, "`evidence` must have `start` and `end`, or `text`", id="no_place"),
        pytest.param({"kind": "essay"}, "`kind` is one of answers", id="unknown_kind"),
        pytest.param({"relevant": {"a": "1"}}, "a grade of `relevant`", id="grade_in_words"),
        pytest.param({"kind": "verifier", "quote": "q", "document": "a"}, "'honest' is missing", id="no_verdict"),
        pytest.param({"kind": "verifier", "quote": 3, "document": "a"}, "`quote`", id="number_quoted"),
        pytest.param({"kind": "injection"}, "'attack' is missing", id="no_attack"),
        pytest.param(
            {"kind": "injection", "attack": {"clean": "a"}}, "`attack` must have `start`", id="attack_nowhere"
        ),
        pytest.param({"kind": "support", "claim": "c", "supported": True}, "`references`", id="nothing_to_rest_on"),
        pytest.param({"id": 1}, "`id` '1' stands at", id="id_twice"),
    ],
)
def test_a_field_that_would_be_misread_is_refused(tmp_path: Path, off: dict[str, object], field: str) -> None:
    """The error names the file, the line and the field."""
    content = "\n".join(json.dumps(row) for row in (GOOD, GOOD | {"id": 2} | off))
    with pytest.raises(UsageError, match=re.escape("cases.jsonl:2: ") + f".*{re.escape(field)}"):
        read(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "holds no cases", id="empty"),
        pytest.param('{"pending": true}', "holds no cases: all 1 rows are pending", id="all_pending"),
        pytest.param("{broken", "jsonl:1", id="not_json"),
        pytest.param("[1]", "jsonl:1: a case must be an object", id="not_an_object"),
        pytest.param("[" * 100_000, "jsonl:1: nested too deeply", id="nested_deeply"),
        pytest.param(json.dumps({"id": 1, "question": "q"}), "jsonl:1: the field 'answerable'", id="missing_field"),
        pytest.param('{"id": "caf\u00e9"}'.encode("latin-1"), "save it as UTF-8", id="latin_1"),
    ],
)
def test_a_malformed_set_is_told(tmp_path: Path, content: str | bytes, message: str) -> None:
    """Nothing is skipped in silence."""
    with pytest.raises(UsageError, match=message):
        read(tmp_path, content)


def test_a_whole_case_is_read_as_it_stands(tmp_path: Path) -> None:
    """Every field arrives; a byte order mark, Windows line ends, blank and pending rows and U+2028 change nothing."""
    row = {
        "id": 7,
        "type": "fact",
        "question": "Who\u2028met?",
        "history": ["What happened?"],
        "filter": {"doc": "a", "publisher": None},
        "answerable": True,
        "conflict": True,
        "answers": [["twelve", "12"], ["ships"]],
        "evidence": [{"doc": "a", "start": 0, "end": 3}],
    }
    waiting = json.dumps({"pending": True, "question": ""})
    content = (
        f"\ufeff{json.dumps(row, ensure_ascii=False)}\r\n\r\n{json.dumps(GOOD | {'history': None})}\r\n{waiting}\n"
    )
    whole, plain = read(tmp_path, content)
    question = Question("Who\u2028met?", ("What happened?",), Filter(doc="a"))
    answers = (("twelve", "12"), ("ships",))
    assert whole == Case("7", "fact", question, True, answers, (Gold("a", Span(0, 3)),), True)
    assert plain == Case("1", "", Question("q"), True, (), (Gold("a", Span(0, 3)),))


def test_the_projects_own_cases_are_well_formed() -> None:
    """Both shipped sets load, and gold spans are given for what is answerable."""
    folder = Path(__file__).parents[3] / "evals" / "cases"
    for name, size in (("corpus_dev", 84), ("corpus_heldout", 60)):
        cases = load_cases(folder / f"{name}.jsonl")
        assert len(cases) == size
        assert all(bool(one.evidence) == one.answerable for one in cases)


def test_each_kind_carries_its_payload(tmp_path: Path) -> None:
    """A quote with its verdict, an attack with its place, a claim with what it rests on."""
    quote = {"id": 1, "kind": "verifier", "quote": "Ten ships.", "document": "a", "honest": False, "script": "latin"}
    attack = GOOD | {"kind": "injection", "attack": {"clean": "b", "start": 3, "end": 9, "followed": ["yes"]}}
    claim = {"id": 1, "kind": "support", "claim": "c", "references": ["r"], "supported": True}
    read_as = read(tmp_path, "\n".join(json.dumps(row) for row in (quote, attack, claim)))
    assert read_as[0].quoted == Quoted("a", "Ten ships.", False, "latin")
    assert read_as[1].attack == Attack("b", Span(3, 9), followed=("yes",))
    assert read_as[2].support == Supported("c", ("r",), True)
