"""A heading is no quote beside a sentence of its document that says as much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import BlockKind, Document, Metadata, Sentence, Span
from rag.headings import without_said_headings
from rag.read import Evidence

HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH


def evidence(text: str, kind: BlockKind = PARAGRAPH, document: str = "a.txt", title: str = "") -> Evidence:
    """A sentence that is all of its document, in English."""
    whole = Document(document, text, Metadata(title=title), f"/{document}", ())
    return Evidence(whole, Sentence(document, 0, Span(0, len(text)), kind, "en", 0), None, text, 1.0, 1.0)


def left(*chosen: Evidence) -> list[str]:
    """The texts that stay."""
    return [one.text for one in without_said_headings(chosen)]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        pytest.param("Pilots of Alva stay ashore", "All the pilots of Alva will be staying ashore.", id="other_forms"),
        pytest.param("(2) THE STORM AT ALVA", "A storm closed the harbour of Alva.", id="numbered_and_shouted"),
        pytest.param("Storms of 2021", "In 2021 two storms closed the harbour.", id="figure_that_stands"),
        pytest.param("Closed harbour of Alva town", "The harbour of Alva was closed.", id="all_but_one_of_four"),
    ],
)
def test_a_heading_that_a_sentence_says_is_left_out(heading: str, sentence: str) -> None:
    """Wherever it ranks, and whatever form its words have in the sentence."""
    first, second = evidence(heading, HEADING), evidence(sentence)
    assert left(first, second) == left(second, first) == [sentence]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        pytest.param("Pilots of Alva stay ashore", "The harbour of Norra was closed.", id="says_something_else"),
        pytest.param("Twelve pilots of Alva stay ashore in storms of 2021", "The pilots of Alva stay ashore in storms.",
                     id="figure_that_the_sentence_lacks"),
        pytest.param("Anna Rahn", "Anna has written of harbours.", id="half_of_a_name"),
    ],
)  # fmt: skip
def test_a_heading_that_says_more_stays(heading: str, sentence: str) -> None:
    """Other words, and a figure whatever the words."""
    assert left(evidence(heading, HEADING), evidence(sentence)) == [heading, sentence]


def test_a_title_is_a_heading_however_it_is_set() -> None:
    """A first line that reads as a paragraph says no more than one that reads as a heading."""
    title = evidence("Pilots stay ashore", title="PILOTS STAY ASHORE")
    assert left(title, evidence("The pilots stay ashore till Monday.")) == ["The pilots stay ashore till Monday."]


def test_only_a_sentence_of_the_same_document_stands_for_it() -> None:
    """Another document's sentence is another source, and headings do not stand for each other."""
    heading = evidence("Pilots stay ashore", HEADING)
    assert len(left(heading, evidence("The pilots stay ashore.", document="b.txt"))) == 2
    assert len(left(heading, evidence("Pilots of Alva stay ashore", HEADING))) == 2


@given(st.lists(st.tuples(st.text(alphabet="abc 12", min_size=1), st.sampled_from([HEADING, PARAGRAPH])), max_size=6))
def test_sentences_all_stay_in_order(rows: list[tuple[str, BlockKind]]) -> None:
    """No sentence that is no heading goes, none moves, and something is left where anything was."""
    chosen = [evidence(text, kind) for text, kind in rows]
    kept = without_said_headings(chosen)
    assert [one for one in chosen if one in kept] == kept
    assert all(one in kept for one in chosen if one.sentence.kind is PARAGRAPH)
    assert bool(kept) == bool(chosen)
