"""The check of support: how it is measured, imported, and fitted."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import UsageError
from evals.fit.support import Row, calibrate
from evals.importers import IMPORTERS
from evals.kinds.support import Support
from evals.metrics.support import SupportBalancedAccuracy, false_pass, false_strip
from evals.models import Case, KindName, Result, Supported
from rag import SupportModel
from rag.models import Question
from rag.support_packaged import PackagedSupport
from rag.support_signals import support_signals
from tests.fakes import FakeReranker

SENTENCE = "The pier at Lowick was opened by Ada Marrow in May 1931 and has two lanes."


class Words(SupportModel):
    """Passes a claim whose words are all there."""

    name = "words"
    threshold = 0.9

    def probability(self, claim: str, references: Sequence[str]) -> float:
        return float(set(claim.split()) <= set(" ".join(references).split()))


def judged(claim: str, *, supported: bool) -> Result:
    case = Case("1", "", Question(""), True, kind=KindName.SUPPORT, support=Supported(claim, ("a b c",), supported))
    return Support(Words()).measure(case)


def test_both_errors_are_told_apart() -> None:
    """An unsupported claim that passes and a supported one that does not are counted each for itself."""
    assert [false_pass(judged("a b", supported=yes)) for yes in (False, True)] == [1.0, None]
    assert [false_strip(judged("a x", supported=yes)) for yes in (False, True)] == [None, 1.0]
    assert false_strip(judged("a b", supported=True)) == 0.0


def test_balanced_accuracy_is_the_mean_of_both_sorts() -> None:
    """Half of the supported pass and all unsupported are stripped: three quarters; without both sorts, nothing."""
    metric = SupportBalancedAccuracy()
    rows = [
        {"kind": "support", "gold": {"supported": yes}, "answer": judged(claim, supported=yes).answer}
        for claim, yes in (("a", True), ("x", True), ("x", False), ("y", False))
    ]
    assert list(metric.values(metric.eligible(rows), np.array([[0, 1, 2, 3]]))) == [0.75]
    assert metric.eligible(rows[:2]) == []


def test_signals_tell_how_much_of_a_claim_stands() -> None:
    """A claim made of a sentence's words has all of them there; a foreign one has none, and says a name too many."""
    own = support_signals("Ada Marrow opened the pier at Lowick.", [SENTENCE], FakeReranker())
    foreign = support_signals("Boris Quill sold nine houses.", [SENTENCE], FakeReranker())
    assert own["in_best"] == own["in_all"] == 1.0
    assert (foreign["in_best"], foreign["no_name"], own["no_name"]) == (0.0, 1.0, 0.0)
    assert own["near"] > foreign["near"]
    assert support_signals("", [""], FakeReranker()).keys() == own.keys()


def test_the_shipped_model_knows_every_signal_and_tells_its_errors() -> None:
    """The file fits the code, and the shares of both errors with their n are in it."""
    raw = json.loads((Path(__file__).parents[3] / "rag" / "support.json").read_text("utf-8"))
    signals = support_signals("Ada Marrow opened it.", [SENTENCE], FakeReranker())
    assert set(raw["model"]["weights"]) == set(signals)
    assert 0 <= PackagedSupport.from_dict(FakeReranker(), raw).probability("Ada opened it.", [SENTENCE]) <= 1
    assert raw["figures"]["all"]["n"] > 400
    assert raw["figures"]["all"]["false pass"][0] <= 0.2


def test_fitting_finds_what_separates_claims() -> None:
    """Claims told apart by a signal are told apart; the threshold keeps to the share of false passes aimed at."""
    rows = [
        Row("made", f"question {number}", {"near": number % 2 * 4.0 + number % 7, "words": 1.0}, number % 2 == 1)
        for number in range(400)
    ]
    fitted = calibrate(rows)
    figures = fitted["figures"]["all"]
    assert figures["auroc"] > 0.75
    assert figures["false pass"][0] < 0.3
    assert figures["n"] < len(rows)


def test_attributionbench_becomes_support_cases(tmp_path: Path) -> None:
    """Each row is a case with its references, sliced by the set that it is from; a row of another form is told."""
    row = {"id": "x1", "claim": "c", "references": ["r", "s"], "supported": False, "src": "LFQA"}
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    importer = IMPORTERS["attributionbench"]
    (case,) = importer.cases(path)
    assert (case["kind"], case["type"], case["claim"], case["supported"]) == ("support", "LFQA", "c", False)
    assert list(importer.documents(path)) == [], "the references stand in the case"
    path.write_text(json.dumps({**row, "references": "r"}) + "\n", "utf-8")
    with pytest.raises(UsageError, match="references"):
        list(importer.cases(path))
