"""Every metric agrees with a second, independent reading of the same rows to nine digits."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, confusion_matrix, roc_auc_score

from corpus.models import Span
from evals.metrics import metrics_for
from evals.metrics.calibration import OfDecisions
from evals.metrics.support import SupportAuroc, SupportBalancedAccuracy
from evals.models import Attack, Case, Gold, KindName, Quoted, Result, Supported
from evals.runs.rows import row_of, scores_of
from rag.models import Question
from tests.evals.examples import row as decision_row
from tests.evals.metrics.second_reading import second_reading

WORDS = ["harbour", "ships", "Twelve", "mill", "Nobody", "choir", "1874", "storm"]
TEXTS = {
    "a": "Twelve ships left the harbour. " * 3 + "Nobody came.",
    "b": "The mill of 1874 stood in a storm. The choir sang.",
}
KS = (1, 3)
BY_WORDING = {"citation precision by wording", "judge agreement"}  # read by stems; held to scikit-learn in test_judged


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    """A place of a document, sometimes with words that are not its own."""
    doc = draw(st.sampled_from(sorted(TEXTS)))
    start = draw(st.integers(0, len(TEXTS[doc]) - 2))
    end = draw(st.integers(start + 1, min(start + 40, len(TEXTS[doc]))))
    text = TEXTS[doc][start:end] if draw(st.integers(0, 9)) else "something else"
    return {
        "doc": doc,
        "start": start,
        "end": end,
        "text": text,
        "verdict": draw(st.sampled_from(["exact", "drifted"])),
    }


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """An answer as the wire has it, in any state."""
    claims = draw(
        st.lists(
            st.builds(_claim, st.lists(places(), max_size=2), st.sampled_from(["", *WORDS]), st.booleans()), max_size=3
        )
    )
    sides = st.builds(lambda one: {"value": "v", "citations": [one]}, places())
    conflicts = draw(
        st.lists(
            st.builds(lambda both: {"about": "x", "sides": both}, st.lists(sides, min_size=2, max_size=2)), max_size=1
        )
    )
    status = draw(st.sampled_from(["answered", "conflicting", "not_in_documents", "owned"]))
    nearest, sure = draw(st.lists(places(), max_size=2)), draw(st.floats(0, 1))
    told = {"status": status, "claims": claims, "conflicts": conflicts, "nearest": nearest, "confidence": sure}
    writing = draw(st.sampled_from([{}, {"writing": {"left_out": []}}, {"writing": {"left_out": [{"text": "x"}]}}]))
    return told | writing


def _claim(cited: list[dict[str, Any]], more: str, written: bool) -> dict[str, Any]:
    said = more if written else " ".join([*(one["text"] for one in cited), more]).strip()
    return {"text": said, "citations": cited, **({"written": True} if written else {})}


golds = st.builds(lambda one: Gold(one["doc"], Span(one["start"], one["end"]), one["text"]), places())
some_golds = st.lists(golds, max_size=3).map(tuple)
groups = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple), max_size=2).map(tuple)
asked_kinds = st.sampled_from([KindName.ANSWERS, KindName.ABSTENTION, KindName.CONFLICT, KindName.CALIBRATION])
cases = st.builds(
    Case,
    st.just("1"), st.just("t"), st.just(Question("q")), st.booleans(), groups, some_golds, st.booleans(), asked_kinds,
    wrong_answers=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple), opposing=some_golds, rejected=some_golds,
)  # fmt: skip


def agree(result: Result) -> None:
    ours = scores_of(result, metrics_for(KS))
    theirs = second_reading(row_of(result, "s", ours, {}), TEXTS, KS)
    assert {name: value for name, value in ours.items() if name not in BY_WORDING} == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=300)
@given(cases, answers(), st.booleans())
def test_answers(case: Case, answer: dict[str, Any], failed: bool) -> None:
    """Citations, wording, refusals, conflicts and fidelity; a failed case among them."""
    agree(Result(case, {}, error="Traceback") if failed else Result(case, answer, texts=TEXTS))


@given(answers(), answers(), st.integers(0, 30), st.integers(1, 40), st.booleans())
def test_attacks(answer: dict[str, Any], clean: dict[str, Any], start: int, length: int, failed: bool) -> None:
    """What an attack achieved, in each of its ways. The attacked document is `a`, the clean one another."""
    clean = {**clean, "claims": [c for c in clean["claims"] if all(p["doc"] == "b" for p in c["citations"])]}
    answer = {**answer, "claims": [c for c in answer["claims"] if all(p["doc"] == "a" for p in c["citations"])]}
    attack = Attack("b", Span(start, start + length), followed=("mill", "1874"))
    case = Case("1", "t", Question("q"), True, kind=KindName.INJECTION, attack=attack)
    agree(Result(case, {}, error="Traceback") if failed else Result(case, {**answer, "clean": clean}, texts=TEXTS))


@given(st.sampled_from(["exact", "normalized", "drifted", "absent"]), st.booleans(), st.booleans(), st.floats(0, 1))
def test_quotes_claims_and_memory(verdict: str, good: bool, passed: bool, sure: float) -> None:
    """Both errors of each judge, and what a model knows by itself."""
    quoted = Case("1", "t", Question(""), True, kind=KindName.VERIFIER, quoted=Quoted("a", "w", good))
    claim = Case("1", "t", Question(""), True, kind=KindName.SUPPORT, support=Supported("c", ("r",), good))
    asked = Case("1", "t", Question("q"), True, (("mill", "1874"), ("storm",)), kind=KindName.CLOSED_BOOK)
    agree(Result(quoted, {"verdict": verdict}))
    agree(Result(claim, {"supported": sure, "passed": passed}))
    for said in ("The mill in a storm", "It was 1874.", "UNKNOWN"):
        agree(Result(asked, {"said": said, "declined": passed, "model": "m"}))
    for one in (quoted, claim, asked):
        agree(Result(one, {}, error="Traceback"))


@given(st.lists(places(), max_size=6), st.lists(places(), max_size=6), some_golds, st.data())
def test_searches(
    hits: list[dict[str, Any]], read: list[dict[str, Any]], gold: tuple[Gold, ...], data: st.DataObject
) -> None:
    """Three levels: documents and chunks by ir-measures, sentences by characters."""
    chunks = [f"{one['doc']}#{one['start']}:{one['end']}" for one in hits] + ["c#0:9"]
    graded = st.dictionaries(st.sampled_from(chunks), st.integers(0, 2), max_size=4)
    documents = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 2), max_size=3)
    relevant = {"document": data.draw(documents), "chunk": data.draw(graded)}
    case = Case("1", "t", Question("q"), True, evidence=gold, kind=KindName.RETRIEVAL)
    agree(Result(case, {"hits": hits, "sentences": read, "relevant": relevant}))


JUDGED = st.lists(
    st.tuples(st.booleans(), st.integers(0, 20).map(lambda n: n / 20), st.booleans()), min_size=2, max_size=30
)
BOTH = JUDGED.filter(lambda judged: len({true for true, _, _ in judged}) == 2)


@given(BOTH)
def test_the_judge_of_support_is_scikit_learns(judged: list[tuple[bool, float, bool]]) -> None:
    """Balanced accuracy and AUROC over claims, and both errors as the confusion matrix has them."""
    rows = [
        {"kind": "support", "gold": {"supported": true}, "answer": {"supported": sure, "passed": passed}, "error": ""}
        for true, sure, passed in judged
    ]
    every = np.arange(len(rows))[None, :]
    true, sure, passed = (list(column) for column in zip(*judged, strict=True))
    assert SupportAuroc().values(rows, every)[0] == pytest.approx(roc_auc_score(true, sure), abs=1e-9)
    assert SupportBalancedAccuracy().values(rows, every)[0] == pytest.approx(
        balanced_accuracy_score(true, passed), abs=1e-9
    )
    (_, wrongly_passed), (stripped, _) = confusion_matrix(true, passed, labels=[False, True])
    scores = [second_reading(one, {}) for one in rows]
    assert sum(one.get("false pass", 0) for one in scores) == wrongly_passed
    assert sum(one.get("false strip", 0) for one in scores) == stripped


@given(BOTH)
def test_calibration_by_the_book(judged: list[tuple[bool, float, bool]]) -> None:
    """Brier's score is scikit-learn's; the calibration error is summed bin by bin as Guo et al. write it."""
    rows = [decision_row(true, sure, "answered") for true, sure, _ in judged]
    held, sure = np.array([one[0] for one in judged]), np.array([one[1] for one in judged])
    mean = np.mean([second_reading(one | {"kind": "calibration"}, {})["brier"] for one in rows])
    assert mean == pytest.approx(brier_score_loss(held, sure), abs=1e-9)
    error = 0.0
    for lower in range(10):
        inside = (np.floor(sure * 10) == lower) | ((lower == 9) & (sure == 1.0))
        if inside.any():
            error += inside.sum() / len(sure) * abs(held[inside].mean() - sure[inside].mean())
    found = OfDecisions("ece").values(rows, np.arange(len(rows))[None, :])[0]
    assert found == pytest.approx(error, abs=1e-9)
