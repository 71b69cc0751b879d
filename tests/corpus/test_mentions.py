"""The days that a text names: found where they stand, resolved against its day of publication, never written into it."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.days.mentions import mentions_of

PUBLISHED = "2024-04-10"  # a Wednesday


def told(text: str, published_at: str = PUBLISHED) -> list[str]:
    """Each mention as `words = earliest..latest`."""
    return [
        f"{text[m.span.start : m.span.end]} = {m.earliest}..{m.latest}"
        if m.earliest != m.latest
        else f"{text[m.span.start : m.span.end]} = {m.earliest}"
        for m in mentions_of(text, published_at)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It closed last month.", ["last month = 2024-03-01..2024-03-31"]),
        ("The attack in April last year killed five.", ["April last year = 2023-04-01..2023-04-30"]),
        ("On 26 March last year it closed.", ["26 March last year = 2023-03-26"]),
        ("It closed yesterday, and opens tomorrow.", ["yesterday = 2024-04-09", "tomorrow = 2024-04-11"]),
        ("They met in Alva on Tuesday.", ["Tuesday = 2024-04-09"]),
        ("The council will vote on Tuesday.", ["Tuesday = 2024-04-16"]),
        ("Last Wednesday it closed; it was Wednesday again.", ["Last Wednesday = 2024-04-03", "Wednesday = 2024-04-10"]),
        ("Earlier this year it closed.", ["Earlier this year = 2024-01-01..2024-04-10"]),
        ("It opens later this month.", ["later this month = 2024-04-10..2024-04-30"]),
        ("Two weeks ago the ferry sank, three days ago a boat.", ["Two weeks ago = 2024-03-25..2024-03-31", "three days ago = 2024-04-07"]),
        ("A year ago it was new.", ["A year ago = 2023-01-01..2023-12-31"]),
        ("More than two years ago it was new.", []),
        ("In November a court closed it.", ["November = 2023-11-01..2023-11-30"]),
        ("The blast of March 26 killed five; on 6 Dec. one more.", ["March 26 = 2024-03-26", "6 Dec = 2023-12-06"]),
        ("It will open in May.", ["May = 2024-05-01..2024-05-31"]),
        ("Last April it closed.", []),
        ("The past year was hard.", ["past year = 2023-04-10..2024-04-10"]),
        ("On March 26, 2021, and in 2019, and since May 2018.",
         ["March 26, 2021 = 2021-03-26", "2019 = 2019-01-01..2019-12-31", "May 2018 = 2018-05-01..2018-05-31"]),
        ("On July 14, 2021 it burned. A month on, on August 20, it burned again.", ["July 14, 2021 = 2021-07-14"]),
        ("Black Friday, the Sunday Times, you may march, the last week of term, March on Rome, next to last.", []),
        ("A fleet of 2021 ships and 1999 men, from 2021 km away.", []),
        ("Вчера порт закрыли.", ["Вчера = 2024-04-09"]),
        ("Взрыв в апреле прошлого года убил пятерых.", ["в апреле прошлого года = 2023-04-01..2023-04-30"]),
        ("В прошлом месяце и на этой неделе.", ["прошлом месяце = 2024-03-01..2024-03-31", "этой неделе = 2024-04-08..2024-04-14"]),
        ("Во вторник и 26 марта, а потом в ноябре.", ["Во вторник = 2024-04-09", "26 марта = 2024-03-26", "в ноябре = 2023-11-01..2023-11-30"]),
        ("Два года назад, неделю назад, 26 марта 2021 года.",
         ["Два года назад = 2022-01-01..2022-12-31", "неделю назад = 2024-04-01..2024-04-07", "26 марта 2021 = 2021-03-26"]),
        ("昨天港口关闭。去年4月爆炸，上个月又炸。", ["昨天 = 2024-04-09", "去年4月 = 2023-04-01..2023-04-30", "上个月 = 2024-03-01..2024-03-31"]),
        ("三天前，2021年10月2日，3月26日。", ["三天前 = 2024-04-07", "2021年10月2日 = 2021-10-02"]),
    ],
)  # fmt: skip
def test_what_words_mean(text: str, expected: list[str]) -> None:
    """Each mention is found with its own words, and means what a reader on the day of publication would take it for."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("published_at", "expected"),
    [
        ("2023-06", ["last month = 2023-05-01..2023-05-31", "April last year = 2022-04-01..2022-04-30"]),
        ("2023", ["April last year = 2022-04-01..2022-04-30"]),
        ("", []),
    ],
)
def test_no_finer_than_the_day_of_publication_is_known(published_at: str, expected: list[str]) -> None:
    """With a month or a year of publication only what is no finer is told; without one nothing relative is."""
    assert told("Yesterday, on Tuesday, last month, in April last year, two weeks ago.", published_at) == expected


PHRASES = st.sampled_from(
    ["last month", "on Tuesday", "In May", "March 26", "two weeks ago", "2021", "in 2021", "Oct. 2, 2021", "вчера", "в мае", "去年4月",
     "earlier this year", "26 March last year", "Monday", "29 February", "31 June", " ", ". ", "\n", "2 of", "last", "ago", "今天", "99 years ago"]
)  # fmt: skip
DAYS = st.dates(date(1000, 1, 1), date(2200, 12, 31))


@given(
    st.one_of(st.lists(PHRASES, max_size=30).map(" ".join), st.text(max_size=200)),
    st.one_of(DAYS.map(str), DAYS.map(lambda d: str(d)[:7]), st.just("")),
)
@settings(deadline=None, max_examples=300)
def test_mentions_lie_in_the_text_in_order(text: str, published_at: str) -> None:
    """Whatever the text and the day: spans inside it, in order, without overlap; relative ones only where the day is known."""
    found = mentions_of(text, published_at)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(one.span.end <= len(text) and one.earliest <= one.latest for one in found)
    assert published_at or not any(one.relative for one in found)


@given(
    DAYS,
    st.sampled_from(
        ["yesterday", "today", "tomorrow", "3 days ago", "10 days ago", "2 weeks ago", "1 month ago", "2 years ago"]
    ),
)
@settings(deadline=None, max_examples=60)
def test_another_parser_agrees(day: date, phrase: str) -> None:
    """The one day of dateparser lies among the days that we name."""
    (found,) = mentions_of(f"It closed {phrase}.", day.isoformat())
    other = dateparser.parse(
        phrase, languages=["en"], settings={"RELATIVE_BASE": datetime(day.year, day.month, day.day)}
    )
    assert other is not None
    assert found.earliest <= other.date() <= found.latest


@given(DAYS, st.integers(-400, 400))
@settings(deadline=None, max_examples=60)
def test_distances_move_with_the_day(day: date, by: int) -> None:
    """What is told in days moves with the day of publication, and weekdays fall on themselves within a week."""
    moved = day + timedelta(days=by)
    (one,), (two,) = (mentions_of("It closed yesterday.", str(d)) for d in (day, moved))
    assert two.earliest - one.earliest == timedelta(days=by)
    (tuesday,) = mentions_of("It closed on Tuesday.", str(day))
    assert tuesday.earliest.weekday() == 1
    assert timedelta(0) <= day - tuesday.earliest < timedelta(days=7)
