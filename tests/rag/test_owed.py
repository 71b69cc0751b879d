"""What a model leaves unsaid is told by Citewell's own quotes: the best of each part, and each side."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.models import Citation
from rag import parse_query
from rag.models import Claim, Conflict, Side, Verdict, VerifiedCitation
from rag.part import Part
from rag.read import Evidence
from rag.writing.owed import Owed, owed_best, owed_sides, untold
from rag.writing.scribe import Scribe
from tests.fakes import FakeWriter
from tests.pointing import read
from tests.rag.test_writing import CHECKER, OTHER, QUESTION, TRUE, cited
from tests.scripted_server import claims

BUILT = "The Alva library was built in 1902."
BESIDE = "Alva has a library of two floors."


def quote(one: Evidence) -> VerifiedCitation:
    return VerifiedCitation(Citation(one.document, one.span), Verdict.EXACT)


def part(question: str, *evidence: Evidence) -> Part:
    return Part(question, question, parse_query(question), evidence=evidence, cited=[quote(one) for one in evidence])


def added(owed: Sequence[Owed], *told: Claim) -> list[str]:
    return [claim.text for claim in untold(owed, told)]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        pytest.param("A library stands in Alva.", [BUILT], id="says_something_else"),
        pytest.param("It opened its doors in 1902.", [], id="says_what_answers"),
        pytest.param("It opened its doors in 1903.", [BUILT], id="says_another_answer"),
    ],
)
def test_the_best_quote_is_added_where_no_claim_says_what_answers_in_it(said: str, wanted: list[str]) -> None:
    """By the words that the model of Citewell's own points at, whatever sentence the claim rests on."""
    best, beside = read("a", BUILT, "1902"), read("b", BESIDE, "floors")
    owed = list(owed_best([part("When was the Alva library built?", best, beside)]))
    assert added(owed, Claim(said, (quote(beside),), written=True)) == wanted


def test_a_claim_that_rests_on_the_best_quote_tells_it() -> None:
    """The quote is shown under it: it is not shown again."""
    best = read("a", BUILT, "1902")
    owed = list(owed_best([part("When was the Alva library built?", best)]))
    assert added(owed, Claim("It is old.", (quote(best),), written=True)) == []


def test_each_part_of_a_question_has_its_own() -> None:
    """What a model says to the first part says nothing to the second."""
    built, drawn = read("a", BUILT, "1902"), read("b", "Ann Berg drew the Alva library.", "Ann Berg")
    owed = list(owed_best([part("When was the Alva library built?", built), part("Who drew it?", drawn)]))
    assert added(owed, Claim("It was built in 1902.", (quote(built),), written=True)) == [drawn.text]


def test_nothing_is_owed_where_no_sentence_is_likely_to_answer() -> None:
    """A first quote that the reader doubts is not put beside what a model found."""
    doubted = replace(read("a", BUILT, "1902"), in_place=0.5, answers=-1.0)
    asked = part("When was the Alva library built?", doubted)
    assert list(owed_best([asked])) == []
    assert list(owed_best([replace(asked, cited=())])) == []


def test_a_side_is_told_by_its_quote_alone() -> None:
    """A value in a model's words is not the source's: each side that is not cited is added, once."""
    one, two = read("a", BUILT, "1902"), read("b", "The Alva library was built in 1885.", "1885")
    sides = Conflict("the year", (Side("1902", (quote(one),)), Side("1885", (quote(two),))))
    claim = Claim("It was built in 1902, some say in 1885.", (quote(one),), written=True)
    assert added(list(owed_sides([sides, sides])), claim) == [two.text]


def test_a_scribe_adds_what_is_owed_behind_what_stands() -> None:
    """It is a plain quote; where nothing stands it is not needed, since the quotes answer."""
    first, second = cited(TRUE, OTHER)
    for said, shown in ((OTHER, [OTHER, TRUE]), ("It fell down.", [])):
        scribe = Scribe(FakeWriter(claims((said, ["S2"]))), CHECKER, 2000)
        told, _ = scribe.write(parse_query(QUESTION), [first, second], best=[Owed((first,))])
        assert [claim.text for claim in told] == shown
        assert [claim.written for claim in told[1:]] == [False] * len(told[1:])
