"""The check of support: how it is measured, imported, and fitted."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import UsageError
from evals.fit.support import Row, calibrate, told
from evals.importers import IMPORTERS
from evals.kinds.support import Support
from evals.metrics.support import SupportBalancedAccuracy, false_pass, false_strip
from evals.models import Case, KindName, Result, Supported
from rag import SupportModel, packaged_support
from rag.models import Question
from rag.support_packaged import PackagedSupport
from rag.support_signals import support_signals
from tests.fakes import FakeReranker, FakeTokens
from tests.ui.test_cli import citewell

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


def signals(claim: str, *references: str) -> dict[str, float]:
    return support_signals(claim, references, FakeReranker(), FakeTokens())


def test_signals_tell_how_much_of_a_claim_stands() -> None:
    """A claim made of a sentence's words has all its tokens there; of a foreign one the worst words have no like."""
    own = signals("Ada Marrow opened the pier at Lowick.", SENTENCE)
    foreign = signals("Boris Quill sold nine houses.", SENTENCE)
    assert own["worst"] == pytest.approx(1.0)
    assert own["alike"] > 0.7 > foreign["alike"]
    assert foreign["worst"] < 0.5
    assert own["near"] > foreign["near"]
    assert own["back"] > foreign["back"]
    assert (own["no_figure"], signals("Ada Marrow opened the pier in May 1932.", SENTENCE)["no_figure"]) == (0.0, 1.0)
    assert signals("", "").keys() == own.keys()


def test_marks_and_addresses_are_no_words_of_a_claim() -> None:
    """A claim's footnotes and the address before a reference's text change nothing."""
    plain = signals("The pier has two lanes.", SENTENCE)
    assert signals("The pier has two lanes[1][2].</s>", f"[1] https://example.org/pier \n\n{SENTENCE}") == plain


def test_the_words_that_count_are_found_in_whichever_reference_holds_them() -> None:
    """Of many references the one that says it is read, and a neighbour sentence is read along with it."""
    others = [f"House number {number} was sold to nobody in particular." for number in range(30)]
    found = signals("Ada Marrow opened the pier.", *others, SENTENCE)
    assert found["worst"] == pytest.approx(1.0)
    assert found["near"] > signals("Ada Marrow opened the pier.", *others)["near"]


def test_the_shipped_model_knows_every_signal_and_tells_its_errors() -> None:
    """The file fits the code, and both errors, told of questions that were not fitted on, keep to the bar."""
    raw = json.loads((Path(__file__).parents[3] / "rag" / "support.json").read_text("utf-8"))
    assert set(raw["model"]["weights"]) == set(signals("Ada Marrow opened it.", SENTENCE))
    packaged = PackagedSupport.from_dict(FakeReranker(), FakeTokens(), raw)
    assert 0 <= packaged.probability("Ada opened it.", [SENTENCE]) <= 1
    for held_out in ("held-out halves", "held-out fifths"):
        figures = raw["figures"][held_out]
        assert figures["n"] > 1000
        assert figures["false pass"][0] <= 0.2
        assert figures["balanced accuracy"][0] >= 0.7


def test_the_shipped_model_tells_a_claim_from_its_opposite_number() -> None:
    """Over the packaged models: what a sentence says passes, what no sentence says does not."""
    packaged = packaged_support()
    assert packaged.probability("Ada Marrow opened the pier at Lowick.", [SENTENCE]) >= packaged.threshold
    assert packaged.probability("The mill was sold to a shipyard.", [SENTENCE]) < packaged.threshold


@pytest.mark.parametrize(
    ("claim", "reference", "follows"),
    [
        ("Пирс в Лоуике открыла Ада Марроу.", "Ада Марроу открыла пирс в Лоуике в мае 1931 года.", True),
        ("Мельницу продали верфи за девять крон.", "Ада Марроу открыла пирс в Лоуике в мае 1931 года.", False),
        ("港口在五月关闭。", "北方的港口在五月关闭，很多船停在外面。", True),
        ("学校在山上建成。", "北方的港口在五月关闭，很多船停在外面。", False),
    ],
)
def test_what_the_models_do_not_read_is_held_to_its_words(claim: str, reference: str, follows: bool) -> None:
    """A Russian or Chinese claim passes when most of its words stand there, by stem or by pairs of characters."""
    packaged = packaged_support()
    assert (packaged.probability(claim, [reference]) >= packaged.threshold) is follows


def test_the_rates_of_the_shipped_model_are_told_by_a_command() -> None:
    """`citewell eval support` needs no index and no data, and tells what is in the file."""
    raw = json.loads((Path(__file__).parents[3] / "rag" / "support.json").read_text("utf-8"))
    done = citewell("eval", "support", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {name: raw[name] for name in ("made", "data", "threshold", "figures")}
    low, high = raw["figures"]["held-out halves"]["false pass"][1:]
    assert f"({low:.3f} to {high:.3f})" in citewell("eval", "support").stdout


def test_fitting_finds_what_separates_claims() -> None:
    """Claims told apart by a signal are told apart; the threshold keeps to the share of false passes aimed at."""
    rows = [
        Row("made", f"question {number}", {"near": number % 2 * 4.0 + number % 7, "words": 1.0}, number % 2 == 1)
        for number in range(400)
    ]
    fitted = calibrate(rows)
    for name in ("held-out halves", "held-out fifths", "made"):
        figures = fitted["figures"][name]
        assert figures["auroc"] > 0.75
        assert figures["false pass"][0] < 0.3
        assert figures["n"] == len(rows)
        low, high = figures["balanced accuracy"][1:]
        assert low < figures["balanced accuracy"][0] < high


def test_no_claim_is_judged_by_a_model_that_saw_its_question() -> None:
    """Where every question has one answer and one mark of its own, held-out claims are told no better than by chance."""
    rng = np.random.default_rng(0)
    questions = [f"question {number // 4}" for number in range(200)]
    marks = rng.normal(size=(50, 30))
    x = np.array([marks[number // 4] for number in range(200)])
    y = np.array([float(rng.random() < 0.5) for _ in range(50)]).repeat(4)
    assert 0.3 < float((told(x, y, questions, 2).passed == (y == 1)).mean()) < 0.7


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
