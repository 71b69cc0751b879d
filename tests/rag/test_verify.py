"""The ladder of verdicts: what stands, where, how often, and why the rest does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Citation, Document, Metadata, Span
from rag import FoldedDocument, verify, verify_anywhere
from rag.models import Change, Op, Rejection, Verdict, VerifiedCitation

TEXT = (
    "Qin said “we will not relent” – never. The port’s 54 ships and 10² boats cost $5.4 million. "
    "It was an organi-\n\nzation of pilots. Ещё «никто» не знал. The café ﬁlled up."
)
OTHER = "The harbour was closed on Monday. The minister did not agree to the terms. He left. The quay was empty."


def make(text: str, identity: str = "d.txt") -> Document:
    return Document(identity, text, Metadata(), f"/{identity}")


DOCUMENT = make(TEXT)
ELSEWHERE = make(OTHER, "other.txt")


def stands(quote: str, *documents: Document, **more: object) -> VerifiedCitation:
    found = verify(quote, documents or [DOCUMENT], **more)  # type: ignore[arg-type]
    assert isinstance(found, VerifiedCitation), found
    return found


def falls(quote: str, *documents: Document, **more: object) -> Rejection:
    found = verify(quote, documents or [DOCUMENT], **more)  # type: ignore[arg-type]
    assert isinstance(found, Rejection), found
    return found


def test_the_same_characters_are_exact() -> None:
    """A quote copied out stands where it was copied from."""
    found = stands("The port’s 54 ships")
    assert (found.verdict, found.citation.text) == (Verdict.EXACT, "The port’s 54 ships")


def test_other_typography_is_normalized_and_the_texts_own_words_are_cited() -> None:
    """What is cited is the document's slice, from the opening mark to the closing one."""
    found = stands('"we will not relent" - never')
    assert (found.verdict, found.citation.text) == (Verdict.NORMALIZED, "“we will not relent” – never")
    assert stands("an organization of pilots").citation.text == "an organi-\n\nzation of pilots"


def test_a_changed_figure_drifts_and_the_diff_shows_it() -> None:
    """The nearest words are named, and the diff leads from them to the quote."""
    found = falls("the port’s 55 ships and 10² boats")
    assert found.verdict is Verdict.DRIFTED
    assert found.elsewhere is not None
    assert found.elsewhere.text == "The port’s 54 ships and 10² boats"
    assert [one for one in found.diff if one.op is not Op.EQUAL] == [Change(Op.REPLACE, "55", "54")]
    assert "55" in found.detail
    assert "54" in found.detail


def test_a_dropped_negation_is_a_deletion_in_the_diff() -> None:
    """What the text has and the quote lacks is told as left out."""
    found = falls("The minister did agree to the terms.", ELSEWHERE)
    assert found.verdict is Verdict.DRIFTED
    assert Change(Op.DELETE, "", "not") in found.diff
    assert "leaves out “not”" in found.detail


def test_words_of_another_document_are_misattributed_and_linked_to_it() -> None:
    """True words under the wrong name are told with the right one; a nearly right place in the named one loses."""
    altered = make(OTHER.replace("Monday", "Friday"), "altered.txt")
    found = falls("The harbour was closed on Monday.", altered, DOCUMENT, ELSEWHERE)
    assert found.verdict is Verdict.MISATTRIBUTED
    assert found.elsewhere == Citation(ELSEWHERE, Span(0, 33))


def test_a_quote_without_a_name_is_found_wherever_it_stands() -> None:
    """No document is wrong when none was named."""
    found = verify_anywhere("The harbour was closed on Monday.", [DOCUMENT, ELSEWHERE])
    assert isinstance(found, VerifiedCitation)
    assert found.citation.document is ELSEWHERE
    assert isinstance(verify_anywhere("The harbour was open on Monday.", [DOCUMENT, ELSEWHERE]), Rejection)
    assert isinstance(verify_anywhere("The harbour was open on Monday.", []), Rejection)


@pytest.mark.parametrize(
    ("quote", "pieces"),
    [
        pytest.param(
            "The harbour was closed on terms. He left.", ["The harbour was closed on", "terms. He left."], id="two_sentences"
        ),
        pytest.param(
            "The harbour was closed … did not agree to the terms",
            ["The harbour was closed", "did not agree to the terms"],
            id="an_ellipsis_over_a_full_stop",
        ),
        pytest.param(
            "agree to the terms … The minister did", ["agree to the terms", "The minister did"], id="out_of_order"
        ),
        pytest.param(
            "The minister did not agree with ships and 10² boats cost",
            ["The minister did not agree", "ships and 10² boats cost"],
            id="two_documents",
        ),
    ],
)  # fmt: skip
def test_a_quote_put_together_is_spliced_and_its_pieces_are_listed(quote: str, pieces: list[str]) -> None:
    """Each piece is named with its place, in the quote's order."""
    found = falls(quote, ELSEWHERE, DOCUMENT)
    assert found.verdict is Verdict.SPLICED
    assert [piece.text for piece in found.pieces] == pieces


@pytest.mark.parametrize("ellipsis", [" … ", " ... ", " [...] ", "…", " (…) ", " . . . "])
def test_an_ellipsis_may_join_pieces_of_one_sentence(ellipsis: str) -> None:
    """The place runs from the first piece to the last, with the words left out: a reader sees them."""
    found = stands(f"The port’s 54 ships{ellipsis}cost $5.4 million")
    assert found.verdict is Verdict.NORMALIZED
    assert found.citation.text == "The port’s 54 ships and 10² boats cost $5.4 million"


def test_ellipses_around_a_quote_are_the_quoters() -> None:
    """They mark what was left out, and are the text's own where it has them."""
    assert stands("…54 ships and 10² boats...").citation.text == "54 ships and 10² boats"
    text = make("He waited and waited... Then the long night fell.")
    assert stands("He waited and waited... Then", text).verdict is Verdict.EXACT
    assert stands("…waited and waited…", text).citation.text == "waited and waited..."


def test_invented_words_are_absent() -> None:
    """Words that stand nowhere, and none like them, have no place and no diff."""
    found = falls("Nothing of the kind was ever written by anybody.", DOCUMENT, ELSEWHERE)
    assert (found.verdict, found.elsewhere, found.diff, found.pieces) == (Verdict.ABSENT, None, (), ())


@pytest.mark.parametrize(
    ("quote", "enough"),
    [
        pytest.param("ships", False, id="one_word"),
        pytest.param("10²", False, id="one_figure"),
        pytest.param("the port’s", False, id="two_words"),
        pytest.param("54 ships", True, id="a_figure_and_its_noun"),
        pytest.param("ships and 10² boats", True, id="three_words_and_more"),
        pytest.param("не знал", False, id="russian_two_words"),
        pytest.param("Ещё «никто» не знал", True, id="russian_four_words"),
        pytest.param("他随后离开", False, id="five_ideographs"),
        pytest.param("他随后离开码", True, id="six_ideographs"),
        pytest.param("He left", True, id="a_whole_sentence_of_two_words"),
        pytest.param("Yes", False, id="a_whole_sentence_of_one_word"),
    ],
)
def test_too_short_proves_nothing(quote: str, *, enough: bool) -> None:
    """Words are counted by script; a short quote needs its place, or to be a sentence."""
    text = make(f"{TEXT} He left. Yes. 他随后离开码头回家了。", "short.txt")
    if enough:
        stands(quote, text)
        return
    found = falls(quote, text)
    assert found.verdict is Verdict.ABSENT
    assert "too short to prove anything" in found.detail
    start = text.text.lower().index(quote.lower())
    assert stands(quote, text, span=Span(start, start + len(quote))).verdict.stands


def test_a_quote_that_stands_twice_names_its_rivals() -> None:
    """The same characters win over like ones, a place near what was shown over all; the others are counted."""
    text = make('The “old” quay is shut. The "old" quay is shut. It rained. The “old” quay is shut.')
    found = stands('The "old" quay is shut.', text)
    assert (found.verdict, found.citation.span.start, found.places) == (Verdict.EXACT, 24, 3)
    assert [rival.span.start for rival in found.rivals] == [0, 59]
    near = stands('The "old" quay is shut.', text, near=[Span(49, 59)])
    assert (near.verdict, near.citation.span.start, near.places) == (Verdict.NORMALIZED, 59, 3)
    assert stands("It rained. The “old” quay", text).rivals == ()


def test_many_rivals_are_counted_and_few_are_listed() -> None:
    """A phrase that stands hundreds of times does not make hundreds of citations."""
    found = stands("again and again", make("again and again, " * 400))
    assert found.places > 100
    assert len(found.rivals) == 10


def test_a_span_is_checked_where_it_stands() -> None:
    """With a span the words must be the ones at that place; where else they stand is told."""
    start = TEXT.index("54 ships")
    assert stands("54 ships", span=Span(start, start + 8)).verdict is Verdict.EXACT
    assert stands("54\u00a0sh\u00adips", span=Span(start, start + 8)).verdict is Verdict.NORMALIZED
    beside = falls("54 ships", span=Span(start + 1, start + 9))
    assert beside.verdict is Verdict.DRIFTED
    assert beside.elsewhere == Citation(DOCUMENT, Span(start, start + 8))
    assert f"stands at {start}:{start + 8}" in beside.detail
    assert falls("55 ships", span=Span(start, start + 8)).diff[0] == Change(Op.REPLACE, "55", "54")
    assert falls("54 ships", span=Span(start, start + 14)).verdict is Verdict.DRIFTED
    assert falls("54 ships", span=Span(start, len(TEXT) + 5)).verdict is Verdict.ABSENT


@pytest.mark.parametrize("quote", ["", " \n", "— …", "“”", "\u200b"])
def test_a_quote_without_words_is_absent(quote: str) -> None:
    """There is nothing to look for."""
    assert falls(quote).verdict is Verdict.ABSENT


def test_no_document_no_quote() -> None:
    """With nothing shown, nothing can be quoted."""
    assert isinstance(verify("The port’s 54 ships", []), Rejection)


def test_a_folded_document_gives_the_same() -> None:
    """Folding once for many quotes changes no verdict."""
    folded = FoldedDocument(DOCUMENT)
    for quote in ("The port’s 54 ships", "the port's 55 ships", '"we will not relent" - never'):
        assert verify(quote, [folded]) == verify(quote, [DOCUMENT])


@given(st.text(max_size=120), st.text(max_size=20))
def test_total_on_any_input(text: str, quote: str) -> None:
    """Every quote gets a verdict; what stands is a slice of the document, what does not is told."""
    found = verify(quote, [make(text)])
    if isinstance(found, VerifiedCitation):
        assert found.citation.text
        assert found.citation.text == text[found.citation.span.start : found.citation.span.end]
    else:
        assert found.detail


@given(st.text(alphabet="ab1.-–%$’' \n\u00ad\u202e²é\u0301", max_size=60), st.data())
def test_total_on_parts_of_the_text(text: str, data: st.DataObject) -> None:
    """The same on quotes that nearly stand: cut anywhere, one character changed."""
    start = data.draw(st.integers(0, len(text)))
    part = list(text[start : start + data.draw(st.integers(0, 30))])
    if part:
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.sampled_from("ab1.-–%$’' \n\u00ad\u202e²é\u0301"))
    found = verify("".join(part), [make(text)])
    assert found.verdict.stands == isinstance(found, VerifiedCitation)


@given(st.text(min_size=1, max_size=120), st.data())
def test_every_slice_stands_at_its_span(text: str, data: st.DataObject) -> None:
    """What is copied out of a document is found at the place it was copied from."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        assert stands(text[start:end], make(text), span=Span(start, end)).verdict is Verdict.EXACT


@given(st.lists(st.from_regex(r"[a-zёа-я]{2,8}", fullmatch=True), min_size=3, max_size=12), st.data())
def test_words_copied_out_are_found_again(words: list[str], data: st.DataObject) -> None:
    """A run of three words or more is found without being told where."""
    first = data.draw(st.integers(0, len(words) - 3))
    last = data.draw(st.integers(first + 3, len(words)))
    quote = " ".join(words[first:last])
    assert stands(quote, make(" ".join(words))).citation.text == quote


def test_where_no_document_was_shown_nothing_holds_the_words() -> None:
    """Of many documents none may be worth reading: then the words stand in none, which is what a person is told."""
    found = verify_anywhere("The harbour was closed on Monday.", [])
    assert isinstance(found, Rejection)
    assert "no document holds the words" in found.detail
