"""How old a source is, told no more exactly than its date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Citation, Document, Metadata, Span
from rag import citation_to_dict
from rag.age import age_days, age_in_words
from rag.models import Verdict

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("published", "words", "days"),
    [
        ("2026-11-22", "today", 0),
        ("2026-11-21", "yesterday", 1),
        ("2026-11-19", "3 days ago", 3),
        ("2026-09-20", "2 months ago", 63),
        ("2026-08-25", "2 months ago", 89),
        ("2024-12-22", "23 months ago", 700),
        ("2024-03-22", "2 years 8 months ago", 975),
        ("2023-11-22", "3 years ago", 1096),
        ("2024-10-25", "2 years ago", 758),
        ("2026-11", "this month", None),
        ("2026-10", "last month", None),
        ("2023-06", "about 3 years 5 months ago", None),
        ("2026", "this year", None),
        ("2025", "last year", None),
        ("2021", "about 5 years ago", None),
        ("2026-11-23", "", None),
        ("2027", "", None),
        ("", "", None),
    ],
)
def test_an_age_is_as_precise_as_its_date(published: str, words: str, days: int | None) -> None:
    """Days are counted where the day is known; a month or a year is "about"; nothing is said of what is unknown."""
    assert age_in_words(published, TODAY) == words
    assert age_days(published, TODAY) == days


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from([4, 7, 10]))
def test_every_date_that_has_come_has_an_age(day: date, precision: int) -> None:
    """It is never empty, and never tells a nought of anything."""
    words = age_in_words(day.isoformat()[:precision], TODAY)
    assert words
    assert " 0 " not in f" {words} "


def test_json_has_the_days_where_the_day_is_known() -> None:
    """`age_days` is there for a source dated to the day, and for no other."""
    for published, told in (("2021-10-02", True), ("2021-10", False), ("", False)):
        document = Document("a.txt", "Ada opened the pier.", Metadata(published_at=published), "/a.txt")
        row = citation_to_dict(Citation(document, Span(0, 3)), Verdict.EXACT)
        assert ("age_days" in row) is told
        assert row["published_at"] == published
