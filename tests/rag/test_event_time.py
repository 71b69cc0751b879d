"""The day that an event of a question stands for, looked up in documents of our own."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus import Index, Settings, open_index
from corpus.models import Filter
from ingest import Ingester
from rag.asked_time import AskedTime, Window
from rag.event_time import with_events
from tests.fakes import FakeEmbedder

NONE = AskedTime((), latest=False)
DAY = timedelta(days=1)
OPENED, FIRE = date(2021, 4, 20), date(2023, 5, 3)
TEXTS = {
    "forum.txt": "The Lind Forum met in Alva on 20 April 2021. Holt opened the Lind Forum.",
    "later.txt": "On 2 June 2021, six weeks after the Lind Forum, the mill was sold.",
    "month.txt": "In April 2021 the Lind Forum drew two hundred guests.",
    "parades.txt": "The harbour parade was held on 1 May 2019. The harbour parade was held on 4 May 2020.",
}
FIRES = {
    "fire-one.txt": "Title: The mill fire at Alva\nPublisher: Post\nPublished: 2023-05-03\n\nThe mill burnt, and nobody was hurt there.",
    "fire-two.txt": "Title: After the mill fire at Alva\nPublisher: Echo\nPublished: 2023-05-05\n\nThe miller said he had slept.",
}


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[dict[str, str]], Index]:
    """Makes an index of texts."""

    def make(texts: dict[str, str]) -> Index:
        folder = tmp_path / "docs"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        settings = Settings(home=tmp_path / "home")
        assert not Ingester(settings, FakeEmbedder()).run([folder]).failed
        return open_index(settings, FakeEmbedder())

    return make


@pytest.mark.parametrize(
    ("question", "window"),
    [
        ("What did Holt say before the Lind Forum?", Window(date.min, OPENED - DAY)),
        ("What was sold after the Lind Forum in Alva?", Window(OPENED + DAY, date.max)),
        ("Who has been mayor since the Lind Forum, and why?", Window(OPENED, date.max)),
        ("Who was mayor until the Lind Forum was held?", Window(date.min, OPENED)),
    ],
)
def test_the_day_of_an_event_is_told_by_a_sentence(
    opened: Callable[[dict[str, str]], Index], question: str, window: Window
) -> None:
    """A sentence that dates something else by the event is passed over, one that tells its month agrees."""
    with_it = with_events(NONE, opened(TEXTS), question, Filter())
    assert with_it.windows == (window,)
    (note,) = with_it.notes
    assert "20 April 2021: the Lind Forum" in note
    assert note.endswith("by forum.txt")


def test_within_a_month_that_is_all_that_is_known_both_sides_are_meant(
    opened: Callable[[dict[str, str]], Index],
) -> None:
    """Of an event whose day nobody tells, the whole month may lie before it, and after it."""
    index = opened({"month.txt": TEXTS["month.txt"]})
    assert with_events(NONE, index, "Who came before the Lind Forum?", Filter()).windows == (
        Window(date.min, date(2021, 4, 30)),
    )
    assert with_events(NONE, index, "Who came after the Lind Forum?", Filter()).windows == (
        Window(date(2021, 4, 1), date.max),
    )


def test_else_it_is_the_first_day_on_which_it_was_reported(opened: Callable[[dict[str, str]], Index]) -> None:
    """Where no sentence tells a day, that of the documents whose titles name the event, if they are of one week."""
    found = with_events(NONE, opened(FIRES), "What was built after the mill fire at Alva?", Filter())
    assert found.windows == (Window(FIRE + DAY, date.max),)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What was sold after the harbour parade?", id="two_days_are_told"),
        pytest.param("What was sold after the Alva regatta?", id="nobody_tells"),
        pytest.param("What was sold after the Lind Forum of 2018?", id="it_names_its_own_year"),
        pytest.param("What was sold after dinner?", id="no_event"),
        pytest.param("What did Holt say at the Lind Forum?", id="not_before_nor_after"),
    ],
)
def test_what_cannot_be_settled_changes_nothing(opened: Callable[[dict[str, str]], Index], question: str) -> None:
    """The asked time comes back as it was."""
    assert with_events(NONE, opened(TEXTS), question, Filter()) == NONE


def test_a_filter_holds_for_the_day_too(opened: Callable[[dict[str, str]], Index]) -> None:
    """No document that a filter shuts out tells the day of an event."""
    where = Filter(doc="parades.txt")
    assert with_events(NONE, opened(TEXTS), "What was sold after the Lind Forum?", where) == NONE
