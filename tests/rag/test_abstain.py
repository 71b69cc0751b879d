"""From signals to a confidence."""

import json
from importlib import resources

import pytest

from rag.abstain import Abstention, LogisticModel
from rag.slots import Slot

GAPS = ["name_gap", "figure_gap", "no_deed", "no_kind", *(f"no_{slot}" for slot in Slot)]
READ = ("answers", "answers_most", "answerability", "points")
GOOD = {"in_place": 8.0, "chunk": 8.0, **dict.fromkeys(READ, 3.0), **dict.fromkeys(GAPS, 0.0)}


def test_shipped_models_tell_good_from_bad():
    """The shipped model is sure of good evidence and refuses none of it; hopeless evidence it refuses."""
    abstention = Abstention.load()
    hopeless = GOOD | {"in_place": -11.0, "chunk": -11.0, **dict.fromkeys(READ, -5.0)}
    assert abstention.confidence(hopeless) < abstention.threshold < abstention.confidence(GOOD) < 1


@pytest.mark.parametrize("gap", ["name_gap", "figure_gap", "no_count", "no_person", "no_deed", "no_kind"])
def test_gaps_lower_confidence(gap):
    """A gap never makes the shipped model surer."""
    abstention = Abstention.load()
    assert abstention.confidence(GOOD | {gap: 1.0}) < abstention.confidence(GOOD)


def test_other_languages_have_their_model():
    """Shared words alone decide where the models cannot read, at the same threshold."""
    abstention = Abstention.load()
    assert abstention.confidence({"shared": 0.0}) < abstention.threshold < abstention.confidence({"shared": 1.0})


def test_no_signals_no_confidence():
    """Nothing found is nothing known."""
    assert Abstention.load().confidence({}) == 0.0


def test_unknown_signals_are_refused():
    """Signals that no model was fitted on raise instead of being guessed at."""
    with pytest.raises(ValueError, match="fit one with"):
        Abstention.load().confidence({"mood": 1.0})


def test_shipped_file_tells_its_figures():
    """Beside the weights stand the data, the date and both error directions with their intervals."""
    raw = json.loads(resources.files("rag").joinpath("abstention.json").read_text("utf-8"))
    assert raw["made"]
    for model in raw["models"].values():
        for figures in model["figures"].values():
            for direction in ("right", "wrong"):
                share, low, high = figures[direction]
                assert 0 <= low <= share <= high <= 1


@pytest.mark.parametrize(
    ("means", "scales"),
    [pytest.param({}, {"a": 1.0}, id="no_mean"), pytest.param({"a": 0.0}, {"a": 0.0}, id="scale_of_zero")],
)
def test_illegal_model_cannot_be_built(means, scales):
    """A weight without its mean or with no scale is refused."""
    with pytest.raises(ValueError, match="scale"):
        LogisticModel(0.0, {"a": 1.0}, means, scales)
