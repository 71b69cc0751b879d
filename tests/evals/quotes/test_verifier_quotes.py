"""The changes that a verifier is measured with: honest ones keep every letter, dishonest ones are in no text."""

import re
import unicodedata
from collections import Counter
from random import Random

import pytest

from corpus.models import Document, Metadata, Span
from evals.quotes.dishonest_changes import DISHONEST
from evals.quotes.honest_changes import HONEST
from evals.quotes.verifier_quotes import changed_quotes, script_of, under_wrong_names
from tests.quoted_texts import TEXTS, document, sentences

MADE = [
    one for name in TEXTS for seed in range(3) for one in changed_quotes(document(name), sentences(name), Random(seed))
]


def letters(text: str) -> str:
    """Letters and digits of a text in one compatibility form, without what no reader sees."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum() and c not in "ـʼ")


def test_every_change_is_made_in_every_script_that_can_carry_it() -> None:
    """No class of changes is there by name only."""
    made = Counter((one.script, one.change) for one in MADE)
    everywhere = {"unchanged", "part", "broken_word", "zero_width", "number", "date", "unit", "currency", "name"} | {
        "decimal_point", "sign", "per_cent", "currency_sign", "superscript", "negation_dropped", "negation_added",
        "word_replaced", "look_alike", "direction_mark", "tag_characters", "invented", "spliced", "quote_marks", "ellipsis",
    }  # fmt: skip
    for script in ("latin", "cyrillic", "cjk", "arabic"):
        assert {change for change in everywhere if not made[script, change]} == set(), script
    assert {change for _, change in made} == {*HONEST, *DISHONEST, "spliced"}


@pytest.mark.parametrize("change", sorted(set(HONEST) - {"ellipsis"}))
def test_honest_changes_keep_the_letters_of_their_place(change: str) -> None:
    """What is quoted is what stands at the span, marks and spaces apart."""
    made = [one for one in MADE if one.change == change]
    assert made
    for one in made:
        text = document(one.document_id.removesuffix(".txt")).text
        assert letters(one.quote) == letters(text[one.span.start : one.span.end])


def test_an_ellipsis_stands_for_words_of_the_sentence() -> None:
    """Both pieces are the sentence's, at its span's two ends."""
    made = [one for one in MADE if one.change == "ellipsis"]
    for one in made:
        stretch = letters(document(one.document_id.removesuffix(".txt")).text[one.span.start : one.span.end])
        first, *_, last = re.split(r"…+|\.\.\.|\[\.\.\.\]", one.quote)
        assert stretch.startswith(letters(first))
        assert stretch.endswith(letters(last))


def test_dishonest_quotes_stand_in_no_text() -> None:
    """A change that gives by chance what the text says elsewhere is not made."""
    for one in MADE:
        text = document(one.document_id.removesuffix(".txt")).text
        if not one.honest:
            assert re.sub(r"\s", "", one.quote) not in re.sub(r"\s", "", text)


def test_the_same_chance_makes_the_same_quotes() -> None:
    """A measurement can be repeated."""
    first, again = ([*changed_quotes(document("en"), sentences("en"), Random(7))] for _ in range(2))
    assert first == again


def test_wrong_names_are_of_documents_that_lack_the_words() -> None:
    """A copy of the right document is no wrong name for a quote."""
    right = document("en")
    copy = Document("copy.txt", right.text, Metadata(), "copy.txt")
    honest = [one for one in MADE if one.honest and one.document_id == "en.txt"]
    wrong = list(under_wrong_names(honest, [right, copy, document("ru")], Random(1)))
    assert len(wrong) == len(honest)
    assert {(one.document_id, identity, one.honest) for one, identity in wrong} == {("ru.txt", "en.txt", False)}


def test_short_sentences_and_empty_documents_make_nothing() -> None:
    """A sentence of a few letters is no measure of anything."""
    text = "He left."
    one = Document("d", text, Metadata(), "d")
    assert list(changed_quotes(one, [Span(0, 8)], Random(1))) == []
    assert list(changed_quotes(one, [], Random(1))) == []


@pytest.mark.parametrize(
    ("text", "script"),
    [("The old quay", "latin"), ("старый причал", "cyrillic"), ("ميناء قديم", "arabic"), ("旧码头 ABC", "cjk"), ("한국 항구", "cjk")],
)  # fmt: skip
def test_script_is_that_of_most_letters(text: str, script: str) -> None:
    """An ideograph counts for two letters."""
    assert script_of(text) == script
