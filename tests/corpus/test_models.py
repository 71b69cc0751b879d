"""The nouns refuse illegal values and keep their promises for any text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Citation, DateMention, Document, Filter, Metadata, Page, Span, date_bounds

TEXTS = st.text(min_size=1, max_size=200)


def make(text: str, **metadata: str) -> Document:
    return Document("d.txt", text, Metadata(**metadata), "/d.txt")


@given(TEXTS, st.data())
def test_citation_text_is_the_slice(text: str, data: st.DataObject) -> None:
    """A citation's words are the document's characters at its span, whatever the text."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = Citation(make(text), Span(start, end))
    quote, position = citation.selectors()
    assert citation.text == text[start:end] == quote["exact"]
    assert (position["start"], position["end"]) == (start, end)
    assert text.endswith(str(quote["exact"]) + str(quote["suffix"])) or len(str(quote["suffix"])) == 32


@given(TEXTS)
def test_citation_outside_its_document_cannot_be_built(text: str) -> None:
    """A span that ends behind the text raises."""
    with pytest.raises(ValueError, match="characters"):
        Citation(make(text), Span(0, len(text) + 1))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)], ids=["negative", "empty", "backwards"])
def test_illegal_spans_raise(start: int, end: int) -> None:
    """A span is never negative, empty or backwards."""
    with pytest.raises(ValueError, match="span"):
        Span(start, end)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_overlap_is_a_shared_character(a: int, m: int, b: int, n: int) -> None:
    """Two spans overlap exactly when some position lies in both."""
    one, two = Span(a, a + m), Span(b, b + n)
    assert one.overlaps(two) == bool(set(range(a, a + m)) & set(range(b, b + n)))


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        pytest.param("2024", date(2024, 1, 1), date(2024, 12, 31), id="year"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="leap_month"),
        pytest.param("2021-10-02", date(2021, 10, 2), date(2021, 10, 2), id="day"),
    ],
)
def test_a_date_is_as_wide_as_its_source(partial: str, first: date, last: date) -> None:
    """A month or a year stands for all of its days."""
    assert date_bounds(partial) == (first, last)


@pytest.mark.parametrize("partial", ["", "24", "2024-13", "2023-02-29", "last month", "2024-1-1"])
def test_what_is_no_date_raises(partial: str) -> None:
    """Other forms, and days that no calendar holds, are refused."""
    with pytest.raises(ValueError, match=r"date|month|day|month must"):
        date_bounds(partial)


@pytest.mark.parametrize(
    ("where", "admitted"),
    [
        pytest.param(Filter(), True, id="no_condition"),
        pytest.param(Filter(publisher="THE TIMES"), True, id="publisher_without_case"),
        pytest.param(Filter(publisher="Other"), False, id="other_publisher"),
        pytest.param(Filter(since=date(2023, 6, 15)), True, id="some_day_of_the_month_is_later"),
        pytest.param(Filter(since=date(2023, 7, 1)), False, id="all_days_earlier"),
        pytest.param(Filter(until=date(2023, 5, 31)), False, id="all_days_later"),
        pytest.param(Filter(doc="other.txt"), False, id="other_document"),
        pytest.param(Filter(docs=frozenset({"other.txt"})), False, id="not_of_the_list"),
        pytest.param(Filter(docs=frozenset({"other.txt", "d.txt"})), True, id="of_the_list"),
        pytest.param(Filter(language="RU"), True, id="one_of_its_languages_without_case"),
        pytest.param(Filter(language="ky"), False, id="another_language"),
        pytest.param(Filter(type="html"), True, id="type"),
        pytest.param(Filter(type="text/html"), True, id="media_type"),
        pytest.param(Filter(type="pdf"), False, id="another_type"),
        pytest.param(Filter(type="html", publisher="Other"), False, id="all_conditions_hold"),
    ],
)
def test_filter_admits(where: Filter, admitted: bool) -> None:
    """A document passes when it meets every condition of the filter."""
    said = Metadata(publisher="The Times", published_at="2023-06", languages=("en", "ru"), media_type="text/html")
    assert where.admits("d.txt", said) is admitted
    assert bool(where) == (where != Filter())


def test_a_document_without_a_date_fails_any_date_condition() -> None:
    """What is not known to be in the range is not shown as being in it."""
    assert not Filter(since=date(1900, 1, 1)).admits("d.txt", Metadata())


def test_a_span_is_on_the_page_where_it_begins() -> None:
    """A quote that runs over a page break is cited with the page it starts on; outside every page there is none."""
    pages = (Page(1, Span(0, 10), 595, 842), Page(2, Span(12, 20), 595, 842))
    document = Document("a.pdf", "first page\f\fpage two", Metadata(), "a.pdf", pages=pages)
    assert [document.page_of(Span(start, start + 1)) for start in (0, 9, 10, 12, 19)] == [1, 1, None, 2, 2]


def test_a_mention_cannot_end_before_it_begins() -> None:
    """The days a phrase can mean are given first to last."""
    with pytest.raises(ValueError, match="earliest <= latest"):
        DateMention(Span(0, 4), date(2024, 3, 2), date(2024, 3, 1), relative=True)
