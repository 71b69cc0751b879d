"""Other tools read a run and come to the same figures."""

import json
from pathlib import Path
from typing import Any

import ir_measures
import pytest
from ir_measures import RR, R, nDCG

from corpus import UsageError
from evals import EXPORTERS, write_export
from evals.metrics import metrics_for
from evals.models import Case, KindName, Result
from evals.runs.rows import row_of, scores_of
from evals.runs.summary import summarize
from rag.models import Question
from tests.evals.examples import answer, case, failed, gold, result

MEASURES = {"recall@3": R @ 3, "MRR@10": RR @ 10, "nDCG@10": nDCG @ 10}


def searched(number: int, hits: list[tuple[str, int]], relevant: dict[str, int]) -> dict[str, Any]:
    """A row of a search; a chunk is a document's name with a start."""
    asked = Case(f"q {number}", "", Question("q"), True, evidence=(gold("ships"),), kind=KindName.RETRIEVAL)
    found = {
        "hits": [{"doc": doc, "start": start, "end": start + 5, "text": ""} for doc, start in hits],
        "sentences": [],
        "relevant": {"document": relevant, "chunk": {f"{doc}#0:5": min(grade, 1) for doc, grade in relevant.items()}},
    }
    measured = Result(asked, found)
    return row_of(measured, "s", scores_of(measured, metrics_for((3,))), {})


ROWS = [
    searched(1, [("a b", 0), ("c%d", 0), ("a b", 5), ("e", 0)], {"c%d": 2, "e": 1, "never": 1}),
    searched(2, [("e", 5), ("e", 0)], {"e": 1, "f": 0}),
    searched(3, [], {"e": 1}),
    searched(4, [("e", 0)], {}),
]


def means() -> dict[str, float]:
    named = {str(kind): [one.name for one in metrics_for((3,)) if kind in one.kinds] for kind in KindName}
    return {one.metric: one.mean for one in summarize(ROWS, named).figures if not one.slice}


@pytest.mark.parametrize("level", ["document", "chunk"])
def test_ir_measures_reads_trec_files_to_the_same_figures(level: str, tmp_path: Path) -> None:
    """Recall, MRR and nDCG agree to nine digits, over ids with spaces, ties and grades."""
    write_export(EXPORTERS["trec"], ROWS, tmp_path)
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / f"{level}.qrels")))
    run = list(ir_measures.read_trec_run(str(tmp_path / f"{level}.run")))
    theirs = ir_measures.calc_aggregate(MEASURES.values(), qrels, run)
    ours = means()
    for name, measure in MEASURES.items():
        assert ours[f"{level} {name}"] == pytest.approx(theirs[measure], abs=1e-9)
        assert 0 < theirs[measure] < 1


@pytest.mark.parametrize("level", ["document", "chunk"])
def test_beirs_files_hold_the_same(level: str, tmp_path: Path) -> None:
    """Results as a mapping, judgements as a table with its header."""
    write_export(EXPORTERS["beir"], ROWS, tmp_path)
    run = json.loads((tmp_path / level / "run.json").read_text(encoding="utf-8"))
    header, *lines = (tmp_path / level / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    assert header == "query-id\tcorpus-id\tscore"
    qrels: dict[str, dict[str, int]] = {}
    for query, document, grade in (line.split("\t") for line in lines):
        qrels.setdefault(query, {})[document] = int(grade)
    theirs = ir_measures.calc_aggregate(MEASURES.values(), qrels, run)
    assert means()[f"{level} nDCG@10"] == pytest.approx(theirs[nDCG @ 10], abs=1e-9)


def test_ragas_rows_have_its_fields(tmp_path: Path) -> None:
    """An answer with its quotes and its gold; a refusal says so; a failed case is left out."""
    known = case("harbour", answers=(("closed",), ("Monday", "on Monday")))
    unknown = case(answerable=False)
    written = Case("1", "", Question("q"), True, reference="It was closed.")
    measured = [result(known, answer("The harbour was closed.", "Nobody came.")), result(unknown, answer())]
    measured += [result(written, answer("Nobody came.")), failed(known)]
    (path,) = write_export(EXPORTERS["ragas"], [row_of(one, "s", {}, {}) for one in measured], tmp_path)
    first, second, third = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert first == {
        "user_input": "q",
        "response": "The harbour was closed.\nNobody came.",
        "retrieved_contexts": ["The harbour was closed.", "Nobody came."],
        "reference": "closed; Monday",
        "reference_contexts": ["harbour"],
    }
    assert second["response"] == second["reference"] == "The documents do not hold the answer."
    assert third["reference"] == "It was closed."


@pytest.mark.parametrize("name", list(EXPORTERS))
def test_a_run_without_such_cases_is_told(name: str, tmp_path: Path) -> None:
    """Nothing is written where nothing fits."""
    checked = row_of(Result(case(kind=KindName.VERIFIER), {"verdict": "exact"}), "s", {}, {})
    with pytest.raises(UsageError, match="the run holds no"):
        write_export(EXPORTERS[name], [checked], tmp_path)
    assert not list(tmp_path.iterdir())
