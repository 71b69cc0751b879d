"""What a model cost is told at the prices that were given, and not where it is not known."""

import json

import pytest
from pydantic import ValidationError

from corpus import Settings
from rag import parse_query
from rag.models import Cost, Rewriting, Writing, paid
from rag.prices import Prices
from rag.writer import Prompt, Reply, Writer, WriterFailed
from rag.writing.rewrite import Rewriter
from rag.writing.scribe import Scribe
from tests.rag.test_writing import CHECKER, OTHER, QUESTION, TRUE, cited
from tests.scripted_server import claims


class Costly(Writer):
    """Gives its replies in turn; a failure among them is raised."""

    name = "fake:costly"

    def __init__(self, *replies: "Reply | WriterFailed") -> None:
        self._replies = list(replies)

    def write(self, prompt: Prompt) -> Reply:
        reply = self._replies.pop(0)
        if isinstance(reply, WriterFailed):
            raise reply
        return reply


GOOD = Reply(claims((TRUE, ["S1"])), 2_000_000, 100_000)
HALF = Reply(claims((TRUE, ["S1"]), ("Boris Quill sank it.", ["S1"])), 1_000_000, 0)


def writing(*replies: "Reply | WriterFailed", prices: str = "0.15/0.60 USD") -> Writing:
    scribe = Scribe(Costly(*replies), CHECKER, 2000, Prices.given(prices))
    return scribe.write(parse_query(QUESTION), cited(TRUE, OTHER), ())[1]


def test_tokens_read_and_written_have_their_own_prices() -> None:
    """Prices are those of a million tokens; a repair is paid for, too."""
    assert writing(GOOD).cost == Cost(pytest.approx(0.36), "USD")
    assert writing(HALF, GOOD).cost == Cost(pytest.approx(0.51), "USD")


def test_no_cost_is_told_where_it_is_not_known() -> None:
    """Without prices, without a count of the server's, or after a request that failed there is none."""
    assert writing(GOOD, prices="").cost is None
    assert writing(Reply(GOOD.text, counted=False)).cost is None
    assert writing(HALF, WriterFailed("gone")).cost is None
    assert writing(WriterFailed("gone")).cost is None


def test_a_rewriting_has_its_cost() -> None:
    """Also where its wording is not used."""
    said = Reply(json.dumps({"question": "Who sank it?"}), 1_000_000, 0)
    _, rewriting = Rewriter(Costly(said), Prices.given("2/4")).rewrite("Who opened it?", ("What?",), ())
    assert (rewriting.cost, bool(rewriting.note)) == (Cost(2.0), True)


@pytest.mark.parametrize(
    ("tokens", "cost", "words"),
    [
        ((1200, 80), Cost(0.0006, "USD"), "1,200 tokens read, 80 written, 0.0006 USD"),
        ((1, 0), Cost(1.0), "1 tokens read, 0 written, 1"),
        ((0, 0), Cost(0.0, "EUR"), "0 EUR"),
        ((1, 2), None, "1 tokens read, 2 written"),
        ((0, 0), None, ""),
    ],
)
def test_tokens_and_cost_are_told_as_far_as_known(tokens: tuple[int, int], cost: Cost | None, words: str) -> None:
    """Small sums keep their digits."""
    assert paid(Rewriting("a:b", "", *tokens, cost)) == words


@pytest.mark.parametrize("given", ["0.15/0.60", "0.15/0.60 USD", "1/2 €", "1/2€", "0/0", "", "none"])
def test_prices_that_are_two_numbers_are_taken(given: str) -> None:
    """With a currency or without."""
    prices = Prices.given(Settings(model_prices=given).model_prices)
    assert (prices is None) == (given in ("", "none"))


@pytest.mark.parametrize("given", ["0.15", "a/b", "-1/2", "1/2 dollars", "1/2 <b>", "1/2/3", "nan/1", "1e9/1", "٣/٤"])
def test_other_prices_are_refused_with_an_example(given: str) -> None:
    """The message shows the form."""
    with pytest.raises(ValidationError, match=r"0\.15/0\.60 USD"):
        Settings(model_prices=given)
