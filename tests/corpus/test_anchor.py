"""A quote is found again wherever its words went, and never where they did not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.anchor import Anchor, Quote, anchor
from corpus.models import Citation, Document, Metadata, Span

SENTENCES = [
    "The harbour of Alva was closed on Monday because of the storm.",
    "Twelve ships waited outside for the pilots.",
    "Nobody was hurt, the harbour master said on Tuesday.",
    "The ferry to Bruma sails twice a day in summer.",
    "A new crane was bought for four million crowns.",
]
TEXT = " ".join(SENTENCES)
WORDS = st.text(alphabet="abc xyz\n.,йц", max_size=60)


def document(text: str) -> Document:
    return Document("a.txt", text, Metadata(), "a.txt")


def quote_of(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote.of(Citation(document(text), Span(start, start + len(words))))


def words_at(found: Anchor, text: str) -> tuple[str | None, str | None]:
    return tuple(text[span.start : span.end] if span else None for span in (found.span, found.nearest))  # type: ignore[return-value]


@given(st.sampled_from(SENTENCES), WORDS, WORDS)
def test_text_put_before_and_after_moves_it(sentence: str, before: str, after: str) -> None:
    """Whatever is put around the old text, the quote stands where its words now are."""
    changed = before + TEXT + after
    found = anchor(quote_of(TEXT, sentence), document(changed))
    assert found.span is not None
    assert changed[found.span.start : found.span.end] == sentence
    assert found.span.start == changed.index(sentence)


@given(st.permutations(SENTENCES), st.sampled_from(SENTENCES))
def test_sentences_in_another_order_move_it(order: list[str], sentence: str) -> None:
    """The words decide, not the place."""
    changed = " ".join(order)
    assert words_at(anchor(quote_of(TEXT, sentence), document(changed)), changed) == (sentence, None)


@given(st.sampled_from(SENTENCES), st.integers(0, 5), st.sampled_from(["never", "13", "Wednesday"]))
def test_a_changed_word_breaks_it(sentence: str, place: int, word: str) -> None:
    """A quote of which one word changed stands nowhere; the nearest passage is the changed one."""
    words = sentence.split()
    words[place] = word
    changed = TEXT.replace(sentence, " ".join(words))
    found = anchor(quote_of(TEXT, sentence), document(changed))
    assert found.span is None
    assert found.nearest is not None
    assert word in changed[found.nearest.start : found.nearest.end]


@given(st.sampled_from(SENTENCES))
def test_a_deleted_sentence_breaks_it(sentence: str) -> None:
    """What is gone is gone, however much stays beside it."""
    changed = TEXT.replace(sentence, "")
    assert anchor(quote_of(TEXT, sentence), document(changed)).span is None


@given(st.text(alphabet="ab \n", max_size=80), st.text(alphabet="ab \n", max_size=8), st.integers(0, 90))
def test_whatever_is_found_has_the_words(text: str, words: str, start: int) -> None:
    """No place is ever given whose words, white space aside, are not the quote's."""
    if not words.strip():
        return
    found = anchor(Quote(words, start=start), document(text))
    if found.span:
        assert text[found.span.start : found.span.end].split() == words.split()
    else:
        assert " ".join(words.split()) not in " ".join(text.split())


def test_of_equal_words_the_context_chooses() -> None:
    """The same sentence in two places is the one with its old neighbours, else the one nearest to the old place."""
    text = "First the bell rang. He said no to it all. Then the bell rang. She said yes."
    second = text.rindex("the bell rang")
    quote = Quote.of(Citation(document(text), Span(second, second + 13)))
    changed = "New words. " + text
    found = anchor(quote, document(changed))
    assert found.span == Span(second + 11, second + 24)
    bare = Quote("the bell rang", start=second)
    assert anchor(bare, document(text)).span == Span(second, second + 13)


def test_short_words_elsewhere_are_not_the_quote() -> None:
    """A word or two that stand in another sentence of the new text are not what was quoted."""
    text = "The verdict of the court was: not guilty. It rose at noon."
    assert anchor(quote_of(text, "not guilty"), document("He felt not guilty about the cake at all.")).span is None
    assert anchor(quote_of(text, "not guilty"), document("Today: " + text)).span is not None


def test_white_space_may_change() -> None:
    """A text that is wrapped anew still holds the quote."""
    text = "The harbour of\nAlva was   closed."
    found = anchor(Quote("harbour of Alva was closed"), document(text))
    assert words_at(found, text) == ("harbour of\nAlva was   closed", None)


def test_a_quote_is_read_from_its_selectors() -> None:
    """The W3C form goes in and comes out; one without words is refused."""
    citation = Citation(document(TEXT), Span(4, 11))
    assert Quote.of(citation) == Quote("harbour", "The ", TEXT[11:43], 4)
    for selectors in ([], [{"type": "TextQuoteSelector", "exact": " "}], [{"type": "TextQuoteSelector", "exact": 3}]):
        with pytest.raises(ValueError, match=r"quote|TextQuote"):
            Quote.from_selectors(selectors)


def test_it_is_linear() -> None:
    """Four hundred thousand words with the quote's first words everywhere are searched in seconds, not hours."""
    text = "the bell rang and " * 100_000
    began = time.process_time()
    assert anchor(Quote("the bell rang and the bell broke", "x" * 32, "y" * 32), document(text)).nearest is not None
    assert anchor(Quote("the bell rang and", "x" * 32, "y" * 32), document(text)).span is None
    assert time.process_time() - began < 10
