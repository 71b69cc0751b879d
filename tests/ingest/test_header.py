"""The header of a saved text: what is taken for it, what never is, and what becomes of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import BlockKind, Document
from ingest.blocks import blocks_of
from ingest.header import header_of
from ingest.models import Source
from ingest.readers.markdown import MarkdownReader
from ingest.readers.text import TextReader

BODY = "The quay of Alva was closed on Monday."
ENGLISH = "Title: The closed quay\nPublisher: Alva Times\nPublished: 2021-05-02\nOriginal: A quay ...\n\n"
LABELS = ("Title", "Headline", "Publisher", "Source", "Author", "Date", "Published on", "URL", "Заголовок", "Издание")
VALUES = ("The closed quay", "Alva Times", "Anna Rahn", "2 May 2021", "https://alva.example/quay", "Причал закрыт")


def _text(text: str) -> Document:
    path = Path("a.txt")
    return TextReader().read(text.encode(), Source(path, path, path.name)).document


def _quotable(document: Document) -> list[str]:
    return [document.slice(one.span) for one in document.blocks if one.kind.quotable]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(ENGLISH, id="english"),
        pytest.param(ENGLISH.replace(": ", " : "), id="space_before_the_colon"),
        pytest.param(ENGLISH.replace("\n", "\r\n"), id="windows_line_ends"),
        pytest.param(
            "Advertisement\n\nTitle: The quay\n\nBy: Anna Rahn\n\nDate: May 2021\n\n", id="blank_lines_between"
        ),
        pytest.param("  Title: The closed quay\n    and its storm\n  Date: 2 May 2021\n", id="indented"),
        pytest.param("URL: https://alva.example/quay\n\n", id="an_address_alone"),
        pytest.param("Заголовок: Причал закрыт\nИздание : Альва\nДата публикации — 2 мая 2021\n\n", id="russian"),
        pytest.param("标题：码头关闭\n来源：阿尔瓦时报\n发布时间：2021年5月2日\n\n", id="chinese"),
    ],
)
def test_lines_that_only_say_what_a_text_is_are_kept_and_not_quoted(header: str) -> None:
    """They stay in the text as boilerplate, so that offsets hold; the text behind them is untouched."""
    document = _text(f"{header}{BODY}\n\nDate: nobody knows.")
    assert _quotable(document) == [BODY, "Date: nobody knows."]
    assert document.text.startswith(header)


def test_a_header_under_a_headline_is_known_too() -> None:
    """The headline stays text; a lone "Published: ..." under one stays a byline."""
    assert _quotable(_text(f"Storm closes quay\nURL: https://alva.example\nDate: 2 May 2021\n\n{BODY}"))[:2] == [
        "Storm closes quay",
        BODY,
    ]
    blocks = blocks_of(f"Storm closes quay\nPublished: 2 May 2021\n\n{BODY}")
    assert [one.kind for one in blocks] == [BlockKind.HEADING, BlockKind.BYLINE, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Date: the fruit of a palm\n\n{BODY}", id="a_word_and_what_it_means"),
        pytest.param(f"Fig: a fruit\nDate: the fruit of a palm\n\n{BODY}", id="a_list_of_words"),
        pytest.param("Qin: We met today.\nBilawal: We thank you.\n\nQin: It was good to be here.", id="a_talk"),
        pytest.param(f"Capacity: 4,320 MW\nHeight: 20 m\n\n{BODY}", id="facts"),
        pytest.param(f"Title: Alva Dam\nDate: 1932\nHeight: 20 m\nCapacity: 3 MW\n\n{BODY}", id="facts_with_a_title"),
        pytest.param("Title: Alva Dam\nDate: 1932\nPublisher: Alva Times\n", id="nothing_else"),
        pytest.param(f"From: Anna Rahn\nSubject: The quay\nDate: 2 May 2021\n\n{BODY}", id="a_letter"),
        pytest.param(f"Title — Quay\nDate — a fruit of the palm\n\n{BODY}", id="dashes"),
        pytest.param(f"{BODY}\n\nTitle: The closed quay\nDate: 2 May 2021\n\n{BODY}", id="further_down"),
        pytest.param("Dates: 10 pieces\nSource: market\n\nMix all of it well.", id="a_recipe"),
    ],
)
def test_pairs_that_are_the_text_stay_text(text: str) -> None:
    """Names that are none of a document's, values that are none of that name's, and pairs behind text."""
    assert header_of(text) == ()


def test_what_a_header_says_is_metadata() -> None:
    """Also by names that stand for it only there."""
    said = _text(f"Заголовок: Причал закрыт\nСайт: Альва\nАвтор: Анна Рамон\nДата: 2 мая 2021\n\n{BODY}").metadata
    assert (said.title, said.publisher, said.authors, said.published_at) == (
        "Причал закрыт",
        "Альва",
        ("Анна Рамон",),
        "2021-05-02",
    )


def test_a_header_of_a_markdown_file_without_front_matter() -> None:
    """Bold names and items of a list; what the front matter says is not looked at."""
    for header in (
        "**Title:** The quay\n**Published:** 2021-05-02",
        "- Author: Anna Rahn\n- URL: https://alva.example",
    ):
        path = Path("a.md")
        raw = f"---\nlanguage: en\n---\n{header}\n\n{BODY}\n".encode()
        document = MarkdownReader().read(raw, Source(path, path, path.name)).document
        assert _quotable(document) == [BODY]


@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(VALUES)), max_size=5),
    st.text(alphabet="aБ.: \n—-,1", max_size=60),
)
def test_no_words_are_lost_and_no_sentence_is_taken(pairs: list[tuple[str, str]], rest: str) -> None:
    """Every word stands in exactly one block, and only lines of known names are ever a header."""
    text = "\n".join(f"{name}: {value}" for name, value in pairs) + f"\n\n{BODY}\n{rest}"
    blocks = blocks_of(text)
    outside = list(text)
    for one in blocks:
        for at in range(one.span.start, one.span.end):
            assert outside[at]
            outside[at] = ""
    assert not "".join(outside).strip()
    taken = [text[line.span.start : line.span.end] for line in header_of(text)]
    assert set(taken) <= {f"{name}: {value}" for name, value in pairs}
    body = text.index(BODY)
    assert any(one.kind.quotable and one.span.start <= body < one.span.end for one in blocks)
