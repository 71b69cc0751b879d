"""Who said it: named in the sentence, meant by a pronoun, or named around a longer quotation."""

import pytest

from corpus.models import Citation, Document, Metadata, Span
from rag.speaker import speaker_of


def speaker(text: str, quote: str) -> str | None:
    document = Document("d", text, Metadata(), "/d")
    at = text.index(quote)
    found = speaker_of(Citation(document, Span(at, at + len(quote))))
    return document.slice(found) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ida Rahn said that the pier was the target.", "Ida Rahn", id="name"),
        pytest.param("Ida Rahn, harbour minister of Alva, said that the pier was shut.", "Ida Rahn, harbour minister of Alva", id="apposition"),
        pytest.param("“The pier is shut,” said Olle Berg.", "Olle Berg", id="verb_first"),
        pytest.param("The pier, according to the harbour office, is shut.", "the harbour office", id="according_to"),
        pytest.param("The foreign ministry of Norra said the pier was shut.", "The foreign ministry of Norra", id="body"),
        pytest.param("Chinese officials have repeatedly urged Alva to act.", "Chinese officials", id="officials"),
        pytest.param("Министр Ида Ран заявила, что пирс закрыт.", "Министр Ида Ран", id="russian"),
        pytest.param("По словам Олле Берга, пирс закрыт.", "Олле Берга", id="russian_according"),
        pytest.param("The pier was opened in 1990 by Ida Rahn.", None, id="nobody_speaks"),
        pytest.param("It said nothing of the pier.", None, id="it"),
    ],
)  # fmt: skip
def test_the_speaker_named_in_the_sentence(text: str, expected: str | None) -> None:
    """A name or an office before or behind a verb of saying, as it is written; else nobody."""
    assert speaker(text, text) == expected


def test_a_pronoun_means_the_last_who_spoke() -> None:
    """The speaker of "he said" is the one who spoke before."""
    text = "Olle Berg told reporters that the pier was shut. It had stood since 1990. He added that the fleet was safe."
    assert speaker(text, "He added that the fleet was safe.") == "Olle Berg"


def test_a_sentence_within_a_quotation_is_its_speakers() -> None:
    """A sentence between quotation marks belongs to whom the attribution names, behind it or before it."""
    behind = "“The pier is shut. The fleet must stay out,” Ida Rahn said on Monday."
    assert speaker(behind, "The fleet must stay out,”") == "Ida Rahn"
    before = "Ida Rahn warned: “The pier is shut. The fleet must stay out.”"
    assert speaker(before, "The fleet must stay out.") == "Ida Rahn"


def test_a_closed_quotation_lends_nothing_to_what_follows() -> None:
    """A sentence after a quotation is the author's own."""
    text = "“The pier is shut,” Ida Rahn said.\n\nThe fleet stayed out."
    assert speaker(text, "The fleet stayed out.") is None
