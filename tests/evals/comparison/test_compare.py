"""Two runs: what changed is found, what did not is left alone, and what cannot be compared is refused."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from corpus import UsageError
from evals import compare, comparison_to_dict, comparison_words, read_run
from evals.comparison.compare import Comparison, Course
from evals.comparison.paired import Change, Verdict
from tests.evals.run_folders import answered, quote, refusal, row, scored, write_run
from ui.cli import app

TEXT = "The pier opened in 1931. It has two lanes. A ferry left at nine."


def compared(tmp_path: Path, before: list[dict[str, Any]], after: list[dict[str, Any]], **head: Any) -> Comparison:
    olds = read_run(write_run(tmp_path / "before", before))
    return compare(olds, read_run(write_run(tmp_path / "after", after, **head)))


def figure(found: Comparison, metric: str) -> Change:
    (one,) = [one for one in found.figures if one.metric == metric]
    return one


def courses(found: Comparison) -> dict[str, str]:
    return {one.key[2]: str(one.course) for one in found.cases}


def test_a_run_and_itself_are_the_same(tmp_path: Path) -> None:
    """Nothing is said to have changed, and no figure has a p value."""
    rows = scored({"evidence_cited": [1.0, 0.0] * 10, "wrong_abstention": [0.0] * 20})
    found = compared(tmp_path, rows, rows)
    assert found.cases == ()
    assert found.same == 20
    assert [(one.verdict(), one.p, one.difference.value) for one in found.figures] == [(Verdict.UNCHANGED, None, 0)] * 2
    assert found.apart == {}


def test_a_loss_is_found_with_its_size(tmp_path: Path) -> None:
    """Twelve of forty cases lose their evidence: worse, by .3, with the exact p value corrected over both figures."""
    before = scored({"evidence_cited": [1.0] * 40, "wrong_abstention": [0.0] * 40})
    after = scored({"evidence_cited": [0.0] * 12 + [1.0] * 28, "wrong_abstention": [0.0] * 38 + [1.0] * 2})
    found = compared(tmp_path, before, after)
    cited = figure(found, "evidence_cited")
    assert (cited.n, cited.before, cited.after, cited.verdict()) == (40, 1.0, 0.7, Verdict.WORSE)
    assert cited.difference.value == pytest.approx(-0.3)
    assert cited.difference.low is not None
    assert cited.difference.low < -0.3 < (cited.difference.high or 0) < 0
    assert cited.p == pytest.approx(2 * 2 * 0.5**12)
    assert figure(found, "wrong_abstention").verdict() is Verdict.UNCLEAR
    assert found.worse == [cited]


def test_lower_is_better_where_it_is(tmp_path: Path) -> None:
    """Fewer wrong refusals are better, and the case that they were in got better."""
    before = scored({"wrong_abstention": [1.0] * 12 + [0.0] * 8})
    found = compared(tmp_path, before, scored({"wrong_abstention": [0.0] * 20}))
    assert figure(found, "wrong_abstention").verdict() is Verdict.BETTER
    assert courses(found) == {f"c{i}": "better" for i in range(12)}


def test_nobody_judges_a_figure_of_unknown_direction(tmp_path: Path) -> None:
    """A metric without words is said to have changed, never to be better or worse."""
    found = compared(tmp_path, scored({"novelty": [0.0] * 20}), scored({"novelty": [1.0] * 20}))
    assert figure(found, "novelty").verdict() is Verdict.CHANGED
    assert set(courses(found).values()) == {"moved"}


def test_few_cases_are_not_judged(tmp_path: Path) -> None:
    """Nine cases that all turned round are too few to speak of."""
    found = compared(tmp_path, scored({"evidence_cited": [1.0] * 9}), scored({"evidence_cited": [0.0] * 9}))
    assert figure(found, "evidence_cited").verdict() is Verdict.TOO_FEW
    assert figure(found, "evidence_cited").difference.low is None


def cases(answers: Mapping[str, tuple[Any, Mapping[str, float]]], **fields: Any) -> list[dict[str, Any]]:
    return [row(name, answer, scores=scores, **fields) for name, (answer, scores) in answers.items()]


OPENED, LANES = quote(TEXT, "The pier opened in 1931."), quote(TEXT, "It has two lanes.")


def test_each_case_goes_its_way(tmp_path: Path) -> None:
    """Better, worse, both, merely moved, the same: by scores first, then by what a person would see."""
    before = cases(
        {
            "up": (refusal(), {"evidence_cited": 0}),
            "down": (answered(OPENED), {"evidence_cited": 1}),
            "both": (answered(OPENED), {"citation_precision": 1, "citation_recall": 0.5}),
            "moved": (answered(OPENED), {"evidence_cited": 1}),
            "surer": (answered(OPENED, confidence=0.8), {"evidence_cited": 1}),
        }
    )
    after = cases(
        {
            "up": (answered(OPENED), {"evidence_cited": 1}),
            "down": (refusal(), {"evidence_cited": 0}),
            "both": (answered(OPENED, LANES), {"citation_precision": 0.5, "citation_recall": 1}),
            "moved": (answered(LANES), {"evidence_cited": 1}),
            "surer": (answered(OPENED, confidence=0.9), {"evidence_cited": 1}),
        }
    )
    found = compared(tmp_path, before, after)
    assert courses(found) == {"up": "better", "down": "worse", "both": "mixed", "moved": "moved"}
    assert found.same == 1
    assert found.of(Course.WORSE)[0].scores == {"evidence_cited": (1.0, 0.0)}


def test_a_failure_is_worse_whatever_it_scores(tmp_path: Path) -> None:
    """A case that raises now got worse, one that no longer does got better."""
    fine = row("a", answered(OPENED), scores={"citation_precision": 0.0})
    broken = row("a", {}, error="Traceback ...\nKeyError: 'x'")
    found = compared(tmp_path, [fine], [broken])
    assert (courses(found), found.cases[0].note) == ({"a": "worse"}, "fails now")
    found = compared(tmp_path, [broken], [fine])
    assert (courses(found), found.cases[0].note) == ({"a": "better"}, "failed before")


def test_a_figure_that_applies_on_one_side_only_is_counted_not_scored(tmp_path: Path) -> None:
    """A refusal has no precision: the pair is left out of the mean, and said to be lost."""
    before = scored({"citation_precision": [0.5] * 12})
    after = scored({"citation_precision": [None, None] + [0.5] * 10})
    precision = figure(compared(tmp_path, before, after), "citation_precision")
    assert (precision.n, precision.lost, precision.gained, precision.p) == (10, 2, 0, None)


def decisions(confidences: list[float]) -> list[dict[str, Any]]:
    """Every second case is answerable; the others are not."""
    gold = {"answers": [], "evidence": [], "conflict": False}
    return [
        row(f"c{i}", answered(OPENED, confidence=c), gold={**gold, "answerable": i % 2 == 0})
        for i, c in enumerate(confidences)
    ]


def test_figures_of_the_whole_set_are_compared_too(tmp_path: Path) -> None:
    """Confidence that no longer tells answerable from unanswerable loses AUROC."""
    random = np.random.default_rng(0)
    sure = [0.9 - 0.6 * (i % 2) + 0.05 * random.random() for i in range(60)]
    found = compared(tmp_path, decisions(sure), decisions(list(random.random(60))))
    auroc = figure(found, "auroc")
    assert (auroc.before, auroc.verdict()) == (1.0, Verdict.WORSE)
    assert auroc.difference.low is not None
    assert auroc.difference.low < auroc.difference.value < 0
    assert figure(found, "ece").n == 60
    again = compared(tmp_path, decisions(sure), decisions(sure))
    assert figure(again, "auroc").verdict() is Verdict.UNCHANGED


def test_other_sets_are_refused(tmp_path: Path) -> None:
    """Runs of other versions of a set, or of another set, are not compared, and the error says why and what to do."""
    rows = scored({"evidence_cited": [1.0] * 12})
    olds = read_run(write_run(tmp_path / "before", rows))
    sets = [{"name": "sample", "sha256": "0" * 64, "cases": 12}]
    news = read_run(write_run(tmp_path / "after", rows, sets=sets))
    with pytest.raises(UsageError, match=r"'sample' is version .* and version 000000000000 in .*--force"):
        compare(olds, news)
    extra = [*rows, row("x", set="other")]
    with pytest.raises(UsageError, match=r"'other' is absent in .*before"):
        compare(olds, read_run(write_run(tmp_path / "extra", extra)))


def test_force_pairs_what_both_asked_alike(tmp_path: Path) -> None:
    """With `force`, a case whose question or gold changed is left out and named, one of a side only too."""
    before = scored({"evidence_cited": [1.0] * 14})
    after = scored({"evidence_cited": [1.0] * 13})
    after[0]["question"] = "Something else?"
    after[1]["gold"]["answerable"] = False
    after.append(row("new"))
    head = {"sets": [{"name": "sample", "sha256": "0" * 64, "cases": 14}]}
    olds = read_run(write_run(tmp_path / "before", before))
    found = compare(olds, read_run(write_run(tmp_path / "after", after, **head)), force=True)
    assert figure(found, "evidence_cited").n == 11
    named = (found.asked_otherwise, found.only_before, found.only_after)
    assert [[key[2] for key in keys] for keys in named] == [["c0", "c1"], ["c13"], ["new"]]
    page = comparison_words(found)
    assert "2 cases are asked otherwise in the two runs, and left out: `c0`, `c1`" in page
    assert "1 cases are only in the second run: `new`" in page


def test_cases_of_one_name_and_two_kinds_are_two(tmp_path: Path) -> None:
    """A set may hold a case of each kind under one id; each is paired with its own."""
    rows = [row("a", kind=kind, scores={"evidence_cited": 1.0}) for kind in ("answers", "conflict")]
    assert compared(tmp_path, rows, rows).same == 2


def test_what_else_differs_is_said(tmp_path: Path) -> None:
    """Another index or answerer stands above the figures."""
    rows = scored({"evidence_cited": [1.0] * 10})
    found = compared(tmp_path, rows, rows, answerer={"name": "written", "model": "m|1"}, commit="abc")
    assert found.apart["answerer.name"] == ("quotes", "written")
    assert "| answerer.model | - | `m¦1` |" in comparison_words(found)


@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=10, max_size=30))
def test_turning_the_runs_round_turns_the_verdicts_round(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[float, float]]
) -> None:
    """What is better from A to B is worse from B to A, with the same p value."""
    sides = [scored({"evidence_cited": column, "false_reject": column}) for column in zip(*pairs, strict=True)]
    tmp_path = tmp_path_factory.mktemp("turned")
    there, back = compared(tmp_path, *sides), compared(tmp_path, *reversed(sides))
    other = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    for one, two in zip(there.figures, back.figures, strict=True):
        assert one.p == pytest.approx(two.p)
        assert one.verdict() is other.get(two.verdict(), two.verdict())
        assert one.difference.value == pytest.approx(-two.difference.value)


def test_the_command_tells_people_and_scripts(tmp_path: Path) -> None:
    """Words on the terminal, one JSON object for scripts, 1 only when asked to fail on a loss."""
    before = str(write_run(tmp_path / "a", scored({"evidence_cited": [1.0] * 20})))
    after = str(write_run(tmp_path / "b", scored({"evidence_cited": [0.0] * 15 + [1.0] * 5})))
    told = CliRunner().invoke(app, ["eval", "compare", before, after])
    assert told.exit_code == 0
    assert "| sample | Evidence cited (higher is better) | 20 | 1.000 | 0.250 | -0.750 |" in told.output
    assert "## Got worse (15)" in told.output
    given = CliRunner().invoke(app, ["eval", "compare", before, after, "--json", "--fail-on-worse"])
    assert given.exit_code == 1
    (one,) = json.loads(given.output)["figures"]
    assert (one["verdict"], one["n"], one["before"], one["after"]) == ("worse", 20, 1.0, 0.25)
    back = CliRunner().invoke(app, ["eval", "compare", after, before, "--fail-on-worse"])
    assert back.exit_code == 0


def test_the_json_is_plain(tmp_path: Path) -> None:
    """Everything in it survives a round trip, and cases carry their key."""
    found = compared(tmp_path, [row("a", answered(OPENED))], [row("a", answered(LANES))])
    plain = comparison_to_dict(found)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["cases"][0]["case"] == ["sample", "answers", "a"]
