"""Conflicts: found where two sources differ on what was asked, silent everywhere else."""

import pytest

from corpus.models import BlockKind, Citation, Document, Metadata, Sentence, Span
from rag.compare import find_conflicts
from rag.models import Verdict, VerifiedCitation
from rag.query import parse_query
from rag.read import Evidence

PIER = "How much is the Alva North Pier worth?"


def evidence(text: str, document: str, alone: float = 3.0) -> Evidence:
    whole = Document(document, text, Metadata(), f"/{document}")
    sentence = Sentence(document, 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    return Evidence(whole, sentence, None, text, alone, alone, alone)


def conflicts(question: str, *chosen: Evidence) -> list[set[str]]:
    cited = [VerifiedCitation(Citation(one.document, one.span), Verdict.EXACT) for one in chosen]
    return [{side.value for side in c.sides} for c in find_conflicts(parse_query(question), chosen, cited)]


def test_two_sources_with_two_amounts() -> None:
    """Two documents that give different sums for the asked thing are both shown."""
    one = evidence("The Alva North Pier is worth US$54 billion.", "a")
    two = evidence("Builders put $62 billion into the Alva North Pier (ANP).", "b")
    assert conflicts(PIER, one, two) == [{"US$54 billion", "$62 billion"}]


def test_an_acronym_stands_for_its_words() -> None:
    """A sentence that names the thing by its acronym is about the same thing."""
    one = evidence("The Alva North Pier (ANP) is worth US$54 billion.", "a")
    two = evidence("The ANP is worth $62 billion.", "b")
    assert conflicts("How much is the Alva North Pier worth?", one, two)


def test_counts_of_the_same_thing() -> None:
    """Different counts of the asked noun in two documents are a conflict; nine is 9."""
    one = evidence("The storm at Alva sank nine ships.", "a")
    assert conflicts("How many ships were sunk at Alva?", one, evidence("At Alva 13 ships were sunk.", "b"))
    assert not conflicts("How many ships were sunk at Alva?", one, evidence("At Alva 9 ships were sunk.", "b"))


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier is worth US$54 billion."], id="same_value"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier cost €60 billion."], id="other_currency"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "A ferry is worth $2 million."], id="other_thing"),
        pytest.param(PIER, ["The Alva North Pier is worth $54bn.", "The Alva North Pier, worth at least $5bn."], id="hedged"),
        pytest.param("Who built the Alva North Pier?", ["The Alva North Pier is worth $54bn.", "The Alva North Pier is worth $62bn."], id="not_asked"),
        pytest.param("How many ships were sunk at Norra?", ["At Norra 3 ships were sunk.", "At Alva 5 ships were sunk."], id="other_place"),
    ],
)  # fmt: skip
def test_no_false_alarm(question: str, texts: list[str]) -> None:
    """The same value, another currency, thing or place, a hedged figure, or one nobody asked for is no conflict."""
    assert conflicts(question, *(evidence(text, str(n)) for n, text in enumerate(texts))) == []


def test_one_document_does_not_disagree_with_itself() -> None:
    """Two figures in one document are its own matter."""
    one = evidence("The Alva North Pier is worth $54bn.", "a")
    assert conflicts(PIER, one, evidence("The Alva North Pier is worth $62bn.", "a")) == []


def test_an_irrelevant_sentence_makes_no_conflict() -> None:
    """A sentence that the cross-encoder finds beside the point is not a side."""
    one = evidence("The Alva North Pier is worth $54bn.", "a")
    assert conflicts(PIER, one, evidence("The Alva North Pier is worth $62bn.", "b", alone=-4.0)) == []
