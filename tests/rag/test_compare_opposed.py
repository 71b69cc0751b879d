"""What one document says and another denies: found where it is the very same thing, silent everywhere else."""

from datetime import date

import pytest

from corpus.models import BlockKind, DateMention, Document, Metadata, Sentence, Span
from rag.compare_opposed import opposed_answers
from rag.query import parse_query
from rag.read import Evidence

FIRE = "Was the fire at the quay a failure of security?"
RAID = "Did minister Rahn order the raid on the camp?"
BRIDGE = "Who attacked the bridge?"


def _read(document: str, text: str, logit: float = 3.0, dates: tuple[DateMention, ...] = ()) -> Evidence:
    whole = Document(document, text, Metadata(), f"/{document}", dates=dates)
    sentence = Sentence(document, 0, Span(0, len(text)), BlockKind.PARAGRAPH, "en", 0)
    return Evidence(whole, sentence, None, text, logit, logit, answers=logit)


def _opposed(question: str, one: str, other: str, other_document: str = "b") -> list[str]:
    read = [_read("a", one), _read(other_document, other)]
    return [value for value, _ in opposed_answers(parse_query(question), read)]


@pytest.mark.parametrize(
    ("question", "says", "denies"),
    [
        (FIRE, "Ada Lind said the fire at the quay was a failure of security.",
         "General Ode denied that the fire was a failure of security."),
        (FIRE, "The fire was a failure of security, Ada Lind said.",
         "General Ode insists that the fire wasn't a failure of security."),
        (FIRE, "Two letters prove a failure of security at the fire.", "There was no failure of security at the fire."),
        (RAID, "Letters show that minister Rahn ordered the raid on the camp.",
         "Minister Rahn dismissed reports that he ordered the raid on the camp."),
        (RAID, "Minister Rahn ordered the raid on the camp.", "Minister Rahn never ordered the raid on the camp."),
        (BRIDGE, "The Harbour Front claimed responsibility for the attack on the bridge.",
         "The Harbour Front denied any responsibility for the attack on the bridge."),
        ("Did the port pay the sailors?", "The port paid the sailors in May.", "The port did not pay the sailors."),
        ("Does the bridge help fishermen?", "The bridge has helped fishermen to sell more.",
         "The bridge has failed to help fishermen."),
    ],
)  # fmt: skip
def test_a_document_denies_what_another_says(question: str, says: str, denies: str) -> None:
    """In other words than its own, whoever comes first; both sentences are the sides."""
    assert _opposed(question, says, denies) == [says, denies]
    assert _opposed(question, denies, says) == [says, denies]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        pytest.param(BRIDGE, "The Borsk League claimed responsibility for the attack on the bridge.",
                     "The Harbour Front denied responsibility for the attack on the bridge.", id="another_doer"),
        pytest.param("Was the quay of Alva closed?", "The quay of Borsk was closed.",
                     "The quay of Alva was not closed.", id="another_place"),
        pytest.param("Does the law protect sailors?", "The law should protect sailors.",
                     "The law does not protect sailors.", id="a_wish"),
        pytest.param("Did Rahn order the raid?", "It is asked whether Rahn ordered the raid.",
                     "Rahn did not order the raid.", id="a_doubt"),
        pytest.param("Was the train late?", "The train was late.", "The train was not only late but full.", id="not_only"),
        pytest.param("Has Borsk signed the treaty?", "Borsk signed the treaty.",
                     "Borsk has not yet signed the treaty.", id="not_yet"),
        pytest.param("Did Rahn order the raid?", "Rahn did not order the raid.", "Rahn never ordered the raid.",
                     id="both_deny"),
        pytest.param("Was the minister dismissed?", "The minister was in office.", "The minister was dismissed.",
                     id="a_deed_not_a_denial"),
        pytest.param("What is the quay made of?", "The crane was a failure of the builders.",
                     "The crane was not a failure of the builders.", id="nobody_asked"),
    ],
)  # fmt: skip
def test_what_opposes_nothing(question: str, one: str, other: str) -> None:
    """Silence is better than a false alarm."""
    assert _opposed(question, one, other) == []


def test_one_document_weighs_both_itself() -> None:
    """It reports two views: its reader sees both."""
    assert _opposed(FIRE, "The fire was a failure of security.", "The fire was not a failure of security.", "a") == []


def test_another_day_is_another_matter() -> None:
    """The quay may have been open in one year and closed in the other."""
    one, other = "The quay was closed in 2019.", "The quay was not closed in 2021."
    days = [
        (DateMention(Span(text.index("2"), len(text) - 1), date(year, 1, 1), date(year, 12, 31), False),)
        for text, year in ((one, 2019), (other, 2021))
    ]
    read = [_read("a", one, dates=days[0]), _read("b", other, dates=days[1])]
    assert opposed_answers(parse_query("Was the quay closed?"), read) == []


def test_sentences_about_something_else_are_not_compared() -> None:
    """Below even odds a sentence is none of the question's."""
    read = [_read("a", "The quay was closed."), _read("b", "The quay was not closed.", -1.0)]
    assert opposed_answers(parse_query("Was the quay closed?"), read) == []
