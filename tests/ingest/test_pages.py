"""Whole pages in the manners of many makers: what may be quoted of them, and what they are. All are invented."""

import sys

import pytest

from corpus.models import BlockKind
from ingest.phrases import said_of_line
from tests.boilerplate import PAGES, Score, by_format, labels, read, scores_of_articles, scores_of_pages
from tests.conftest import SHARED

# By page: title, publisher, authors, day. What a page does not say plainly enough is empty.
DESCRIBED: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "amp.html": ("Lifeboat crew honoured for night rescue", "The Alva Daily", (), "2020-01-19"),
    "answers.html": ("How long should a stern line be?", "Boats Answers", (), "2017-08-09"),
    "arabic.html": ("عودة العبارة إلى جزيرة أودي بعد أحد عشر يوما", "صحيفة الساحل", (), "2022-03-14"),
    "blog.html": ("Mending a drystone wall", "Notes from a hill farm", (), "2020-06-02"),
    "boxes.html": ("Gannets nest on the old crane", "Skerry Mail", ("Tora Lie-Hansen",), "2020-05-07"),
    "chinese.html": ("阿尔瓦港轮渡恢复通航", "海岸新闻网", (), "2021-10-02"),
    "copied.txt": ("Gannets nest on the old crane", "", ("Tora Lie-Hansen",), "2020-05-07"),
    "encyclopedia.html": ("Ode Island", "", (), ""),
    "faq.html": ("Questions about the island card", "", (), ""),
    "forum.html": ("Bilge pump runs all night", "Small Boats Forum", (), "2019-08-11"),
    "gazette.txt": ("Who will pay for the mole?", "Alva Gazette Media", ("Ragnhild Moe",), "2022-06-09"),
    "german.html": ("Fähre nach Brisk fährt wieder", "Küstenbote", ("Jutta Harms",), "2021-10-02"),
    "government.html": ("Apply for a mooring permit", "Port Authority of Alva", (), ""),
    "journal.html": ("Wave heights in the sound of Alva, 1990–2015", "Northern Coasts", ("Anna Rahn", "Bo Ode"), "2017-05"),
    "letter.html": ("The price of a quiet sea", "Low Water", ("Liv Strand",), "2024-03-05"),
    "live.html": ("Storm over Alva: live updates", "Coast Broadcasting", (), "2023-10-20"),
    "local.html": ("School boat to sail again from Monday", "The Nordby Echo", ("Ingrid Vold",), "2022-11-03"),
    "magazine.html": ("The last herring smoker", "Tideline", ("Tove Lind",), ""),
    "manual.html": ("Calibrating the sounder", "", (), ""),
    "microdata.html": ("Oysters return to the sound", "Tidewater Review", ("Signe Aas",), "2018-09-12"),
    "ministry.html": ("Harbour Ministry Spokesperson Dag Ruud's Regular Press Conference on October 2, 2021",
                      "Ministry of Harbours", (), "2021-10-02"),
    "news.html": ("Ferry line to Ode Island resumes after eleven days", "Alva Courier", ("Marit Sund",), "2022-03-14"),
    "old.html": ("The Lighthouse of Ode Island - A short history", "", (), ""),
    "preprint.html": ("Counting gulls from the ferry", "", ("Unn Berg", "Odd P. Lien"), "2021-04-02"),
    "release.html": ("Alva Shipyard delivers first electric ferry", "", (), "2021-09-09"),
    "russian.html": ("Паром на остров Оде снова ходит", "Вестник Альвы", (), "2022-03-14"),
    "saved.txt": ("Ferry line to Ode Island resumes after eleven days", "Alva Courier", ("Marit Sund",), "2022-03-14"),
    "thinktank.html": ("Small harbours, long memories", "Institute for Coastal Policy", ("Torunn Eide", "Karl Wik"), "2022-05-17"),
    "wire.html": ("Alva votes to raise the bar lights", "Coastwire", ("Hilde Moen", "Per Rask"), "2023-02-17"),
}  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> list[Score]:
    """How each of our own pages came out."""
    return scores_of_pages()


def test_furniture_of_our_pages_is_told_from_content(pages: list[Score]) -> None:
    """Of all pages together: next to no content is lost, and next to no furniture can be quoted."""
    sums = list(by_format(pages))
    sys.stdout.writelines(f"{one}\n" for one in sums)  # pytest shows it with -rP
    everything = sums[-1]
    assert everything.precision >= 0.99
    assert everything.recall >= 0.95
    assert everything.mistaken <= 0.015 * everything.content


@pytest.mark.parametrize("name", sorted(labels()))
def test_no_page_comes_out_badly(name: str, pages: list[Score]) -> None:
    """Of each page by itself no more than one part is lost, and most of its furniture is known."""
    (score,) = (one for one in pages if one.name == name)
    assert score.mistaken <= 1
    assert score.recall >= 0.75


def test_furniture_of_the_articles_and_their_formats() -> None:
    """Of the real articles nothing is lost, and no format lets a line through that is no part of the article."""
    scores = scores_of_articles(SHARED)
    if not scores:
        pytest.skip("the real articles are not beside this repository: they belong to others")
    sys.stdout.writelines(f"{one}\n" for one in (*scores, *by_format(scores)))
    assert [one.wrong for one in scores if one.wrong] == []
    assert sum(one.found for one in scores) >= 35


@pytest.mark.parametrize("name", sorted(labels()))
def test_what_each_page_is(name: str) -> None:
    """Title, publisher, authors and day are right, or empty where the page does not say."""
    found = read(PAGES / name).metadata
    assert (found.title, found.publisher, found.authors, found.published_at) == DESCRIBED[name]


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("分享到：", True), ("分享让更多人看到", True), ("分享经济的未来", False), ("شارك هذا الخبر", True), ("شارك الوزير في الاجتماع", False),
        ("Log in   Subscribe", True), ("Log in | Harbour news", False), ("Share · Save · Comment (12)", True), ("Sorted by:", True),
        ("- Advertisement -", True), ("Advertisement and truth", False), ("Send us your letter: letters@alva.example", True),
        ("Mehr zum Thema", True), ("Anzeige", True), ("Anzeige gegen den Hafenmeister", False), ("Contact", True), ("Contact was lost at noon.", False),
    ],
)  # fmt: skip
def test_phrases_of_furniture_take_no_sentence_with_them(line: str, furniture: bool) -> None:
    """What looks like a phrase of a page's furniture and says something is not taken for it."""
    assert (said_of_line(line) is BlockKind.BOILERPLATE) is furniture
