"""What `--explain` tells agrees with what was answered."""

import math

import pytest

from rag import Assistant, explanation_to_dict
from rag.abstain import Abstention
from rag.models import Fate, Status
from ui.explain import print_explanation

_CPEC = "How much is the China-Pakistan Economic Corridor worth?"


def test_each_shown_sentence_is_told_as_shown(sample_assistant: Assistant) -> None:
    """The sentences told as shown are those of the claims, and every sentence that was read has a fate."""
    answer, explanation = sample_assistant.explained(_CPEC)
    claimed = {claim.text for claim in answer.claims}
    shown = [one for one in explanation.sentences if one.fate in (Fate.SHOWN, Fate.BOTH_SIDES)]
    assert {one.citation.text for one in shown} <= claimed
    assert len(shown) == len(claimed)
    assert len(explanation.sentences) > len(shown)
    assert [one.score for one in explanation.sentences[:12]] == sorted(
        (one.score for one in explanation.sentences[:12]), reverse=True
    )


def test_the_answer_is_that_of_invoke(sample_assistant: Assistant) -> None:
    """Asking for the explanation does not change the answer."""
    answer, _ = sample_assistant.explained(_CPEC)
    plain = sample_assistant.invoke(_CPEC)
    assert (answer.status, answer.claims, answer.confidence) == (plain.status, plain.claims, plain.confidence)


def test_the_pulls_make_the_confidence(sample_assistant: Assistant) -> None:
    """What the signals pull, from where average evidence stands, is the confidence that is told."""
    _, explanation = sample_assistant.explained(_CPEC)
    names = {one.name for one in explanation.signals}
    (model,) = [one for one in Abstention.load().models if set(one.weights) == names]
    logit = model.intercept + sum(one.pull for one in explanation.signals)
    assert math.isclose(1 / (1 + math.exp(-logit)), explanation.confidence, abs_tol=1e-3)


def test_a_withheld_answer_says_why(sample_assistant: Assistant) -> None:
    """Below the threshold the picked sentences are told as withheld, none as shown."""
    answer, explanation = sample_assistant.explained("What is the boiling point of ethanol?")
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert explanation.confidence < explanation.threshold
    fates = {one.fate for one in explanation.sentences}
    assert Fate.WITHHELD in fates
    assert Fate.SHOWN not in fates


def test_it_can_be_read_by_people_and_by_scripts(
    sample_assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    """The printed text tells each stage; the JSON value holds every candidate and sentence."""
    _, explanation = sample_assistant.explained(_CPEC)
    print_explanation(explanation)
    told = capsys.readouterr().out
    for words in ("asks for: money", "Searching", "Reading", "worth 0.", "at or above the threshold"):
        assert words in told
    row = explanation_to_dict(explanation)
    assert len(row["candidates"]) == len(explanation.chunks)
    assert {one["fate"] for one in row["sentences"]} == {str(one.fate) for one in explanation.sentences}
    assert row["candidates"][0]["ranks"]["reranked"] == 1


def test_a_question_in_another_language_is_explained_too(sample_assistant: Assistant) -> None:
    """No sentence is weighed where the models do not read the language, and the one signal is told."""
    _, explanation = sample_assistant.explained("Где напечатана статья Чжао и Го?")
    assert explanation.language == "ru"
    assert all(one.worth is None for one in explanation.sentences)
    assert [one.name for one in explanation.signals] == ["shared"]


def test_what_the_model_points_at_is_told(sample_assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each sentence that was read by itself the words that are taken for its answer, which stand in it."""
    _, explanation = sample_assistant.explained("When did Pakistan join the SCO?")
    pointed = [one for one in explanation.sentences if one.points_at]
    assert "June 2017" in {one.points_at for one in pointed}
    assert all(one.points_at in " ".join(one.citation.text.split()) for one in pointed)
    print_explanation(explanation)
    assert "points at “June 2017”" in capsys.readouterr().out
    assert "June 2017" in {one.get("points_at") for one in explanation_to_dict(explanation)["sentences"]}
