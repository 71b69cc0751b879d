"""Deeds and kinds of answers: what is asked for and not told."""

import pytest

from corpus import stems
from rag.deeds import missing_deed
from rag.kinds import lacks_kind
from rag.query import parse_query


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        pytest.param("How many were wounded at Alva?", "Six people were killed at Alva.", True, id="another_deed"),
        pytest.param(
            "How many were wounded at Alva?", "The storm at Alva injured six.", False, id="same_deed_other_word"
        ),
        pytest.param("Who designed the harbour?", "The harbour of Alva is the largest.", True, id="no_deed_told"),
        pytest.param("How deep is the harbour?", "The harbour of Alva is the largest.", False, id="no_deed_asked"),
    ],
)
def test_missing_deed(question, text, missing) -> None:
    """A deed counts as told when any word for it is there."""
    assert missing_deed(parse_query(question).stems, set(stems(text, "en"))) is missing


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        pytest.param("How old was the pilot?", "The pilot died with four others.", True, id="age:none"),
        pytest.param("How old was the pilot?", "The pilot, aged 61, died.", False, id="age"),
        pytest.param("How much did the crane cost?", "The crane lifts 40 tonnes.", True, id="money:none"),
        pytest.param("How much did the crane cost?", "They paid $40 for the crane.", False, id="money"),
        pytest.param("What is the rate of growth in Alva?", "Alva has been growing.", True, id="rate:none"),
        pytest.param("What is the rate of growth in Alva?", "Alva grew by 4 per cent.", False, id="rate"),
        pytest.param("Why was the pier closed?", "The pier was closed in May.", True, id="reason:none"),
        pytest.param("Why was the pier closed?", "Ice closed the pier due to a late spring.", False, id="reason"),
        pytest.param("In which city was the fair held?", "The fair was held again.", True, id="place:none"),
        pytest.param("In which city was the fair held?", "The fair was held in Norra.", False, id="place"),
        pytest.param("What did Rahn say about the ice?", "Vik said the ice was thick.", True, id="speech:another"),
        pytest.param("What did Rahn say about the ice?", "Rahn said it was thick.", False, id="speech"),
        pytest.param("What did Danish officials promise?", "Denmark has promised a pier.", False, id="speech:unnamed"),
        pytest.param("Who closed the pier?", "Snow fell.", False, id="no_kind_asked"),
    ],
)
def test_lacks_kind(question, text, lacks) -> None:
    """A kind of answer that leaves a mark is missed where the mark is missing."""
    assert lacks_kind(question, text, [text]) is lacks
