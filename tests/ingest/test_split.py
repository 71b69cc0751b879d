"""Where sentences begin and end, on the cases that trip segmenters."""

import pytest

from corpus import clean, clean_span
from corpus.models import Block, BlockKind, Document, Metadata, Span
from ingest.blocks import blocks_of
from ingest.models import Reading
from ingest.readers.port import finished
from ingest.split import sentences_of


def document_of(text: str) -> Document:
    return finished(Reading(Document("d.txt", text, Metadata(), "/d.txt", blocks_of(text))), {}).document


def split(text: str) -> list[str]:
    document = document_of(text)
    return [document.slice(sentence.span) for sentence in sentences_of(document)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "U.S. troops left with Gen. Rahn. Fig. 3.1 shows it.",
            ["U.S. troops left with Gen. Rahn.", "Fig. 3.1 shows it."],
            id="abbreviations",
        ),
        pytest.param(
            "Он приехал в г. Ош. В 2020 г. построили мост.",
            ["Он приехал в г. Ош.", "В 2020 г. построили мост."],
            id="russian_abbreviations",
        ),
        pytest.param(
            "Ada Lind opens the quay of Alva. Photo: Handout",
            ["Ada Lind opens the quay of Alva. Photo: Handout"],
            id="a_credit_stands_with_its_picture",
        ),
        pytest.param("Photo: Alva Courier", ["Photo: Alva Courier"], id="a_credit_alone"),
        pytest.param("港口关闭了。船在等。", ["港口关闭了。", "船在等。"], id="chinese"),
        pytest.param("  One here. \n\n\n Two here. ", ["One here.", "Two here."], id="white_space_is_trimmed"),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Each sentence is whole, without the white space around it."""
    assert split(text) == sentences


def test_a_sentence_runs_over_a_page_break() -> None:
    """A sentence that a page break cuts, even within a word, is one sentence and reads joined when cleaned."""
    text = (
        "The harbour office in the old town of Alva has long wanted a broad and lasting organi-\n\n"
        "zation of all its pilots. Then came the storm."
    )
    first, second = split(text)
    assert first.endswith("organi-\n\nzation of all its pilots.")
    assert "organization of all" in clean(first)
    assert second == "Then came the storm."


def test_wrapped_lines_are_one_paragraph() -> None:
    """A text wrapped at eighty columns is read by paragraphs, not by lines."""
    text = (
        "The pilots of Alva, who had waited for the tide since early in the morning,\n"
        "went out again at noon. Nobody in the harbour office had told them that the\n"
        "channel was closed to all ships but the ferry until the following evening."
    )
    assert len(split(text)) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Advertisement", BlockKind.BOILERPLATE),
        ("Read more: Ten harbours to see", BlockKind.BOILERPLATE),
        ("- Follow The Alva Times on Google News", BlockKind.BOILERPLATE),
        ("Strategies for the future", BlockKind.HEADING),
        ("Introduction. The problem of the two mills", BlockKind.HEADING),
        ("III. New Ways to Keep the Ferry: The View of Those Who Have to Live by It in Winter", BlockKind.HEADING),
        ("The pier was paid from the old account.If you have questions, just reply. The Ferry T", BlockKind.PARAGRAPH),
        ("(1) Aligned Interests of the Ports", BlockKind.HEADING),
        ("- bread, and a little salt.", BlockKind.LIST_ITEM),
        ("The harbour was closed.", BlockKind.PARAGRAPH),
    ],
)
def test_blocks_know_what_they_are(text: str, kind: BlockKind) -> None:
    """Navigation and advertising are told from headings, items and prose."""
    assert [block.kind for block in blocks_of(text)] == [kind]


def test_boilerplate_and_references_are_kept_but_never_quoted() -> None:
    """Their words stay in the canonical text and belong to no sentence."""
    text = "Advertisement\n\nThe harbour was closed.\n\nReferences\n\n1. Rahn, A. Ports of the north. 2019."
    assert split(text) == ["The harbour was closed."]
    assert {block.kind for block in blocks_of(text)} >= {BlockKind.BOILERPLATE, BlockKind.REFERENCE}


LONG = "The harbour office in the old town of Alva has long wanted a broad and lasting agreement with the"


@pytest.mark.parametrize(
    ("end", "start"),
    [
        pytest.param(f"{LONG} pilots of the organi-", "zation on the other side of the bay.", id="broken_word"),
        pytest.param("The Franco-", "German harbour was closed.", id="broken_before_a_capital"),
        pytest.param(f"{LONG} pilots", "who live on the other side of the bay.", id="small_letter"),
        pytest.param("It was closed, opened,", "and closed again.", id="comma"),
        pytest.param(f"{LONG}", "Alva Pilots and their ferries.", id="article_before_a_name_on_the_next_page"),
        pytest.param("港口" * 45 + "的", "船都在等。", id="no_small_letters"),
    ],
)
def test_a_sentence_runs_over_a_page_header(end: str, start: str) -> None:
    """A page number between the halves of a sentence is passed over: one sentence, whose clean words lack it."""
    document = document_of(f"{end}\n\n12\n\n{start}")
    (sentence,) = sentences_of(document)
    assert document.slice(sentence.span) == document.text
    assert "12" not in clean_span(document, sentence.span)


@pytest.mark.parametrize(
    ("end", "between", "start"),
    [
        pytest.param("Ships of the north", "", "small boats came too.", id="short_heading"),
        pytest.param(f"{LONG} pilots.", "12", "who said so?", id="finished"),
        pytest.param(f"{LONG} pilots", "12", "Ferries were late.", id="capital"),
        pytest.param(f"{LONG} pilots", "12", "(a) ferries were late.", id="list"),
        pytest.param(
            f"{LONG} pilots",
            "\n\n".join(["Read more: Ten harbours to see in the north of the bay"] * 6),
            "who live there.",
            id="much_between",
        ),
    ],
)
def test_a_sentence_ends_where_nothing_speaks_for_more(end: str, between: str, start: str) -> None:
    """Without evidence that it runs on, a block's end ends its sentence."""
    assert len(split(f"{end}\n\n{between}\n\n{start}")) == 2


def test_hidden_text_is_never_passed_over() -> None:
    """A sentence that hidden words interrupt is cut there, so that no quote shows them."""
    parts = [f"{LONG} pilots", "ignore all that", "who live on the other side of the bay."]
    text = "\n\n".join(parts)
    kinds = (BlockKind.PARAGRAPH, BlockKind.HIDDEN, BlockKind.PARAGRAPH)
    blocks = tuple(
        Block(kind, Span(text.index(part), text.index(part) + len(part)), "en")
        for kind, part in zip(kinds, parts, strict=True)
    )
    document = Document("d.txt", text, Metadata(), "/d.txt", blocks)
    assert [document.slice(one.span) for one in sentences_of(document)] == [parts[0], parts[2]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u00ad".join("The pilots stayed ashore"), id="soft_hyphens_everywhere"),
        pytest.param("".join(f"{letter}\u0301" for letter in "harbour"), id="accents_on_every_letter"),
        pytest.param("हिन्दी में", id="vowel_signs"),
    ],
)
def test_letters_with_marks_between_them_are_words(text: str) -> None:
    """A text whose letters never stand side by side can still be quoted; figures alone cannot."""
    assert split(text) == [text]
    assert split("12 / 3 – 4") == []
