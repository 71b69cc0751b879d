"""The release gate: an unchanged build passes, each broken one is refused for the right reason, no gap is a pass."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from corpus import Catalogue, Home, Index, Settings, UsageError, open_catalogue
from corpus.models import Span
from evals import baseline_from, judge, judgement_words, read_baseline, read_run, write_baseline
from evals.gate.baseline import Baseline
from evals.gate.invariants import OWN_WORDS, QUOTED, STATUS, VERDICT, WHOLE, Library
from evals.gate.judge import Ground, Judgement, Reason, Ruling
from evals.kinds.check import Check
from evals.metrics import metrics_for
from evals.models import Case, KindName, Result
from evals.quotes.make_cases import make_rows
from evals.runs.run import Measuring
from evals.runs.saved import SavedRun
from evals.sets.cases import case_from_dict
from rag import Assistant, Reranker, build_reranker
from rag.abstain import Abstention
from tests.evals.gate.builds import (
    Misnumbered,
    MisnumberedToo,
    RandomOrder,
    Remembering,
    RememberingIndex,
    Shifted,
    Stale,
    Unverified,
    load,
    run_of,
    unchanged,
)
from tests.evals.run_folders import answered, quote, row, scored, write_run
from ui.cli import app


class Bench:
    """The sample index, the cases over it, and the baseline that the real build makes."""

    def __init__(self, folder: Path, index: Index, library: Catalogue) -> None:
        self.folder, self.index, self.library = folder, RememberingIndex(index), library
        self.settings = Settings(candidates=6)  # half the reading of the shipped setting, enough for eight documents
        self._built: dict[tuple[object, ...], SavedRun] = {}
        self.reranker: Reranker = Remembering(build_reranker(self.settings))
        self.cases: list[Case] = load(index)
        self.released = self.run(unchanged(self.index, self.reranker, self.settings))
        write_baseline(baseline_from(self.released, library), folder / "baseline.json")
        self.baseline = read_baseline(folder / "baseline.json")

    def run(self, assistant: Assistant) -> SavedRun:
        return read_run(run_of(self.folder / f"run{len(list(self.folder.iterdir()))}", assistant, self.cases))

    def build(self, kind: type[Assistant], reranker: Reranker | None = None, **settings: Any) -> SavedRun:
        """The run of a build; asked once however many tests look at it."""
        key = (kind, reranker, *settings.items())
        if key not in self._built:
            parts = (self.index, reranker or self.reranker, Abstention.load())
            self._built[key] = self.run(kind(*parts, self.settings.model_copy(update=settings)))
        return self._built[key]

    def checked(self, kind: Check) -> SavedRun:
        """The run of quotes that were changed honestly and dishonestly, through a verifier."""
        rows = make_rows(self.library, sentences=16, questions=0, seed=0)
        cases = [case for row in rows if (case := case_from_dict(row)) is not None]
        measuring = Measuring({KindName.VERIFIER: kind}, metrics_for(()), self.library.metadata(), date(2026, 1, 1))
        found = [measuring.row("quotes", case) for case in cases]
        return read_run(write_run(self.folder / f"quotes{len(list(self.folder.iterdir()))}", found))

    def judge(self, run: SavedRun) -> Judgement:
        return judge(run, self.baseline, self.library)


@pytest.fixture(scope="session")
def bench(sample_home: Path, sample_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Asked once for all tests."""
    with closing(open_catalogue(Home(sample_home))) as library:
        yield Bench(tmp_path_factory.mktemp("gate"), sample_index, library)


def rules(found: Judgement) -> set[str]:
    return {reason.text.partition(": not so")[0] for reason in found.on(Ground.BROKEN)}


def losses(found: Judgement) -> str:
    return " | ".join(reason.text for reason in found.on(Ground.LOSS))


# -- the real build, and five that are broken ------------------------------------------------


def test_an_unchanged_build_passes(bench: Bench) -> None:
    """The released build, asked again twenty times, has no reason against it in any: not one case moved."""
    for _ in range(20):
        found = bench.judge(bench.run(unchanged(bench.index, bench.reranker, bench.settings)))
        assert found.reasons == ()
        assert found.ruling is Ruling.PASSED
        assert all(one.p is None for one in found.figures)


def test_the_set_is_one_that_a_loss_would_show_on(bench: Bench) -> None:
    """The released build is right in most cases of both kinds; else a broken one could not fall."""
    figures = bench.baseline.sets["sample"].watched
    assert figures["evidence cited"].value >= 0.6
    assert figures["evidence cited"].n >= 25
    assert figures["right abstention"].value >= 0.75
    assert figures["right abstention"].n >= 16


def test_quotes_shifted_by_one_character_are_refused(bench: Bench) -> None:
    """Verified, exact, and still cut: the borders give them away."""
    found = bench.judge(bench.build(Shifted))
    assert found.ruling is Ruling.REFUSED
    assert rules(found) == {WHOLE}
    assert len(found.on(Ground.BROKEN)[0].cases) >= 20


def test_offsets_shifted_by_one_character_are_refused(bench: Bench) -> None:
    """The right words with offsets one too high are not the document's words at their place."""
    run = bench.released
    rows = tuple(replace(one, answer=_shifted(one.answer)) for one in run.rows)
    found = bench.judge(replace(run, rows=rows))
    assert rules(found) >= {QUOTED, VERDICT}


class AcceptAll(Check):
    """Broken: says `exact` to every quote, and shows what stands at the place that was named."""

    def measure(self, case: Case) -> Result:
        assert case.quoted is not None
        document = self._documents.document(case.quoted.doc)
        span = case.quoted.span or Span(0, min(len(document.text), len(case.quoted.text)))
        place = {"start": span.start, "end": span.end, "text": document.slice(span)}
        return Result(case, {"verdict": "exact", "doc": document.id, **place})


def test_a_verifier_that_accepts_all_is_refused(bench: Bench) -> None:
    """Hundreds of changed quotes are called exact: seen in their letters, and in the rate of false acceptance."""
    held = baseline_from(bench.checked(Check(bench.library)), bench.library)
    watched = held.sets["quotes"].watched
    assert (watched["false accept"].value, watched["false reject"].value) == (0.0, 0.0)
    assert watched["false accept"].n >= 100
    assert judge(bench.checked(Check(bench.library)), held, bench.library).reasons == ()
    found = judge(bench.checked(AcceptAll(bench.library)), held, bench.library)
    assert found.ruling is Ruling.REFUSED
    assert VERDICT in rules(found)
    assert "Falsely accepted of 'quotes' went from 0.000 to 1.000" in losses(found)


def _shifted(answer: Any) -> Any:
    def move(place: Any) -> Any:
        return replace(place, start=place.start + 1, end=place.end + 1)

    return replace(
        answer,
        claims=tuple(replace(claim, citations=tuple(map(move, claim.citations))) for claim in answer.claims),
    )


def test_a_random_order_instead_of_the_reranker_is_refused(bench: Bench) -> None:
    """Nothing is misquoted, and the evidence is lost beyond chance."""
    found = bench.judge(bench.build(Assistant, RandomOrder()))
    assert found.ruling is Ruling.REFUSED
    assert not found.on(Ground.BROKEN, Ground.LIMIT)
    assert "Evidence cited of 'sample' went from" in losses(found)
    (cited,) = [reason for reason in found.on(Ground.LOSS) if reason.text.startswith("Evidence cited")]
    assert len(cited.cases) >= 10


def test_abstention_switched_off_is_refused(bench: Bench) -> None:
    """Everything is answered: nothing that was rightly refused is now, and only that is lost."""
    found = bench.judge(bench.build(Assistant, abstain_below=0.0))
    assert found.ruling is Ruling.REFUSED
    assert not found.on(Ground.BROKEN, Ground.LIMIT)
    assert "Rightly refused of 'sample' went from 0." in losses(found)
    assert "to 0.000 over 16 cases" in losses(found)
    assert "Evidence cited" not in losses(found)


def test_a_number_changed_in_one_answer_of_twenty_is_refused(bench: Bench) -> None:
    """One case is enough, and it is named."""
    found = bench.judge(bench.build(Misnumbered))
    assert found.ruling is Ruling.REFUSED
    assert rules(found) == {OWN_WORDS}
    assert 1 <= len(found.on(Ground.BROKEN)[0].cases) <= 3


def test_a_number_changed_in_the_record_is_refused(bench: Bench) -> None:
    """Where claim and citation agree with each other, they still disagree with the document."""
    found = bench.judge(bench.build(MisnumberedToo))
    assert found.ruling is Ruling.REFUSED
    assert rules(found) == {QUOTED, VERDICT}
    assert not found.on(Ground.LOSS)


def test_skipped_verification_is_refused(bench: Bench) -> None:
    """What verification would have kept back is shown as exact; with it, the same reader shows nothing false."""
    skipped = bench.judge(bench.build(Unverified))
    assert skipped.ruling is Ruling.REFUSED
    assert rules(skipped) >= {QUOTED, VERDICT}
    assert "was called 'exact' and is 'drifted'" in judgement_words(skipped)
    kept = bench.judge(bench.build(Stale))
    assert not kept.on(Ground.BROKEN)


# -- what cannot be measured is no pass ------------------------------------------------------


def judged(run: SavedRun, baseline: Baseline, library: Library | None = None) -> tuple[Ruling, str]:
    found = judge(run, baseline, library)
    return found.ruling, judgement_words(found)


def without(run: SavedRun, **changed: Any) -> SavedRun:
    return replace(run, **changed)


def test_without_documents_nothing_passes(bench: Bench) -> None:
    """Quotes that could not be checked are said so."""
    ruling, said = judged(bench.released, bench.baseline)
    assert ruling is Ruling.UNMEASURED
    assert "the quotes were not checked" in said


def test_the_documents_of_another_index_measure_nothing(bench: Bench, tmp_path: Path) -> None:
    """Right passages that are not in the documents: the quotes are not called false, the index is called wrong."""

    class Elsewhere:
        def document(self, document_id: str) -> Any:
            one = bench.library.document(document_id)
            return replace(one, text="A preface was put in. " + one.text, blocks=())

        def sentences(self, document_id: str) -> Any:
            return bench.library.sentences(document_id)

    found = judge(bench.released, bench.baseline, Elsewhere())
    assert found.ruling is Ruling.UNMEASURED
    assert not found.on(Ground.BROKEN)
    assert "give the index that was asked with --home" in judgement_words(found)


def test_fewer_cases_measure_nothing(bench: Bench) -> None:
    """A run that stopped half-way is not judged on its first half."""
    ruling, said = judged(without(bench.released, rows=bench.released.rows[:20]), bench.baseline, bench.library)
    assert ruling is Ruling.UNMEASURED
    assert "50 of the 70 cases of 'sample' were not asked" in said


def test_an_unfinished_run_is_no_baseline(tmp_path: Path) -> None:
    """A baseline of the first half of a set would pass every first half."""
    rows = scored({"evidence_cited": [1.0] * 12}, answer={})
    run = read_run(write_run(tmp_path, rows, sets=[{"name": "sample", "sha256": "0" * 64, "cases": 20}]))
    with pytest.raises(UsageError, match="12 of the 20 cases of 'sample' were asked"):
        baseline_from(run, None)


def test_failed_cases_measure_nothing(bench: Bench) -> None:
    """More failures than the baseline allows are no pass, however the others scored; allowed ones are."""
    rows = bench.released.rows
    failed = replace(rows[3], answer={}, error="Traceback\nKeyError: 'x'")
    run = without(bench.released, rows=(*rows[:3], failed, *rows[4:]))
    ruling, said = judged(run, bench.baseline, bench.library)
    assert ruling is Ruling.UNMEASURED
    assert "1 cases of 'sample' failed, 0 may" in said
    assert judged(run, replace(bench.baseline, allowed_errors=1), bench.library)[0] is Ruling.PASSED


def test_a_missing_metric_measures_nothing(bench: Bench) -> None:
    """A figure that the baseline watches and the run lacks."""
    rows = tuple(
        replace(one, scores={m: s for m, s in one.scores.items() if m != "citation recall"})
        for one in bench.released.rows
    )
    ruling, said = judged(without(bench.released, rows=rows), bench.baseline, bench.library)
    assert ruling is Ruling.UNMEASURED
    assert "Citation recall of 'sample' is missing" in said


def test_a_figure_that_many_cases_lack_measures_nothing(bench: Bench) -> None:
    """Scores left out of the cases that would be bad do not make a figure good."""
    rows = tuple(
        replace(one, scores={m: s for m, s in one.scores.items() if m != "evidence cited" or i % 4})
        for i, one in enumerate(bench.released.rows)
    )
    ruling, said = judged(without(bench.released, rows=rows), bench.baseline, bench.library)
    assert ruling is Ruling.UNMEASURED
    assert "Evidence cited of 'sample': 14 of 54 cases lack it, 0% may" in said


def test_another_set_measures_nothing(bench: Bench) -> None:
    """The same name with another SHA-256, or no such set."""
    (one,) = bench.released.sets
    ruling, said = judged(without(bench.released, sets=(replace(one, sha256="0" * 64),)), bench.baseline, bench.library)
    assert ruling is Ruling.UNMEASURED
    assert "the set 'sample' is another one: version 000000000000" in said
    other = replace(bench.released, sets=(replace(one, name="other"),), rows=())
    assert judged(other, bench.baseline, bench.library)[0] is Ruling.UNMEASURED


def test_a_broken_rule_outweighs_what_was_not_measured(bench: Bench) -> None:
    """A misquote is a misquote in half a run too."""
    run = bench.build(MisnumberedToo)
    assert judged(without(run, rows=run.rows[:30]), bench.baseline, bench.library)[0] is Ruling.REFUSED


# -- figures ----------------------------------------------------------------------------------


def made(tmp_path: Path, scores: dict[str, list[float | None]], name: str = "a") -> SavedRun:
    return read_run(write_run(tmp_path / name, scored(scores, answer={})))


def test_a_loss_within_what_is_allowed_passes(tmp_path: Path) -> None:
    """400 cases lose 6: surely worse, by .015, and .02 is allowed; a reviewer may allow less."""
    before = made(tmp_path, {"evidence_cited": [1.0] * 400})
    after = made(tmp_path, {"evidence_cited": [0.0] * 7 + [1.0] * 393}, "b")
    baseline = baseline_from(before, None)
    assert judge(after, baseline, None).ruling is Ruling.PASSED
    one = baseline.sets["sample"]
    strict = replace(one, watched={m: replace(w, allowed_drop=0.01) for m, w in one.watched.items()})
    found = judge(after, replace(baseline, sets={"sample": strict}), None)
    assert found.ruling is Ruling.REFUSED
    assert "a loss of 0.018, 0.01 is allowed (p = 0.0078, under 0.01)" in losses(found)


def test_a_loss_that_chance_explains_is_noted(tmp_path: Path) -> None:
    """Three of thirty down: not refused, and not kept quiet."""
    before = made(tmp_path, {"evidence_cited": [1.0] * 30})
    found = judge(made(tmp_path, {"evidence_cited": [0.0] * 3 + [1.0] * 27}, "b"), baseline_from(before, None), None)
    assert found.ruling is Ruling.PASSED
    assert "which chance may explain" in found.on(Ground.NOTE)[0].text
    assert [key[2] for key in found.on(Ground.NOTE)[0].cases] == ["c0", "c1", "c2"]


def test_a_rise_of_what_is_better_low_is_a_loss(tmp_path: Path) -> None:
    """A verifier that lets everything pass is refused on false acceptance alone."""
    before = made(tmp_path, {"false_accept": [0.0] * 30 + [None] * 30, "false_reject": [None] * 30 + [0.0] * 30})
    after = made(tmp_path, {"false_accept": [1.0] * 30 + [None] * 30, "false_reject": [None] * 30 + [0.0] * 30}, "b")
    found = judge(after, baseline_from(before, None), None)
    assert found.ruling is Ruling.REFUSED
    assert losses(found).startswith("Falsely accepted of 'sample' went from 0.000 to 1.000 over 30 cases")


def test_a_limit_is_kept_whatever_was_before(tmp_path: Path) -> None:
    """Quote fidelity must be 1: one misquote in a thousand is refused without any test of chance."""
    before = made(tmp_path, {"quote_fidelity": [1.0] * 50})
    baseline = baseline_from(before, None)
    found = judge(made(tmp_path, {"quote_fidelity": [1.0] * 49 + [0.75]}, "b"), baseline, None)
    assert found.ruling is Ruling.REFUSED
    (reason,) = found.on(Ground.LIMIT)
    assert reason == Reason(
        Ground.LIMIT, "Quote fidelity of 'sample' is 0.995 and must be at least 1", (("sample", "answers", "c49"),)
    )


def test_a_gain_passes(tmp_path: Path) -> None:
    """A build that got better needs no new baseline to be released."""
    before = made(tmp_path, {"evidence_cited": [0.0] * 30, "wrong_abstention": [1.0] * 30})
    after = made(tmp_path, {"evidence_cited": [1.0] * 30, "wrong_abstention": [0.0] * 30}, "b")
    found = judge(after, baseline_from(before, None), None)
    assert (found.ruling, found.reasons) == (Ruling.PASSED, ())


def test_noise_alone_passes(tmp_path: Path) -> None:
    """A build that answers as well but not alike (a sampled model) is let through: 100 rounds of 6 figures, 60 cases."""
    random = np.random.default_rng(4)
    names = (
        "evidence_cited",
        "answer_in_quotes",
        "citation_recall",
        "wrong_abstention",
        "conflict_found",
        "claim_support",
    )

    def noisy(name: str) -> SavedRun:
        return made(tmp_path, {m: list((random.random(60) < 0.8).astype(float)) for m in names}, name)

    baseline = baseline_from(noisy("a"), None)
    refused = sum(judge(noisy("b"), baseline, None).ruling is Ruling.REFUSED for _ in range(100))
    assert refused <= 2


# -- the rules --------------------------------------------------------------------------------

TEXT = "The pier opened in 1931. It has 2 lanes."


def breached(tmp_path: Path, bench: Bench, answer: dict[str, Any]) -> set[str]:
    class One:
        def document(self, document_id: str) -> Any:
            return replace(bench.library.document("dates-in-the-news.txt"), id="a.txt", text=TEXT, blocks=())

        def sentences(self, document_id: str) -> Any:
            (first, *_) = bench.library.sentences("dates-in-the-news.txt")
            starts = [0, TEXT.index("It")]
            return [
                replace(first, span=type(first.span)(s, e)) for s, e in zip(starts, [starts[1] - 1, 40], strict=True)
            ]

    run = read_run(write_run(tmp_path, [row("1", answer)]))
    return rules(judge(run, Baseline({}), One()))


GOOD = quote(TEXT, "The pier opened in 1931.")
SIDE = {"value": "1931", "citations": [GOOD]}


@pytest.mark.parametrize(
    ("answer", "broken"),
    [
        pytest.param(answered(GOOD), set(), id="good"),
        pytest.param(answered({**GOOD, "text": "The pier opened in 1932."}), {QUOTED, VERDICT}, id="other_words"),
        pytest.param(answered({**GOOD, "verdict": "drifted"}), {VERDICT}, id="a_verdict_that_does_not_stand"),
        pytest.param(answered({**GOOD, "end": 999}), {QUOTED, VERDICT, WHOLE}, id="outside"),
        pytest.param(answered(quote(TEXT, "opened in 1931.")), {WHOLE}, id="half_a_sentence"),
        pytest.param({**answered(GOOD), "status": "not_in_documents"}, {STATUS}, id="a_refusal_with_claims"),
        pytest.param({**answered(), "status": "answered"}, {STATUS}, id="an_answer_without"),
        pytest.param({**answered(GOOD), "status": "conflicting"}, {STATUS}, id="a_conflict_without_sides"),
        pytest.param(
            {**answered(GOOD), "status": "conflicting",
             "conflicts": [{"about": "the year", "sides": [SIDE, {**SIDE, "value": "1935"}]}]},
            {STATUS}, id="a_side_that_says_something_else",
        ),
        pytest.param({**answered(), "status": "not_in_documents", "nearest": [{**GOOD, "start": 1}]}, {QUOTED}, id="nearest"),
        pytest.param({"hits": [{**GOOD, "text": "x"}]}, {QUOTED}, id="hit"),
    ],
)  # fmt: skip
def test_each_rule_by_hand(tmp_path: Path, bench: Bench, answer: dict[str, Any], broken: set[str]) -> None:
    """What breaks a rule breaks that one and no other."""
    assert breached(tmp_path, bench, answer) == broken


# -- the baseline's file ----------------------------------------------------------------------


def test_a_baseline_reads_back_as_it_was(bench: Bench) -> None:
    """Every score to its last digit: an unchanged build differs in none."""
    again = read_baseline(bench.folder / "baseline.json")
    assert again.sets["sample"].measured == baseline_from(bench.released, bench.library).sets["sample"].measured


def test_a_baseline_is_not_written_over(tmp_path: Path) -> None:
    """Only with `force`."""
    baseline = baseline_from(made(tmp_path, {"evidence_cited": [1.0] * 12}), None)
    path = tmp_path / "baseline.json"
    write_baseline(baseline, path)
    with pytest.raises(UsageError, match="stands already: give --force"):
        write_baseline(baseline, path)
    write_baseline(baseline, path, force=True)


def test_what_reviewers_set_outlives_the_values(tmp_path: Path) -> None:
    """A new baseline takes the run's values and cases, and keeps drops, limits and the rest from the old file."""
    path = tmp_path / "baseline.json"
    write_baseline(baseline_from(made(tmp_path, {"evidence_cited": [1.0] * 12}), None), path)
    text = path.read_text(encoding="utf-8")
    text = text.replace('"allowed_drop": 0.02', '"allowed_drop": 0.3').replace('"alpha": 0.01', '"alpha": 0.05')
    path.write_text(text.replace('"limit": null', '"limit": 0.5'), encoding="utf-8")
    later = made(tmp_path, {"evidence_cited": [1.0] * 9 + [0.0] * 3, "wrong_abstention": [0.0] * 12}, "b")
    write_baseline(baseline_from(later, None, read_baseline(path)), path, force=True)
    again = read_baseline(path)
    kept = again.sets["sample"].watched["evidence_cited"]
    assert (kept.value, kept.allowed_drop, kept.limit, again.alpha) == (0.75, 0.3, 0.5, 0.05)
    assert again.sets["sample"].watched["wrong_abstention"].allowed_drop == 0.02
    worst = made(tmp_path, {"evidence_cited": [1.0] * 4 + [0.0] * 8}, "c")
    with pytest.raises(UsageError, match=r"must be at least 0\.5"):
        baseline_from(worst, None, again)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('"value": 1.0', '"value": 0.9', "do not give evidence_cited = 0.9", id="value_by_hand"),
        pytest.param('"answers/c3": {"scores": {"evidence_cited": 1', '"answers/c3": {"scores": {"evidence_cited": 0',
                     "do not give evidence_cited", id="score_by_hand"),
        pytest.param('"allowed_drop": 0.02', '"allowed_drop": -1', "allowed_drop", id="negative_drop"),
        pytest.param('"alpha": 0.01', '"alpha": 0', "alpha", id="no_alpha"),
        pytest.param('"format": 1', '"format": 9', "format 9", id="format"),
        pytest.param('"format"', 'format', "not JSON", id="not_json"),
        pytest.param('"better": "high"', '"better": "up"', "better", id="direction"),
    ],
)  # fmt: skip
def test_a_baseline_that_is_off_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Values that the file's own cases contradict are as little accepted as a malformed file."""
    path = tmp_path / "baseline.json"
    write_baseline(baseline_from(made(tmp_path, {"evidence_cited": [1.0] * 12}), None), path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_baseline(path)


def test_a_bad_run_is_no_baseline(bench: Bench) -> None:
    """A run that would not pass its own baseline makes none."""
    with pytest.raises(UsageError, match="is no baseline: every quote"):
        baseline_from(bench.build(MisnumberedToo), bench.library)


# -- the command ------------------------------------------------------------------------------


def test_the_command_ends_as_it_rules(bench: Bench, sample_home: Path, tmp_path: Path) -> None:
    """0 for a pass, 1 for a refusal, 2 for what was not measured or asked wrongly; JSON for scripts."""
    released, baseline = str(bench.released.folder), str(tmp_path / "baseline.json")
    home = ["--home", str(sample_home)]

    def gate(*arguments: str) -> Any:
        return CliRunner().invoke(app, ["eval", "gate", *arguments])

    assert gate(released, "--write-baseline", baseline, *home).exit_code == 0
    assert gate(released, "--baseline", baseline, *home).exit_code == 0
    refused = gate(str(bench.build(Misnumbered).folder), "--baseline", baseline, "--json", *home)
    assert refused.exit_code == 1
    assert json.loads(refused.output)["reasons"][0]["ground"] == "broken"
    cut = tmp_path / "cut"
    write_run(cut, [row("g01", set="sample")])
    unmeasured = gate(str(cut), "--baseline", baseline, *home)
    assert (unmeasured.exit_code, "NOT MEASURED" in unmeasured.output) == (2, True)
    for off in ((released,), (released, "--baseline", baseline, "--write-baseline", baseline)):
        assert isinstance(gate(*off).exception, UsageError)
