"""A statement in words that cannot be checked gives way to its sentence; one that is contradicted does not."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import parse_query
from rag.models import Answer, Claim, Question, Status, Writing
from rag.support import SupportModel
from rag.wire import answer_to_dict
from rag.writing.check import Checker
from rag.writing.scribe import Scribe, Written
from rag.writing.shown import number
from tests.fakes import FakeReranker, FakeWriter, PiecewiseWriter
from tests.rag.test_writing import CHECKER, OTHER, QUESTION, TRUE, cited
from tests.scripted_server import claims

LOOSE = "Ada Marrow cut some ribbon beside that water."  # too few of its words stand anywhere to tell
LOOSER = "Ada Marrow let people walk upon those planks."
FALSE = "The pier at Lowick was opened by Boris Quill."
TEXTS = st.sampled_from([TRUE, OTHER, FALSE, LOOSE, LOOSER])
DRAFTS = st.lists(st.tuples(TEXTS, st.lists(st.sampled_from(["S1", "S2"]), max_size=2)), min_size=1, max_size=6)


def written(*said: tuple[str, list[str]]) -> tuple[tuple[Claim, ...], Writing, FakeWriter]:
    writer = FakeWriter(claims(*said))
    shown, writing = Scribe(writer, CHECKER, 2000).write(parse_query(QUESTION), cited(TRUE, OTHER), ())
    return shown, writing, writer


def test_the_sentence_is_shown_in_place_of_words_that_cannot_be_checked() -> None:
    """It is a quote, marked as what it is; the model's words are told as left out, and nothing is asked again."""
    shown, writing, writer = written((LOOSE, ["S1"]), (OTHER, ["S2"]))
    assert [(one.text, one.written, one.stands_in) for one in shown] == [(TRUE, False, True), (OTHER, True, False)]
    assert shown[0].citations[0].citation.text == TRUE
    assert [one.text for one in writing.left_out] == [LOOSE]
    assert writing.left_out[0].reason.endswith("its sentence is shown in its place")
    assert len(writer.prompts) == 1


def test_no_sentence_stands_in_for_a_statement_that_it_contradicts() -> None:
    """A model that misread a sentence is no guide to what answers: it is asked again, then the statement is left out."""
    shown, writing, writer = written((FALSE, ["S1"]), (OTHER, ["S2"]))
    assert [(one.text, one.stands_in) for one in shown] == [(OTHER, False)]
    assert "Boris" in writing.left_out[0].reason
    assert len(writer.prompts) == 2


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([(LOOSE, ["S1"]), (LOOSER, ["S1"]), (OTHER, ["S2"])], id="two_statements_over_it"),
        pytest.param([(LOOSE, ["S1"]), (TRUE, ["S1"]), (OTHER, ["S2"])], id="quoted_under_a_later_one"),
        pytest.param([(TRUE, ["S1"]), (LOOSE, ["S1"]), (OTHER, ["S2"])], id="quoted_under_an_earlier_one"),
    ],
)
def test_a_sentence_is_shown_once(said: list[tuple[str, list[str]]]) -> None:
    """Whether it stands in twice, or is quoted under a statement that stands."""
    shown, _, _ = written(*said)
    quoted = [one.citation.text for claim in shown for one in claim.citations]
    assert sorted(quoted) == sorted([TRUE, OTHER])


def test_without_one_statement_that_stands_the_quotes_answer() -> None:
    """What Citewell would quote by itself is better chosen than what a model points at whose words all fail."""
    shown, writing, _ = written((LOOSE, ["S1"]))
    assert not shown
    assert "could not be checked" in writing.note
    assert [(one.text, "in its place" in one.reason) for one in writing.left_out] == [(LOOSE, False)]


def test_a_sentence_that_does_not_answer_stands_in_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is true, but it would not be to the point: the statement is left out."""
    monkeypatch.setattr("rag.writing.check._ABOUT", 2.0)  # words shared with the question: the sentence has none
    astray = "A visitor opened that pier upon those sands."
    shown, writing, _ = written((astray, ["S2"]), (TRUE, ["S1"]))
    assert [one.text for one in shown] == [TRUE]
    assert [(one.text, "clearly follow" in one.reason) for one in writing.left_out] == [(astray, True)]
    assert "in its place" not in writing.left_out[0].reason


PRAISED, FINED = "Five miners were honoured at Lowick in May.", "Some miners were fined at the fair in June."


def test_what_no_one_sentence_says_gives_way_to_those_it_was_put_together_of() -> None:
    """Every word stands in one of the two, and what they make together is false; each alone is shown."""
    joined = ("Five miners were fined in June.", ["S1", "S2"])
    writer = FakeWriter(claims(joined, ("The mine of Lowick was closed in July.", ["S3"])))
    evidence = cited(PRAISED, FINED, "The mine of Lowick was closed in July.")
    shown, writing = Scribe(writer, CHECKER, 2000).write(parse_query("How many miners were fined?"), evidence, ())
    assert {one.text for one in shown if one.stands_in} == {PRAISED, FINED}
    assert "by itself" in writing.left_out[0].reason


def test_of_several_sentences_those_are_quoted_that_say_it_by_themselves() -> None:
    """A model that points at everything does not put what says nothing under its statement."""
    shown, _, _ = written((TRUE, ["S2", "S1"]))
    assert [one.citation.text for one in shown[0].citations] == [TRUE]


class Sure(SupportModel):
    """As sure of every claim."""

    name, threshold = "sure", 0.5

    def __init__(self, probability: float) -> None:
        self._probability = probability

    def probability(self, claim: str, references: Sequence[str]) -> float:
        return self._probability


@pytest.mark.parametrize(
    ("said", "probability", "stands"),
    [
        pytest.param("Ada Marrow opened the pier at Lowick.", 0.6, False, id="with_names:not_sure_enough"),
        pytest.param("Ada Marrow opened the pier at Lowick.", 0.7, True, id="with_names:sure"),
        pytest.param("A woman opened it.", 0.6, True, id="without:over_the_threshold"),
        pytest.param("A woman opened it.", 0.4, False, id="without:under_it"),
    ],
)
def test_support_must_be_surer_of_a_statement_that_holds_a_fact(said: str, probability: float, stands: bool) -> None:
    """The threshold is for statements of all kinds; a wrong name costs more than a loose word."""
    refused = Checker(Sure(probability), FakeReranker()).refused(said, number(cited(TRUE), 2000), QUESTION)
    assert (refused is None) == stands
    assert refused is None or refused.untold


def test_what_says_nothing_has_no_sentence_in_its_place() -> None:
    """A statement without a word of its sentence did not mean it."""
    shown, writing, _ = written(("“\\", ["S1"]), ("Somewhere, somehow.", ["S1"]), (OTHER, ["S2"]))
    assert [one.text for one in shown] == [OTHER]
    assert len(writing.left_out) == 2


def test_a_statement_with_one_word_exchanged_is_told_once() -> None:
    """Small models say a thing again and again; another figure, date or name makes another statement."""
    again = "On the old shore by the mill the pier at Lowick was opened by Ada Marrow for everybody in town"
    source = f"{again} that day."
    shown, _ = Scribe(
        FakeWriter(claims((f"{again}.", ["S1"]), (f"{again.replace('everybody', 'people')}.", ["S1"]), (TRUE, ["S2"]))),
        CHECKER,
        2000,
    ).write(parse_query(QUESTION), cited(source, TRUE), ())
    assert [one.text for one in shown] == [f"{again}.", TRUE]


@given(DRAFTS, st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_what_is_told_early_is_the_answer_or_taken_back(drafts: list[tuple[str, list[str]]], size: int) -> None:
    """Streamed or whole the outcome is the same, no sentence stands in for what is quoted, and none stands twice."""
    evidence = cited(TRUE, OTHER)
    scribe = Scribe(PiecewiseWriter(claims(*drafts), size), CHECKER, 2000)
    *told, last = scribe.stream(parse_query(QUESTION), evidence, ())
    early = [one for one in told if isinstance(one, Claim)]
    assert isinstance(last, Written)
    shown, _, _ = written(*drafts)
    assert all(claim.stands_in for claim in early if claim not in last.claims)  # told under another one, or alone
    assert [(one.text, one.stands_in) for one in last.claims] == [(one.text, one.stands_in) for one in shown]
    under = [one.citation.text for claim in shown if claim.written for one in claim.citations]
    alone = [claim.text for claim in shown if claim.stands_in]
    assert len(alone) == len(set(alone))
    assert not set(alone) & set(under)
    assert not alone or any(claim.written for claim in shown)


def test_the_row_tells_a_sentence_that_stands_in_from_a_quote() -> None:
    """`stands_in` is there where it is true, and nothing but a quote's own words can have it."""
    (quote,) = cited(TRUE)
    claim = Claim(TRUE, (quote,), stands_in=True)
    answer = Answer(Question(QUESTION), Status.ANSWERED, (claim,), writing=Writing("fake:writer"))
    assert answer_to_dict(answer)["claims"][0]["stands_in"] is True
    assert (
        "stands_in"
        not in answer_to_dict(Answer(Question(QUESTION), Status.ANSWERED, (Claim(TRUE, (quote,)),)))["claims"][0]
    )
    with pytest.raises(ValueError, match="word for word"):
        Claim(LOOSE, (quote,), stands_in=True)
    with pytest.raises(ValueError, match="word for word"):
        Claim(TRUE, (quote,), written=True, stands_in=True)
    with pytest.raises(ValueError, match="written claim"):
        Answer(Question(QUESTION), Status.ANSWERED, (claim,))
