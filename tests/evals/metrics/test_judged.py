"""A judge by wording, and how it is judged itself."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from corpus.models import Span
from evals.metrics.judged import JudgeKappa, judge_agreement, judged_right, precision_by_wording
from evals.models import Case, Gold
from evals.runs.rows import row_of
from rag.models import Question
from tests.evals.examples import TEXT, answer, case, result

WRITTEN = "On Monday the harbour was closed to twelve ships."


@pytest.mark.parametrize(
    ("quote", "reference", "answers", "right"),
    [
        pytest.param("Twelve ships waited outside.", WRITTEN, (), True, id="words_of_the_answer"),
        pytest.param("Nobody came to the wedding of the mayor.", WRITTEN, (), False, id="other_words"),
        pytest.param("What of the harbour?", WRITTEN, (), False, id="only_the_questions_words"),
        pytest.param("Twelve ships waited outside.", "", (("12", "twelve"),), True, id="an_alternative"),
        pytest.param("Nobody came.", "", (("12", "twelve"), ("Monday",)), False, id="no_alternative"),
        pytest.param("Nobody came.", "", (), None, id="no_answer_known"),
    ],
)
def test_a_quote_is_right_by_its_words(quote: str, reference: str, answers: Any, right: bool | None) -> None:
    """The question's own words prove nothing."""
    assert judged_right(quote, "What of the harbour?", reference, answers) is right


def test_precision_and_agreement_by_hand() -> None:
    """Of two quotes the judge takes one for right; people marked the other: they agree on none."""
    asked = replace(case("Nobody"), reference=WRITTEN)
    given_ = answer("Twelve ships waited outside.", "Nobody came.")
    assert precision_by_wording(result(asked, given_)) == 0.5
    assert judge_agreement(result(asked, given_)) == 0.0
    assert judge_agreement(result(replace(case("Twelve"), reference=WRITTEN), given_)) == 1.0
    assert judge_agreement(result(replace(case(), reference=WRITTEN), given_)) is None
    assert precision_by_wording(result(case("Twelve"), given_)) is None
    assert precision_by_wording(result(asked, answer())) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=20), st.integers(0, 99))
def test_kappa_is_scikit_learns(marks: list[tuple[bool, bool]], seed: int) -> None:
    """Over any marks of people and judge, and over any resample of cases."""
    rows = []
    for people, judge in marks:
        words = "Twelve ships waited outside." if judge else "Nobody came."
        start = TEXT.index(words) if people else TEXT.index("harbour")
        asked = Case(
            "1", "", Question("q"), True, evidence=(Gold("a.txt", Span(start, start + 5), TEXT[start : start + 5]),)
        )
        rows.append(row_of(result(replace(asked, reference=WRITTEN), answer(words)), "s", {}, {}))
    drawn = np.random.default_rng(seed).integers(len(marks), size=len(marks))
    for places in (np.arange(len(marks)), drawn):
        people, judge = ([marks[place][side] for place in places] for side in (0, 1))
        assume(len({*people, *judge}) == 2)
        found = JudgeKappa().values(rows, places[None, :])[0]
        assert found == pytest.approx(cohen_kappa_score(people, judge), abs=1e-9)


def test_rows_without_marks_or_answers_are_not_eligible() -> None:
    """Nothing to compare, nothing said."""
    rows = [
        row_of(result(one, answer("Nobody came.")), "s", {}, {})
        for one in (case("Nobody"), replace(case(), reference="r"))
    ]
    assert JudgeKappa().eligible(rows) == []
