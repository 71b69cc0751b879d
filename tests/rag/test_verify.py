"""The verifier forgives typography and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Document, Metadata, Span
from rag import verify
from rag.models import Rejection, Verdict, VerifiedCitation
from rag.verify import fold

TEXT = (
    "Qin said “we will not relent” – never. The port’s 54 ships and 10² boats cost $5.4 million. "
    "It was an organi-\n\nzation of pilots. Ещё «никто» не знал. The café ﬁlled up."
)


def make(text: str, identity: str = "d.txt") -> Document:
    return Document(identity, text, Metadata(), f"/{identity}")


DOCUMENT = make(TEXT)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        pytest.param("The port’s 54 ships", Verdict.EXACT, id="same_characters"),
        pytest.param('"we will not relent" - never', Verdict.NORMALIZED, id="straight_quotes_and_dash"),
        pytest.param("The port's  54\nships", Verdict.NORMALIZED, id="apostrophe_and_white_space"),
        pytest.param("an organization of pilots", Verdict.NORMALIZED, id="word_broken_over_a_page"),
        pytest.param("The cafe\u0301 filled up", Verdict.NORMALIZED, id="composition_and_ligature"),
        pytest.param("54 sh\u00adips", Verdict.NORMALIZED, id="soft_hyphen"),
        pytest.param("the port’s 54 ships", Verdict.NORMALIZED, id="first_letters_case"),
        pytest.param('"никто" не знал', Verdict.NORMALIZED, id="russian_quotes"),
    ],
)
def test_honest_quotes_stand(quote: str, verdict: Verdict) -> None:
    """The words shown are the document's own, whatever typography the quote had."""
    found = verify(quote, [DOCUMENT])
    assert isinstance(found, VerifiedCitation)
    assert found.verdict is verdict
    assert found.citation.text in TEXT


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("The port’s 55 ships", id="number"),
        pytest.param("102 boats", id="superscript"),
        pytest.param("cost $54 million", id="decimal_point"),
        pytest.param("cost 5.4 million", id="currency"),
        pytest.param("we will relent", id="negation"),
        pytest.param("The рort’s 54 ships", id="look_alike_letter"),
        pytest.param("4 ships", id="cut_out_of_a_number"),
        pytest.param("54 \u202eships", id="bidirectional_mark"),
        pytest.param("54 ships\U000e0041", id="tag_character"),
        pytest.param("Qin said It was", id="spliced"),
        pytest.param("The PORT’s 54 ships", id="case_within"),
        pytest.param("", id="empty"),
    ],
)
def test_dishonest_quotes_fall(quote: str) -> None:
    """A changed number, sign, word, script or an invisible mark is refused."""
    found = verify(quote, [DOCUMENT])
    assert isinstance(found, Rejection)
    assert not found.verdict.stands


def test_words_of_another_document_are_misattributed() -> None:
    """The rejection says where the words do stand."""
    found = verify("54 ships", [make("Nothing here."), DOCUMENT])
    assert isinstance(found, Rejection)
    assert found.verdict is Verdict.MISATTRIBUTED
    assert found.elsewhere is not None
    assert found.elsewhere.document is DOCUMENT


def test_a_span_is_checked_where_it_stands() -> None:
    """With a span the words must be the ones at that place."""
    start = TEXT.index("54 ships")
    assert isinstance(verify("54 ships", [DOCUMENT], Span(start, start + 8)), VerifiedCitation)
    drifted = verify("54 ships", [DOCUMENT], Span(start + 1, start + 9))
    assert isinstance(drifted, Rejection)
    assert drifted.verdict is Verdict.DRIFTED
    beyond = verify("54 ships", [DOCUMENT], Span(start, len(TEXT) + 5))
    assert isinstance(beyond, Rejection)


@given(st.text(max_size=120), st.text(max_size=20))
def test_total_on_any_input(text: str, quote: str) -> None:
    """Every quote gets a verdict; what stands is a slice of the document."""
    found = verify(quote, [make(text)])
    if isinstance(found, VerifiedCitation):
        assert found.citation.text
        assert found.citation.text == text[found.citation.span.start : found.citation.span.end]
    else:
        assert found.detail


@given(st.text(min_size=1, max_size=120), st.data())
def test_every_slice_of_whole_words_stands(text: str, data: st.DataObject) -> None:
    """What is copied out of a document is found in it again."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        assert isinstance(verify(text[start:end], [make(text)], Span(start, end)), VerifiedCitation)


@pytest.mark.parametrize(
    ("text", "quote", "cited"),
    [
        pytest.param("The cafe\u0301 is full.", "caf\u00e9", "cafe\u0301", id="whole_characters"),
        pytest.param("54 then 5 people.", "5", "5", id="not_the_first_hit"),
        pytest.param("A concat sat. The cat sat.", "cat sat", "cat sat", id="whole_words_further_on"),
    ],
)
def test_the_place_found_is_whole(text: str, quote: str, cited: str) -> None:
    """A hit inside a word is passed by, and a character is never cut from its marks."""
    found = verify(quote, [make(text)])
    assert isinstance(found, VerifiedCitation)
    assert found.citation.text == cited


@given(st.text(min_size=1, max_size=80), st.data())
def test_words_copied_out_are_found_again(text: str, data: st.DataObject) -> None:
    """A run of whole words is found without being told where, and what is shown is those words."""
    words = list(re.finditer(r"\S+", text))
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = text[words[first].start() : words[last].end()]
    found = verify(quote, [make(text)])
    assert isinstance(found, VerifiedCitation)
    assert fold(found.citation.text)[0].casefold() == fold(quote)[0].casefold()


def test_no_document_no_quote() -> None:
    """With nothing shown, nothing can be quoted."""
    assert isinstance(verify("x", []), Rejection)
