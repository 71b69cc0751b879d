"""What the documents of a collection call a thing in short."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Index, Settings, open_index
from corpus.models import Filter
from ingest import Ingester
from rag.abstain import Abstention
from rag.assistant import Assistant
from rag.query import parse_query
from rag.short_names import ShortName, definitions_in, short_name_in
from tests.fakes import FakeEmbedder, FakeReranker

LONG = "The Alva Harbour Board (AHB) keeps the pier."
AGAIN = "Fees go to the Alva Harbour Board (AHB) of the town."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LONG, [("Alva Harbour Board", "AHB")]),
        ("The Office of Norra and Alva Pilots (ONAP) opened.", [("Office of Norra and Alva Pilots", "ONAP")]),
        ("A Norra-Alva Ferry Line (NAFL) was planned.", [("Norra-Alva Ferry Line", "NAFL")]),
        ("It weighs nine tons (NT) or so.", []),
        ("The board (AHB) met.", []),
    ],
)
def test_a_long_name_with_its_initials_behind_it(text: str, told: list[tuple[str, str]]) -> None:
    """Each letter of the short name begins a word of the long one, small words left out."""
    assert list(definitions_in(text)) == told


@given(st.text(max_size=80))
def test_whatever_stands_before_a_bracket(text: str) -> None:
    """A definition's long name is made of words of the text, and there is a word for each letter."""
    for long, short in definitions_in(f"{text} (ABC)"):
        assert long.split()[0] in text
        assert len(long) > len(short)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Index]:
    """Makes an index of texts."""

    def make(*texts: str) -> Index:
        folder = tmp_path / "docs"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        settings = Settings(home=tmp_path / "home")
        assert not Ingester(settings, FakeEmbedder()).run([folder]).failed
        return open_index(settings, FakeEmbedder())

    return make


def found(index: Index, question: str) -> ShortName | None:
    return short_name_in(index, parse_query(question), Filter())


def test_one_word_of_a_name_that_two_documents_define(opened: Callable[..., Index]) -> None:
    """Asked of "the board", it is the AHB where two documents say so; a question that has the short name needs it no more."""
    index = opened(LONG, AGAIN)
    short = found(index, "Does the board own the pier?")
    assert short is not None
    assert short.put_in("Does the board own the pier?") == "Does the board (AHB) own the pier?"
    assert found(index, "Does the board or the AHB own the pier?") is None
    assert found(index, "Who owns the pier?") is None


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((LONG, "The pier is old."), id="one document alone"),
        pytest.param((LONG, AGAIN, "The Norra Ferry Board (NFB) met."), id="two boards"),
    ],
)
def test_a_word_that_may_stand_for_something_else(opened: Callable[..., Index], texts: tuple[str, ...]) -> None:
    """Nothing is said where the collection does not settle it."""
    assert found(opened(*texts), "Does the board own the pier?") is None


def test_an_answer_tells_what_it_looked_for(opened: Callable[..., Index]) -> None:
    """A text that has the short name alone is found, and the question as it was understood says why."""
    index = opened(LONG, AGAIN, "AHB fees went up in Norra.", "The fees of the pilots went down.")
    settings = Settings()
    answer = Assistant(index, FakeReranker(), Abstention.load(), settings).invoke("Did fees of the board go up?")
    assert answer.rewritten == "Did fees of the board (AHB) go up?"
