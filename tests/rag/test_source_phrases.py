"""What a question says of its source is set apart from what it asks."""

import pytest

from rag import without_sources

NAMES = ["The Alva Times", "Alva Times", "Ada Rahn"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("According to the Alva Times, who closed the harbour?", "Who closed the harbour?"),
        ("Who closed the harbour, according to the Alva Times article?", "Who closed the harbour?"),
        ("What does the Alva Times article call the pier?", "What does it call the pier?"),
        ("What does the paper say about pilots?", "What does it say about pilots?"),
        ("According to Ada Rahn's paper and the Alva Times, how did it end?", "How did it end?"),
    ],
)
def test_source_phrases_are_dropped(question: str, asked: str) -> None:
    """Phrases that name a source go; a source that is the subject becomes `it`."""
    assert without_sources(question, NAMES) == asked


@pytest.mark.parametrize(
    "question",
    [
        "At which university does Ada Rahn teach?",
        "Who founded the Alva Times?",
        "According to the harbour office, who closed the harbour?",
        "How many ships did the storm sink?",
        "What is the Alva Times?",
    ],
)
def test_what_is_asked_about_stays(question: str) -> None:
    """A source that the question is about, and a speaker who is no source, are part of what is asked."""
    assert without_sources(question, NAMES) == question


def test_a_collection_without_names_is_no_trouble() -> None:
    """Kinds of works are known without any publisher."""
    assert without_sources("According to the article, who came?", []) == "Who came?"
