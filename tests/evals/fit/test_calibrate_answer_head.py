"""The fit behind where an answer stands."""

import json
from pathlib import Path

import numpy as np

from evals.fit.answer_head import Marked, Row, calibrate, marked_sentences
from rag import AnswerHead, TokenStates

_WORDS = ["the", "mill", "at", "Alva", "closed", "in", "1931", "for", "good"]
_WIDTH = 4


def row(data: str, group: int, *, kept: bool = False) -> Row:
    """A sentence whose answer's word is the one whose first state is high; the others tell nothing."""
    text = " ".join(_WORDS)
    starts = [sum(len(word) + 1 for word in _WORDS[:place]) for place in range(len(_WORDS))]
    offsets = [(start, start + len(word)) for start, word in zip(starts, _WORDS, strict=True)]
    draw = np.random.default_rng(group)
    values = draw.normal(size=(len(_WORDS), _WIDTH)).astype(np.float32)
    at = group % len(_WORDS)
    values[:, 0] = [20.0 if place == at else -20.0 for place in range(len(_WORDS))]
    marked = Marked(data, f"{data}-{group}", "When?", text, (offsets[at],), kept)
    return Row(marked, TokenStates(offsets, list(range(len(_WORDS))), values))


ROWS = [row("xquad_en", group) for group in range(30)] + [row("ramdocs", group, kept=True) for group in range(30, 40)]


def test_the_fit_finds_the_state_that_tells() -> None:
    """It takes the weight; what was kept out of the fit is judged and told apart."""
    result = calibrate(ROWS)
    weights = AnswerHead.from_dict(result).weights
    assert abs(weights[0]) * 20 > 5 * np.abs(weights[1:]).max()  # its states are 20 times as large
    assert result["figures"]["xquad_en"]["n"] == 30
    assert result["figures"]["xquad_en"]["overlap"][0] == 1.0
    assert result["figures"]["ramdocs (kept out)"]["overlap"][0] == 1.0


def test_sentences_and_their_answers_are_read(tmp_path: Path) -> None:
    """An answer's place is the told one, counted from the sentence's start, or wherever its words stand."""
    told = {"doc_id": "d", "quote": "It was 7, not 7.", "start": 100, "answer": "7", "answer_start": 114}
    told["answer_end"] = 115
    found = {"doc_id": "e", "quote": "At Alva, in alva.", "answer": "Alva"}
    for name, evidence in (("xquad_en", [told]), ("squad2", []), ("ramdocs", [found])):
        (tmp_path / name).mkdir()
        rows = [{"id": f"{name}-{n}", "question": "What?", "evidence": evidence} for n in range(2)]
        (tmp_path / name / "questions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows))
    marked = list(marked_sentences(tmp_path))
    assert [(one.data, one.group, one.answers, one.kept) for one in marked] == [
        ("xquad_en", "d", ((14, 15),), False),
        ("xquad_en", "d", ((14, 15),), False),
        ("ramdocs", "ramdocs-0", ((3, 7), (12, 16)), False),
        ("ramdocs", "ramdocs-1", ((3, 7), (12, 16)), True),
    ]
