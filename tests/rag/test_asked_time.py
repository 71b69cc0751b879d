"""The time that a question asks about, and what it does to the order of sentences."""

from datetime import date

import pytest

from corpus.models import BlockKind, DateMention, Document, Metadata, Sentence, Span
from rag.asked_time import asked_time
from rag.read import Evidence
from rag.rerank import likely_answer
from rag.timely import by_time

TODAY = date(2026, 3, 15)
MIN, MAX = date.min, date.max


@pytest.mark.parametrize(
    ("question", "earliest", "latest"),
    [
        ("What happened at Alva in 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("Which storms of March 2024 are told?", date(2024, 3, 1), date(2024, 3, 31)),
        ("Which ships sank since March 2024?", date(2024, 3, 1), MAX),
        ("Which ships sank after 2019?", date(2020, 1, 1), MAX),
        ("Who was mayor before 1990?", MIN, date(1989, 12, 31)),
        ("What was built until May 2001?", MIN, date(2001, 5, 31)),
        ("What was built between 2001 and 2004?", date(2001, 1, 1), date(2004, 12, 31)),
        ("How many fell from May 2001 to June 2002?", date(2001, 5, 1), date(2002, 6, 30)),
        ("What was said last month?", date(2026, 2, 1), date(2026, 2, 28)),
        ("Who won the 1998 regatta?", date(1998, 1, 1), date(1998, 12, 31)),
        ("Что произошло в марте 2024 года?", date(2024, 3, 1), date(2024, 3, 31)),
    ],
)
def test_the_window_of_a_question(question: str, earliest: date, latest: date) -> None:
    """Years, months and days, with the word before them, are one stretch of days."""
    (window,) = asked_time(question, TODAY).windows
    assert (window.earliest, window.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "question",
    ["Who met in Alva?", "How many of the 2,021 ships sank?", "Is 1500 people a crowd?", "What is 12/2021-7?"],
)
def test_no_time_is_asked_about(question: str) -> None:
    """Figures that are no years make no window."""
    assert not asked_time(question, TODAY)


def test_the_latest_is_asked_for() -> None:
    """The word asks for the newest; "at last" does not."""
    assert asked_time("What is the latest toll?", TODAY).latest
    assert not asked_time("Who came at last?", TODAY).latest


def told(text: str, day: date | None, published: str = "", near: float = 1.0) -> Evidence:
    mentions = (DateMention(Span(0, 2), day, day, relative=False),) if day else ()
    document = Document(text, text, Metadata(published_at=published), f"/{text}", dates=mentions)
    sentence = Sentence(text, 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    return Evidence(document, sentence, None, text, near, 0.0, answers=likely_answer(near))


def order(question: str, *evidence: Evidence) -> list[str]:
    return [one.text for one in by_time(asked_time(question, TODAY), evidence)]


def test_what_is_in_time_comes_first() -> None:
    """A sentence of the asked time passes a slightly better one of another; one without days stays between."""
    other, none, right = told("other", date(2019, 5, 1), near=1.3), told("none", None), told("right", date(2024, 5, 1))
    assert order("What sank since March 2024?", other, none, right) == ["right", "none", "other"]


def test_a_much_better_sentence_stays_first() -> None:
    """Time moves what is about as good, and nothing else."""
    better, right = told("better", date(2019, 5, 1), near=6.0), told("right", date(2024, 5, 1))
    assert order("What sank since March 2024?", better, right) == ["better", "right"]


def test_the_newest_comes_first_when_the_latest_is_asked_for() -> None:
    """The day of the event counts, else that of publication; without the word nothing moves."""
    old = told("old", None, published="2021-05", near=1.3)
    new = told("new", None, published="2023-01-02")
    assert order("What is the latest toll?", old, new) == ["new", "old"]
    assert order("What is the toll?", old, new) == ["old", "new"]
