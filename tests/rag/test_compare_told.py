"""One sentence that tells of two tellers who differ."""

import pytest

from corpus.models import BlockKind, Document, Metadata, Sentence, Span
from rag.compare_told import told_apart
from rag.query import parse_query
from rag.read import Evidence

TOLL = "How many people died in the fire?"


def _told(question: str, text: str, logit: float = 3.0) -> list[str]:
    document = Document("a", text, Metadata(), "/a")
    sentence = Sentence("a", 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    one = Evidence(document, sentence, None, text, logit, logit, answers=logit)
    return [value for value, _ in told_apart(parse_query(question), [one])]


@pytest.mark.parametrize(
    ("question", "text", "values"),
    [
        (TOLL, "Police said 12 people died in the fire, while the hospital said 15 people were killed.",
         ["12 people", "15 people"]),
        (TOLL, "The ministry said the fire killed 12 people, but a nurse told reporters that 15 had died.",
         ["12 people", "15"]),
        ("How much did the bridge cost?", "The city put the cost at $4 million; the builder says it was $7 million.",
         ["$4 million", "$7 million"]),
        ("What share of the votes did Lind win?", "The office gave Lind 51%, whereas observers counted 44%.",
         ["51%", "44%"]),
    ],
)  # fmt: skip
def test_two_tellers_and_two_figures(question: str, text: str, values: list[str]) -> None:
    """Each figure is a side; what is counted need not be said twice."""
    assert _told(question, text) == values


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Police said 12 people died, while the hospital said at least five people died.", id="both_true"),
        pytest.param("Police said 12 people died, while the hospital said 15 were hurt.", id="others_counted"),
        pytest.param(
            "Police said 12 people died in Alva, while the army said 15 people died in Borsk.", id="elsewhere"
        ),
        pytest.param("Police said 12 people died, but police said 15 people died.", id="one_teller"),
        pytest.param("Police said 12 people died, while the fire went on for 15 hours.", id="no_second_teller"),
        pytest.param("Police said 12 people died, while the army said the fire burnt for 15 hours.", id="hours"),
        pytest.param("Police said 12 people died.", id="one_figure"),
    ],
)
def test_what_is_no_disagreement(text: str) -> None:
    """Silence is better than a false alarm."""
    assert _told(TOLL, text) == []


def test_a_sentence_about_something_else() -> None:
    """It must answer the question."""
    assert _told(TOLL, "Police said 12 people died, while the hospital said 15 people died.", -1.0) == []
