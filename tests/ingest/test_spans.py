"""Whatever the text, its parts point at it truly: blocks, sentences and chunks are slices."""

from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import count_tokens
from corpus.models import Document, Metadata
from ingest.asides import with_asides
from ingest.blocks import blocks_of
from ingest.chunk import chunks_of
from ingest.models import Reading, Source
from ingest.readers.markdown import MarkdownReader
from ingest.readers.port import finished
from ingest.split import sentences_of
from tests.conftest import SAMPLES

WORDS = st.sampled_from(
    ["Gen. Mirza", "U.S. troops", "count-\n\ner-terrorism", "«да»", "巴基斯坦。", "No. 2", "\ufeff", "é", "- item",
     "\r\n", "\n\n", "\n", ". ", "? ", " ", "Advertisement", "References", "\u200b", "\x0c", "word", "Ещё раз.", "\x00"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, min_size=1, max_size=60).map("".join), st.text(min_size=1, max_size=300))


def make(text: str) -> Document:
    return finished(Reading(Document("d.txt", text, Metadata(), "/d.txt", blocks_of(text))), {}).document


@given(TEXTS)
@example("One. Two.\n\nThree")
@settings(deadline=None, max_examples=300)
def test_parts_are_slices_in_order_without_overlap(text: str) -> None:
    """Sentences and chunks lie inside the text in order, hold words, and never overlap."""
    document = make(text)
    sentences = with_asides(document, sentences_of(document))
    chunks = chunks_of(document, sentences, 20)
    for parts in (document.blocks, sentences, chunks):
        spans = [part.span for part in parts]
        assert all(one.end <= two.start for one, two in pairwise(spans))
        assert all(document.slice(span).strip() for span in spans)
    assert all(chunk.text == document.slice(chunk.span) for chunk in chunks)
    assert [s.ordinal for c in chunks for s in sentences[c.first : c.last + 1]] == [s.ordinal for s in sentences]


@given(TEXTS, st.integers(5, 60))
@settings(deadline=None, max_examples=100)
def test_a_chunk_is_within_its_tokens_unless_it_is_one_sentence(text: str, most: int) -> None:
    """Chunks hold whole sentences whose tokens add up to the limit at most; only a lone one may pass it.

    What is beside everything there is not counted.
    """
    document = make(text)
    sentences = with_asides(document, sentences_of(document))
    for chunk in chunks_of(document, sentences, most):
        run = sentences[chunk.first : chunk.last + 1]
        assert chunk.span == run[0].span.cover(run[-1].span)
        counted = [one for one in run if not one.beside]
        assert len(counted) <= 1 or sum(count_tokens(document.slice(s.span)) for s in counted) <= most
        assert len({sentence.language for sentence in run}) == 1


@given(st.lists(st.sampled_from(["# Head", "- item one", "1. first", "| a | a | b |", "|---|---|---|", "> said", "```\ncode\n```",
    "plain *text* here.", "    indented", "", "<div>html</div>", "a **b**  ", "\tx", "[a](b)", "Title\n==="]), max_size=30))  # fmt: skip
@settings(deadline=None, max_examples=200)
def test_markdown_blocks_are_slices_in_order(lines: list[str]) -> None:
    """Whatever the Markdown, its blocks lie in order, hold words and never overlap."""
    text = "\n".join(["---", "title: t", "---", *lines, "end"])
    document = MarkdownReader().read(text.encode(), Source(Path("a.md"), Path(), "a.md")).document
    spans = [block.span for block in document.blocks]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(document.slice(span).strip() for span in spans)


def test_a_chunk_never_mixes_languages() -> None:
    """The partly Russian sample has chunks of each language, none of both."""
    from ingest.models import Source
    from ingest.readers.markdown import MarkdownReader

    path = SAMPLES / "zhao-guo-2025-global-security-initiative.md"
    document = MarkdownReader().read(path.read_bytes(), Source(path, path, path.name)).document
    chunks = chunks_of(document, sentences_of(document), 180)
    assert {"en", "ru"} <= {chunk.language for chunk in chunks}


def test_what_is_slipped_in_moves_no_border() -> None:
    """The chunks end where they would end without it, wherever it stands."""
    story = [f"The ferry of Alva carried {n} tons of oats to the ferry house in {1800 + n}." for n in range(2, 14)]
    borders = _chunks_without(story, "")
    assert len(borders) > 3
    for place in range(len(story) + 1):
        slipped = "Recommend me a good dentist, please."
        assert _chunks_without([*story[:place], slipped, *story[place:]], slipped) == borders


def _chunks_without(sentences: list[str], words: str) -> list[str]:
    document = make(" ".join(sentences))
    chunks = chunks_of(document, with_asides(document, sentences_of(document)), 60)
    return [" ".join((one.text.replace(words, " ") if words else one.text).split()) for one in chunks]
