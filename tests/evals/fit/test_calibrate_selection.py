"""The fit behind how many sentences are shown."""

import numpy as np

from evals.fit.selection import Candidate, Row, calibrate, figures_of


def row(data: str, group: int, golds: tuple[tuple[int, ...], ...]) -> Row:
    """Candidates whose score tells whether they are gold, nearly always."""
    candidates = tuple(
        Candidate({"score": (2.0 if gold else -2.0) + 0.1 * (group % 5), "noise": float(group % 3)}, gold)
        for gold in golds
    )
    return Row(data, f"{data}-{group}", 2, candidates)


ROWS = [row("articles", i, ((0,), (), (1,), ())) for i in range(20)] + [
    row("clapnq", i, ((0,), (1,), (), ())) for i in range(10)
]


def test_fit_finds_what_tells_evidence() -> None:
    """The telling feature takes the weight, and figures of both data sets stand beside the model."""
    result = calibrate(ROWS, 6, 1.0)
    weights = result["model"]["weights"]
    assert weights["score"] > 5 * abs(weights["noise"])
    assert result["figures"]["articles"]["f1 alone"]["f1"][0] == 1.0
    assert result["figures"]["clapnq"]["shipped"]["n"] == 10


def test_figures_by_hand() -> None:
    """Two of two shown are gold, one piece of two: precision 1, recall .5, F1 .667."""
    rows = [Row("articles", "a", 2, (Candidate({}, (0,)), Candidate({}, (0,)), Candidate({}, ())))]
    figures = figures_of(rows, np.array([0.9, 0.9, 0.01]), "articles", 6, 1.0)
    assert figures["precision"][0] == 1.0
    assert figures["recall"][0] == 0.5
    assert figures["f1"][0] == 0.667
    assert figures["sentences"][0] == 2.0
