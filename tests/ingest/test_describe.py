"""What a document is, told from what it says of itself: right, or honestly empty. All pages are invented."""

import sys
from pathlib import Path

import pytest

from corpus import partial_date
from corpus.models import Found, Metadata
from ingest.describe import LEAST, Candidate, choose, completed
from ingest.describe_page import page_candidates
from ingest.describe_properties import property_candidates
from ingest.describe_text import text_candidates
from ingest.names import names_in
from tests.boilerplate import read
from tests.conftest import REPOSITORY, SHARED

BODY = (
    "The harbour office of Alva said that all pilots would stay ashore until the storm had passed over the old town. "
    "Twelve ships waited outside the bar, and the ferry to the islands was cancelled for the third day in a row.\n\n"
    "The pilots of Alva have asked for a new boat since the spring. The harbour office has promised one, and the town "
    "council will vote on the money for it next month, when the season ends."
)
PARAGRAPHS = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))


def of_text(text: str) -> tuple[str, str, tuple[str, ...], str]:
    found = choose(text_candidates(text), "text/plain")
    return found.title, found.publisher, found.authors, found.published_at


def of_page(head: str, body: str) -> Metadata:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return choose(page_candidates(page.encode()), "text/html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Pilots of Alva stay ashore for a third day\nPublished: Oct 02, 2021 07:05 PM\n\n{BODY}",
            ("Pilots of Alva stay ashore for a third day", "", (), "2021-10-02"),
            id="newspaper",
        ),
        pytest.param(
            f"| Welcome to Alva Times\n\nMonday, April 15, 2024\n\nPilots of Alva stay ashore\n\n{BODY}\n\nBy: Anna Rahn & Bo Ode\n\n"
            "Anna Rahn is a scholar. The views expressed here do not necessarily reflect the editorial policy of Alva Times.",
            ("Pilots of Alva stay ashore", "Alva Times", ("Anna Rahn", "Bo Ode"), ""),
            id="header_date_above_the_title_is_no_publication_date",
        ),
        pytest.param(
            f"Alva Times\nToday is Friday, March 1, 2024 | 12°C\n\nPilots of Alva stay ashore for a third day\nBy ANNA RAHN, Staff Reporter\n"
            f"February 27, 2024 6:15 am\n\n{BODY}",
            ("Pilots of Alva stay ashore for a third day", "", ("Anna Rahn",), "2024-02-27"),
            id="today_in_the_header_and_the_day_under_the_byline",
        ),
        pytest.param(
            f"Why the pilots of Alva need a new boat\nAnna Rahn | Oct. 2, 2021 | 5 min read\n\n{BODY}\n\n© 2023 Harbour Notes. All rights reserved.",
            ("Why the pilots of Alva need a new boat", "Harbour Notes", (), "2021-10-02"),
            id="blog",
        ),
        pytest.param(
            f"Pilots of Alva stay ashore for a third day\n— Staff Reporter\n\nALVA, May 2, 2021 (Wire) — {BODY}",
            ("Pilots of Alva stay ashore for a third day", "", (), "2021-05-02"),
            id="dateline_and_nameless_byline",
        ),
        pytest.param(
            f"Лоцманы Альвы остаются на берегу\nАвтор: Иван Петров\nОпубликовано: 2 октября 2021\n\n{BODY}",
            ("Лоцманы Альвы остаются на берегу", "", ("Иван Петров",), "2021-10-02"),
            id="russian",
        ),
        pytest.param(
            "阿尔瓦港口的引航员留在岸上\n作者：张三\n发布时间：2021年10月2日\n\n阿尔瓦港口办公室表示，在暴风雨过去之前，所有引航员都将留在岸上。十二艘船在外面等待。",
            ("阿尔瓦港口的引航员留在岸上", "", ("张三",), "2021-10-02"),
            id="chinese",
        ),
        pytest.param(
            "UDC 656.6\nDOI 10.5555/alva/2021.14.3\n\nAnna Rahn\n\nLecturer, Alva Maritime College\n\nBo Ode\n\npostgraduate student\n\n"
            f"ON THE WAITING TIME OF SHIPS OUTSIDE THE BAR OF ALVA\n\nAbstract\n\n{BODY}",
            ("On the Waiting Time of Ships Outside the Bar of Alva", "", ("Anna Rahn", "Bo Ode"), "2021"),
            id="journal_with_names_above_affiliations",
        ),
        pytest.param(
            "Journal of Harbours, Vol. 14, No. 3, 2019\n\nWaiting time of ships outside the bar\n\nA. Rahn¹, B. Ode²,*\n\n"
            f"¹ Department of Ports, Alva College\n² Harbour Office\n\nReceived 3 May 2018; accepted 2 June 2018; published 1 July 2019\n\n{BODY}",
            ("Waiting time of ships outside the bar", "", ("A. Rahn", "B. Ode"), "2019-07-01"),
            id="journal_with_a_list_of_names",
        ),
        pytest.param(
            f"Pilots of Alva stay ashore\nMarch 4th, 2020 by Anna Rahn\n\n{BODY}",
            ("Pilots of Alva stay ashore", "", ("Anna Rahn",), "2020-03-04"),
            id="byline_behind_the_day",
        ),
        pytest.param(
            f"{BODY}\n\nUpdated: 3 May 2022\n- Contact the author at anna.rahn77 (at) mail.example\n- Follow Alva Times on Google News",
            ("", "Alva Times", ("Anna Rahn",), ""),
            id="no_headline_and_only_an_update",
        ),
        pytest.param(
            f"Pilots stay ashore\nPublished: 2 May 2021 | Updated: 3 May 2022\n\n{BODY}",
            ("Pilots stay ashore", "", (), "2021-05-02"),
            id="publication_beside_an_update",
        ),
        pytest.param(
            f"Pilots of Alva stay ashore\n\n{BODY}\n\nPublished in Alva Times, October 2nd, 2021",
            ("Pilots of Alva stay ashore", "Alva Times", (), "2021-10-02"),
            id="note_at_the_foot",
        ),
        pytest.param(
            "ISSN 1234-5678\nBulletin of Alva Maritime College, 2019, Vol. 3, No. 2\n\nА. РАН, Б. ОДЕ\n\nОЖИДАНИЕ СУДОВ ПЕРЕД БАРОМ\n\n"
            "Аннотация. Лоцманы Альвы остаются на берегу, пока шторм не пройдёт мимо старого города, сообщили в управлении порта.",
            ("Ожидание судов перед баром", "", ("А. Ран", "Б. Оде"), "2019"),
            id="journal_in_russian",
        ),
        pytest.param(
            f"Waiting is all you need\n\nAnna Rahn∗\nAlva College\nanna@alva.example\n\nBo Ode\nHarbour Institute\n\nAbstract\n\n{BODY}",
            ("Waiting is all you need", "", ("Anna Rahn", "Bo Ode"), ""),
            id="preprint",
        ),
        pytest.param(
            "ON THE WAITING TIME OF SHIPS\nOUTSIDE THE BAR\nAnna Rahn\nlecturer\nThe harbour office of Alva said that all pilots\n"
            "would stay ashore until the storm had passed over the\nOld Town. Twelve ships waited outside the bar, and the\nferry was cancelled.",
            ("On the Waiting Time of Ships Outside the Bar", "", ("Anna Rahn",), ""),
            id="lines_of_a_printed_page",
        ),
        pytest.param(
            f"FOR IMMEDIATE RELEASE\nOctober 2, 2021\n\nAlva harbour office orders a new pilot boat\n\n{BODY}",
            ("Alva harbour office orders a new pilot boat", "", (), "2021-10-02"),
            id="press_release",
        ),
        pytest.param(
            f"To: All pilots\nFrom: Harbour Office\nDate: 2 October 2021\nSubject: Storm\n\n{BODY}",
            ("Storm", "", (), "2021-10-02"),
            id="memorandum",
        ),
        pytest.param(BODY, ("", "", (), ""), id="nothing_said"),
        pytest.param(
            f"The storm of June 5, 2019\n\n{BODY}", ("The storm of June 5, 2019", "", (), ""), id="event_date_in_the_title"
        ),
    ],
)  # fmt: skip
def test_plain_texts(text: str, expected: tuple[str, str, tuple[str, ...], str]) -> None:
    """Title, publisher, authors and day of a text; what it does not say stays empty, and no other day is taken for it."""
    assert of_text(text) == expected


ARTICLE = f"<article><h1>Pilots stay ashore</h1>{PARAGRAPHS}</article>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            '<title>Pilots stay ashore | Alva Times</title><meta property="og:site_name" content="Alva Times">'
            '<meta property="article:published_time" content="2023-06-27T21:00:00+08:00"><meta name="author" content="Staff reporter">'
            '<link rel="canonical" href="https://alva.example/news/pilots">',
            ARTICLE,
            {"title": "Pilots stay ashore", "publisher": "Alva Times", "published_at": "2023-06-27", "url": "https://alva.example/news/pilots"},
            id="open_graph",
        ),
        pytest.param(
            '<title>x</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#o",'
            '"name":"Alva Times"},{"@type":"NewsArticle","headline":"Pilots stay ashore","datePublished":"2021-10-02","dateModified":"2024-01-01",'
            '"author":[{"@type":"Person","name":"Anna Rahn"},{"@type":"Person","name":"Bo Ode"}],"publisher":{"@id":"#o"}}]}</script>',
            ARTICLE,
            {"title": "Pilots stay ashore", "publisher": "Alva Times", "authors": ("Anna Rahn", "Bo Ode"), "published_at": "2021-10-02"},
            id="json_ld_graph",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pilots stay ashore","author":{"@type":"Organization",'
            '"name":"Alva Times"}}</script>',
            ARTICLE,
            {"title": "Pilots stay ashore"},
            id="an_organization_is_no_author",
        ),
        pytest.param(
            '<meta name="citation_title" content="Waiting time of ships"><meta name="citation_author" content="Rahn, Anna">'
            '<meta name="citation_author" content="Ode, Bo"><meta name="citation_publication_date" content="2019/07">'
            '<meta name="citation_journal_title" content="Journal of Harbours"><meta name="citation_doi" content="10.5555/alva.14.3">',
            ARTICLE,
            {"title": "Waiting time of ships", "publisher": "Journal of Harbours", "authors": ("Anna Rahn", "Bo Ode"),
             "published_at": "2019-07", "doi": "10.5555/alva.14.3"},
            id="highwire",
        ),
        pytest.param(
            '<meta name="DC.title" content="Pilots stay ashore"><meta name="DC.creator" content="Anna Rahn"><meta name="DC.date" content="2021">'
            '<meta name="DC.publisher" content="Alva Times"><meta name="DC.identifier" content="https://doi.org/10.5555/alva.1">',
            ARTICLE,
            {"title": "Pilots stay ashore", "publisher": "Alva Times", "authors": ("Anna Rahn",), "published_at": "2021", "doi": "10.5555/alva.1"},
            id="dublin_core",
        ),
        pytest.param(
            "<title>Pilots stay ashore</title>",
            '<header><span class="date">Monday, April 15, 2024</span><time datetime="2024-04-15">Today is Monday, April 15, 2024</time></header>'
            + ARTICLE,
            {"title": "Pilots stay ashore"},
            id="header_date_trap",
        ),
        pytest.param(
            "<title>Pilots stay ashore</title>",
            '<div class="current-date"><time datetime="2024-04-15">April 15, 2024</time></div><article><h1>Pilots stay ashore</h1>'
            f'<p class="byline">By Anna Rahn and Bo Ode</p><time class="published" datetime="2021-10-02T07:05">2 Oct 2021</time>{PARAGRAPHS}</article>',
            {"title": "Pilots stay ashore", "authors": ("Anna Rahn", "Bo Ode"), "published_at": "2021-10-02"},
            id="marked_day_and_byline",
        ),
        pytest.param(
            '<title>Pilots stay ashore</title><meta property="article:modified_time" content="2024-01-01">'
            '<meta name="last-modified" content="2024-01-01">',
            f'<article><h1>Pilots stay ashore</h1><span class="updated">Updated 1 January 2024</span>{PARAGRAPHS}</article><footer>Copyright 2026</footer>',
            {"title": "Pilots stay ashore"},
            id="modified_is_not_published",
        ),
        pytest.param(
            "<title>Alva Times - Pilots</title>",
            f"<article>{PARAGRAPHS}<p>The storm of June 5, 2019 was worse.</p></article>"
            '<section class="related"><time datetime="2020-02-02">2 Feb 2020</time></section>',
            {"title": "Alva Times - Pilots"},
            id="dates_of_events_and_of_other_articles",
        ),
        pytest.param(
            '<link rel="canonical" href="https://alva.example/2021/10/02/pilots">',
            ARTICLE,
            {"title": "Pilots stay ashore", "published_at": "2021-10-02", "url": "https://alva.example/2021/10/02/pilots"},
            id="day_in_the_address",
        ),
        pytest.param(
            '<meta property="article:published_time" content="2024-10"><meta name="author" content="https://alva.example/anna">',
            ARTICLE,
            {"title": "Pilots stay ashore", "published_at": "2024-10"},
            id="month_only_and_an_address_for_an_author",
        ),
        pytest.param(
            "<title>Low Water: Pilots stay ashore</title>",
            '<h1><a href="https://lowwater.example/">Low Water</a></h1><div class="post"><h3 class="post-title">Pilots stay ashore</h3>'
            f'{PARAGRAPHS}<abbr class="published" title="2019-09-17T20:11:00+02:00">8:11 PM</abbr></div>',
            {"title": "Pilots stay ashore", "publisher": "Low Water", "published_at": "2019-09-17"},
            id="first_heading_is_the_site",
        ),
        pytest.param(
            '<link rel="canonical" href="https://alvatimes.example/a/1"><title>Pilots stay ashore - News - The Alva Times</title>'
            '<meta name="author" content="Agence France-Presse"><script type="application/ld+json">{"@type":"NewsArticle",'
            '"headline":"The harbour&#8217;s pilots","author":{"name":"The Alva Times"}}</script>',
            '<article><div class="by"><span class="author">Ana Ruiz</span><time datetime="2021-06-30T22:00:00Z">July 1, 2021</time></div>'
            f"{PARAGRAPHS}</article>",
            {"title": "The harbour’s pilots", "publisher": "The Alva Times", "authors": ("Ana Ruiz",), "published_at": "2021-07-01",
             "url": "https://alvatimes.example/a/1"},
            id="site_by_its_address_agency_and_the_day_that_is_shown",
        ),
        pytest.param(
            '<meta name="citation_authors" content="Rahn, Anna; da Silva, Rui">', ARTICLE,
            {"title": "Pilots stay ashore", "authors": ("Anna Rahn", "Rui da Silva")}, id="authors_of_a_library_in_one_value",
        ),
        pytest.param(
            "<title>Harbour Office : Press Releases</title>", f"<h2>New pilot boat for Alva ordered</h2>{PARAGRAPHS}",
            {"title": "New pilot boat for Alva ordered"}, id="one_lesser_heading",
        ),
        pytest.param('<script type="application/ld+json">{broken</script><meta name="date">', ARTICLE,
                     {"title": "Pilots stay ashore"}, id="broken_metadata"),
    ],
)  # fmt: skip
def test_pages(head: str, body: str, expected: dict[str, object]) -> None:
    """What a page says of itself is taken; today's, modified and other articles' days never are."""
    found = of_page(head, body)
    assert {name: getattr(found, name) for name in found.found} == expected


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021-10", "2021-10"), ("2021-10-02T19:05:11Z", "2021-10-02"), ("Oct 02, 2021 07:05 PM", "2021-10-02"),
        ("Oct. 2, 2021", "2021-10-02"), ("Monday, April 15, 2024", "2024-04-15"), ("2nd of October 2021", "2021-10-02"),
        ("2 октября 2021 г.", "2021-10-02"), ("2021年10月2日", "2021-10-02"), ("2. Oktober 2021", "2021-10-02"),
        ("2 اکتوبر 2021", "2021-10-02"), ("02.10.2021", "2021-10-02"), ("13/10/2021", "2021-10-13"), ("10/02/2021", ""),
        ("October 2021", "2021-10"), ("2021", "2021"), ("2021-13", ""), ("2023-02-30", ""), ("", ""), ("soon", ""),
        ("Sat, 02 Oct 2021 19:05:00 +0500", "2021-10-02"), ("20211002", "2021-10-02"), ("0000", ""),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_written(value: str, date: str) -> None:
    """A value that is one date is read, in many languages; an ambiguous or impossible one is unknown."""
    assert partial_date(value) == date


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Anna Rahn and Bo Ode", ("Anna Rahn", "Bo Ode")), ("ANNA RAHN, Staff Reporter", ("Anna Rahn",)), ("Staff Reporter", ()),
        ("Dr. Jane van der Berg", ("Jane van der Berg",)), ("Anna Rahn in Alva", ("Anna Rahn",)), ("Reuters", ()),
        ("A. Rahn¹, B. Ode²,*", ("A. Rahn", "B. Ode")), ("И. И. Петров и С. А. Ан", ("И. И. Петров", "С. А. Ан")),
        ("张三、李四", ("张三", "李四")), ("the old harbour", ()), ("Alva Times", ()), ("admin", ()),
    ],
)  # fmt: skip
def test_bylines_name_people_or_nobody(byline: str, names: tuple[str, ...]) -> None:
    """Roles, agencies and sentences are no names."""
    assert names_in(byline) == names


def test_the_surest_is_taken_and_agreement_counts() -> None:
    """Two places that agree beat a slightly surer third; what nothing makes sure stays empty."""
    chosen = choose(
        [
            Candidate("title", "Pilots stay ashore", "page headline", 0.7),
            Candidate("title", "Pilots stay ashore!", "page title", 0.6),
            Candidate("title", "Alva Times", "page metadata", 0.8),
            Candidate("published_at", "2021", "page foot", LEAST - 0.1),
        ],
        "text/html",
    )
    assert chosen.title == "Pilots stay ashore"
    assert chosen.found["title"] == Found("page headline", 0.88)
    assert chosen.published_at == ""
    assert "published_at" not in chosen.found


def test_candidates_complete_what_is_known() -> None:
    """What someone wrote down stays; only what is missing is taken from candidates."""
    known = Metadata(title="Mine", found={"title": Found("front matter")})
    more = completed(known, [Candidate("title", "Other", "x", 0.9), Candidate("doi", "10.1/x", "DOI", 0.9)])
    assert (more.title, more.doi) == ("Mine", "10.1/x")
    assert more.found == {"title": Found("front matter"), "doi": Found("DOI", 0.9)}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        pytest.param({"title": "Pilots stay ashore", "author": "Anna Rahn", "created": "2013-12-23", "modified": "2024-01-01"},
                     {"title": "Pilots stay ashore", "authors": ("Anna Rahn",)}, id="days_of_the_file"),
        pytest.param({"Title": "001.html", "Author": "", "CreationDate": "D:20261121205216"}, {}, id="printed_by_a_browser"),
        pytest.param({"/Title": "Microsoft Word - pilots", "/Author": "admin"}, {}, id="typist"),
        pytest.param({"dc:title": "Pilots", "prism:publicationDate": "2019-07-01", "prism:doi": "10.5555/alva.14.3"},
                     {"title": "Pilots", "published_at": "2019-07-01", "doi": "10.5555/alva.14.3"}, id="publisher"),
    ],
)  # fmt: skip
def test_properties(properties: dict[str, str], expected: dict[str, object]) -> None:
    """A file's own days and names are not the document's; what a publisher wrote into it is."""
    found = choose(property_candidates(properties), "application/pdf")
    assert {name: getattr(found, name) for name in found.found} == expected


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - pilots.doc", "Microsoft Word - Dokument1", "PowerPoint Presentation", "Slide 1", "report_final.indd", "Layout 1",
        "Title", "Titel", "[Title]", "Insert title here", "Document title", "Print", "New Microsoft Word Document", "No Job Name", "scan0001",
        "Full page fax print", "Scanned Document", "Template", "https://alva.example/p?id=3", "pilots-stay-ashore-2021", "doc_2021_final",
        "Pilots.qxd:Layout 1", "Без имени-1", "Презентация PowerPoint", "(anonymous)", "Word Document", "about:blank", "Untitled document",
        "Unknown", "CamScanner 10-02-2021 19.05", "PII: S0022-1234(01)00012-3", "doi:10.1000/182", "Blank Page", "12345", "untitled.pdf",
    ],
)  # fmt: skip
def test_what_programs_write_for_a_title_is_none(title: str) -> None:
    """A file's name, a template's words and a scanner's are no title."""
    assert choose(property_candidates({"title": title}), "application/pdf").title == ""


@pytest.mark.parametrize(
    "title",
    ["Pilots stay ashore", "Counter-terrorism", "Title IX and its critics", "The scanned page", "Print is not dead", "Документы о шторме",
     "Index of harbours", "1984", "Presentation of the harbour report", "Unknown waters"],
)  # fmt: skip
def test_titles_with_such_words_stay(title: str) -> None:
    """A title may hold a word that programs use too."""
    expected = "" if title.isdigit() else title  # a number alone may as well be a page
    assert choose(property_candidates({"title": title}), "application/pdf").title == expected


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Microsoft Office User", ()), ("Windows User", ()), ("OEM Registered User", ()), ("Acrobat PDFMaker", ()), ("python-docx", ()),
        ("Valued Acer Customer", ()), ("DELL LATITUDE", ()), ("Apache POI", ()), ("Company Name", ()), ("John Doe", ()), ("HP", ()),
        ("Anna Rahn; Bo Ode", ("Anna Rahn", "Bo Ode")), ("Rahn, Anna", ("Anna Rahn",)), ("Анна Ран", ("Анна Ран",)),
    ],
)  # fmt: skip
def test_a_computer_is_no_author(author: str, names: tuple[str, ...]) -> None:
    """What a program takes its owner for is nobody; names stay, in either order."""
    assert choose(property_candidates({"author": author}), "application/pdf").authors == names


def test_the_five_articles_without_their_notes() -> None:
    """Every value that is found for the originals is the one written down for them; the rest is empty."""
    import tomllib

    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    notes = tomllib.loads((REPOSITORY / "corpus" / "sources.toml").read_text(encoding="utf-8"))["source"]
    right = 0
    for note in notes:
        found = choose(text_candidates((folder / note["file"]).read_text(encoding="utf-8")), "text/plain")
        told = {"title": found.title, "publisher": found.publisher, "authors": list(found.authors),
                "published": found.published_at, "doi": found.doi}  # fmt: skip
        for name, value in told.items():
            if value:
                assert value == note.get(name), (note["file"], name)
                right += 1
    assert right >= 12


def test_every_format_of_the_articles_is_what_is_written_down_of_it() -> None:
    """Read as whole files, text or another format, each value is right, or no finer than known, or empty."""
    import tomllib

    if not (SHARED / "corpus").is_dir():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    notes = tomllib.loads((REPOSITORY / "corpus" / "sources.toml").read_text(encoding="utf-8"))["source"]
    right = dict.fromkeys(("title", "publisher", "authors", "published", "doi"), 0)
    files = [*(SHARED / "corpus").iterdir(), *(SHARED / "corpus_formats").glob("*.*")]
    for path in files:
        (note,) = (one for one in notes if one["file"].startswith(path.name[:3]))
        found = read(path).metadata
        told = {"title": found.title, "publisher": found.publisher, "authors": list(found.authors),
                "published": found.published_at, "doi": found.doi}  # fmt: skip
        for name, value in told.items():
            known = note.get(name) or ""
            if not value or (name == "title" and not known):
                continue
            if name == "published":  # one may be finer than the other
                assert value.startswith(known) or known.startswith(str(value)), (path.name, value)
            else:
                assert value == known, (path.name, name)
            right[name] += 1
    sys.stdout.write(f"{len(files)} files: {right}\n")
    assert len(files) >= 5
    assert sum(right.values()) >= 3 * len(files) - 5, right


def test_the_formats_of_the_articles_are_not_misread() -> None:
    """The page says its day and site, and neither "Staff reporter" nor today's visit is taken for more."""
    path: Path = SHARED / "corpus_formats" / "002.html"
    if not path.is_file():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    found = choose(page_candidates(path.read_bytes()), "text/html")
    assert (found.publisher, found.published_at, found.authors) == ("South China Morning Post", "2023-06-27", ())
    assert found.title.startswith("China urges Pakistani military")
    assert found.title.endswith("targeted")
