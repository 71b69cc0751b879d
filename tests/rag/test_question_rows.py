"""A question's row is read as it was meant, or not at all; batches, cases and runs share the reading."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UsageError
from corpus.models import Filter
from rag import question_from_dict, question_to_dict
from rag.models import Question

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FILTERS = st.builds(
    Filter, WORDS, WORDS, st.none() | st.dates(max_value=date(2000, 1, 1)),
    st.none() | st.dates(min_value=date(2000, 1, 2)), st.frozensets(WORDS.filter(bool), max_size=3),
)  # fmt: skip


@given(WORDS.filter(str.strip), st.lists(WORDS, max_size=3), FILTERS)
def test_a_row_gives_back_its_question(text: str, history: list[str], where: Filter) -> None:
    """What is written of a question is read as the same question."""
    question = Question(text, tuple(history), where)
    assert question_from_dict(question_to_dict(question)) == question


@pytest.mark.parametrize(
    ("off", "message"),
    [
        pytest.param({"question": ["q"]}, "a `question` string", id="list_asked"),
        pytest.param({"question": " "}, "question is empty", id="nothing_asked"),
        pytest.param({"question": "q" * 4001}, "4,001 characters", id="overlong"),
        pytest.param({"question": "\ud800"}, "`question` is not valid Unicode", id="surrogate"),
        pytest.param({"history": "Who?"}, "`history` must be a list", id="history_bare"),
        pytest.param({"filter": {"author": "x"}}, "`filter` knows doc, docs, .* not author", id="unknown_key"),
        pytest.param({"filter": {"doc": 3}}, "`filter`: `doc` must be a string", id="number_as_doc"),
        pytest.param({"filter": {"docs": "a"}}, "`docs` must be a list", id="docs_bare"),
        pytest.param({"filter": {"since": True}}, "`since` must be a string", id="true_as_date"),
        pytest.param({"filter": {"since": "soon"}}, "`since`: 'soon'", id="no_date"),
        pytest.param({"filter": {"since": 2024, "until": "2023"}}, "later than", id="backwards"),
    ],
)
def test_a_field_that_would_be_misread_is_refused(off: dict[str, Any], message: str) -> None:
    """The error names the field."""
    with pytest.raises(UsageError, match=message):
        question_from_dict({"question": "q"} | off)
