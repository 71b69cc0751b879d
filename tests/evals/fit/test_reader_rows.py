"""What the reader is tuned on, from data of our own making in the manner of the two sets."""

import json
from pathlib import Path

import pytest

from evals.fit.reader_rows import kept_pairs, pairs

GOLD = "Queen Ada opened it in 1931."
OTHER = "The harbour of Norra lies in a bay where ships wait for the tide."
PARAGRAPH = f"{OTHER} {GOLD} Storms closed it twice in the years that followed."
SECOND = "Its pilots learned the shallow waters of Borsk from Captain Ilves, who drew the first map of them."


def write_set(folder: Path, documents: list[dict[str, object]], questions: list[dict[str, object]]) -> None:
    """A data set of two files."""
    folder.mkdir()
    for name, rows in (("documents", documents), ("questions", questions)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


@pytest.fixture
def data(tmp_path) -> Path:
    """One XQuAD question, one about a paragraph of SQuAD 2.0's sample, and two of RAMDocs."""
    kept_out = "Ohm was a pilot in Alva."
    text = f"{PARAGRAPH}\n{SECOND}\n{kept_out}"
    start, out = text.index(GOLD), text.index(kept_out)
    gold = {"doc_id": "a", "quote": GOLD, "start": start, "end": start + len(GOLD), "answer": "Queen Ada"}
    gold |= {"answer_start": start, "answer_end": start + len("Queen Ada")}
    other = {"doc_id": "a", "quote": kept_out, "start": out, "end": out + len(kept_out), "answer": "Ohm"}
    other |= {"answer_start": out, "answer_end": out + 3}
    asked = [
        {"question": "Who opened the harbour of Norra in 1931?", "evidence": [gold]},
        {"question": "Who was a pilot?", "evidence": [other]},
    ]
    write_set(tmp_path / "xquad_en", [{"doc_id": "a", "title": "Norra", "text": text}], asked)
    write_set(tmp_path / "squad2", [], [{"paragraph": kept_out}])
    told = {"doc_id": "x", "quote": "Ilves was born in 1903.", "answer": "1903"}
    row = {"answers": ["1903"], "wrong_answers": ["1899"], "pool": ["x", "y"], "evidence": [told]}
    ramdocs = [row | {"question": "When was Ilves born?"}, row | {"question": "When did Ilves live?"}]
    documents = [
        {"doc_id": "x", "text": "Ilves was born in 1903."},
        {"doc_id": "y", "text": "Ilves is a name of cats."},
    ]
    write_set(tmp_path / "ramdocs", documents, ramdocs)
    return tmp_path


def test_pairs_hold_answers_where_they_say_and_nowhere_else(data: Path) -> None:
    """A place is that of the answer, behind a title too; a text that is said not to answer does not hold it."""
    found = pairs(data, 3)
    assert {pair.text[start:end] for pair in found for start, end in pair.places} == {"Queen Ada", "1903"}
    for pair in found:
        if not pair.answers and "Norra in 1931" in pair.question:
            assert "Queen Ada" not in pair.text


def test_what_measures_is_not_tuned_on(data: Path) -> None:
    """No paragraph that SQuAD 2.0's sample asks about, and of RAMDocs every other question."""
    questions = {pair.question for pair in pairs(data, 3)}
    assert "Who was a pilot?" not in questions
    assert "When was Ilves born?" in questions
    assert "When did Ilves live?" not in questions
    assert {pair.question for pair in kept_pairs(data, 3)} == {"When did Ilves live?"}


def test_a_changed_question_is_not_answered(data: Path) -> None:
    """Another name or year than the sentence's, over all draws."""
    changed = {
        pair.question
        for seed in range(20)
        for pair in pairs(data, seed)
        if GOLD in pair.text and not pair.answers and PARAGRAPH not in pair.text
    }
    assert changed
    assert "Who opened the harbour of Norra in 1931?" not in changed


def test_the_same_seed_gives_the_same_pairs(data: Path) -> None:
    """So that tuning can be repeated."""
    assert pairs(data, 3) == pairs(data, 3)
    assert pairs(data, 3) != pairs(data, 4)
