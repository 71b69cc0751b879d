"""Sets are found by name or path, and their gold is found in the documents or told to be off."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnknownDocument, UsageError
from corpus.models import Document, Filter, Metadata, Span
from evals import open_sets, shipped_sets
from evals.models import Case, Gold, KindName, Quoted
from evals.sets.locate import locate, stand
from rag.models import Question
from tests.evals.examples import OTHER, TEXT, TEXTS, case

QUESTION = {"id": "q", "question": "Who came?", "answerable": True}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_set_is_a_file_a_folder_or_a_shipped_name(tmp_path: Path) -> None:
    """Each way is named by what it is, and knows its content by a hash."""
    file = write(tmp_path / "mine.jsonl", QUESTION, {"pending": True})
    write(tmp_path / "written" / "cases.jsonl", QUESTION | {"kind": "retrieval"})
    write(tmp_path / "written" / "documents.jsonl", {"doc_id": "a", "text": TEXT})
    mine, written, shipped = open_sets([str(file), str(tmp_path / "written"), "corpus_dev"])
    assert (mine.name, mine.kind, len(mine.cases), mine.pending, mine.documents) == ("mine", "answers", 1, 1, None)
    assert (written.name, written.kind) == ("written", "retrieval")
    assert written.documents == tmp_path / "written" / "documents.jsonl"
    assert shipped.path == shipped_sets()["corpus_dev"]
    before = mine.sha256
    write(file, QUESTION | {"question": "Who left?"})
    assert open_sets([str(file)])[0].sha256 != before


def test_a_plain_folder_is_read_as_it_is(tmp_path: Path) -> None:
    """Documents beside questions: pools become filters, flat answers alternatives, long ones a reference."""
    write(tmp_path / "documents.jsonl", {"doc_id": "a", "text": TEXT})
    gold = {"doc_id": "a", "quote": "Nobody came."}
    long = "Nobody came to the harbour because it was closed on that day, as told."
    write(
        tmp_path / "questions.jsonl",
        QUESTION | {"answers": ["12", "twelve"], "evidence": [gold], "pool": ["a", "b"], "lang": "en"},
        QUESTION | {"id": "r", "answers": ["12", "13"], "disambig_entity": ["x", "y"], "conflicting_evidence": [gold]},
        QUESTION | {"id": "s", "answers": [long], "wrong_answers": ["11"]},
    )
    first, several, written = open_sets([str(tmp_path)])[0].cases
    assert first.question == Question("Who came?", (), Filter(docs=frozenset({"a", "b"})))
    assert (first.answers, first.language) == ((("12", "twelve"),), "en")
    assert (first.evidence, first.conflict) == ((Gold("a", None, "Nobody came."),), False)
    assert (several.answers, several.conflict) == ((("12",), ("13",)), True)
    assert several.opposing == first.evidence
    assert (written.answers, written.reference, written.wrong_answers) == ((), long, ("11",))
    assert written.conflict


def test_a_kind_that_is_given_is_that_of_rows_that_name_none(tmp_path: Path) -> None:
    """Rows keep their own."""
    file = write(tmp_path / "mine.jsonl", QUESTION, QUESTION | {"kind": "conflict"})
    assert [str(one.kind) for one in open_sets([str(file)], "retrieval")[0].cases] == ["retrieval", "conflict"]
    assert open_sets([str(file)], "retrieval")[0].kind == "mixed"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        pytest.param("nowhere", "none of the sets compound, corpus_dev", id="no_such_name"),
        pytest.param("nowhere.jsonl", "cannot be read", id="no_such_file"),
        pytest.param("{tmp}", "holds no documents.jsonl", id="folder_without_documents"),
        pytest.param("{tmp}/bare", "holds neither cases.jsonl nor questions.jsonl", id="folder_without_cases"),
        pytest.param("{tmp}/attacks", "import bipia", id="folder_with_attacks"),
        pytest.param("{tmp}/off", "question 2: each of `evidence` must be an object", id="row_that_is_off"),
    ],
)
def test_what_is_no_set_is_told(tmp_path: Path, named: str, message: str) -> None:
    """The message says what was looked for."""
    for folder in ("bare", "attacks", "off"):
        write(tmp_path / folder / "documents.jsonl", {"doc_id": "a", "text": TEXT})
    write(tmp_path / "attacks" / "questions.jsonl", QUESTION)
    write(tmp_path / "attacks" / "attacks.jsonl")
    write(tmp_path / "off" / "questions.jsonl", QUESTION, QUESTION | {"id": "r", "evidence": ["a"]})
    with pytest.raises(UsageError, match=message):
        open_sets([named.format(tmp=tmp_path)])


def test_two_sets_of_one_name_are_refused(tmp_path: Path) -> None:
    """Their rows could not be told apart."""
    files = [write(tmp_path / folder / "mine.jsonl", QUESTION) for folder in ("a", "b")]
    with pytest.raises(UsageError, match="two sets are called 'mine'"):
        open_sets([str(one) for one in files])


class Shelf:
    """The two documents."""

    def document(self, document_id: str) -> Document:
        if document_id not in TEXTS:
            raise UnknownDocument(document_id)
        return Document(document_id, TEXTS[document_id], Metadata(), "")


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        pytest.param(Gold("a.txt", Span(0, 6)), Span(0, 6), id="place_alone"),
        pytest.param(Gold("a.txt", Span(0, 6), "Twelve"), Span(0, 6), id="place_and_words"),
        pytest.param(Gold("a.txt", None, "The harbour was closed."), Span(29, 52), id="words"),
        pytest.param(Gold("a.txt", None, "the harbour\nwas closed."), Span(29, 52), id="words_in_other_typography"),
        pytest.param(Gold("c.txt", Span(0, 6)), "no document 'c.txt'", id="no_document"),
        pytest.param(Gold("a.txt", Span(0, 900)), "has 65 characters, not 0:900", id="outside"),
        pytest.param(Gold("a.txt", Span(0, 6), "Eleven"), "other words at 0:6", id="other_words"),
        pytest.param(Gold("a.txt", None, "Eleven ships"), "do not stand in a.txt", id="nowhere"),
        pytest.param(Gold("a.txt", None, ""), "do not stand in a.txt", id="nothing"),
    ],
)
def test_gold_stands_or_is_off(gold: Gold, found: Span | str) -> None:
    """Words are found exactly, else by their typography; what does not stand says why."""
    standing = stand(case(), gold, Shelf())
    if isinstance(found, Span):
        assert isinstance(standing, Gold)
        assert standing.span == found
        assert standing.text
    else:
        assert not isinstance(standing, Gold)
        assert found in standing.reason


@given(st.integers(0, len(OTHER) - 1), st.integers(1, 20))
def test_every_slice_of_a_document_stands_where_it_is(start: int, length: int) -> None:
    """A place with its own words never is off."""
    gold = Gold("b.txt", Span(start, start + length), OTHER[start : start + length])
    assert (stand(case(), gold, Shelf()) == gold) == (start + length <= len(OTHER))


def test_documents_that_are_not_there_are_told() -> None:
    """A graded one is left out, so that it is no zero; a filter or a quote that names one is told and stays."""
    graded = Case("1", "", Question("q"), True, relevant={"a.txt": 1, "c.txt": 2})
    filtered = Case("2", "", Question("q", (), Filter(doc="d.txt")), True)
    quoted = case(kind=KindName.VERIFIER, quoted=Quoted("e.txt", "Nobody came.", True))
    located, off = locate([graded, filtered, quoted], Shelf())
    assert (located[0].relevant, located[1:]) == ({"a.txt": 1}, [filtered, quoted])
    assert [one.gold.doc for one in off] == ["c.txt", "d.txt", "e.txt"]


def test_what_is_off_is_left_out_and_counted() -> None:
    """Evidence and opposing evidence are looked at alike."""
    good, bad = Gold("a.txt", Span(0, 6), "Twelve"), Gold("c.txt", Span(0, 6))
    asked = Case("1", "", Question("q"), True, evidence=(good, bad), opposing=(bad, good))
    (located,), off = locate([asked], Shelf())
    assert (located.evidence, located.opposing) == ((good,), (good,))
    assert [one.gold for one in off] == [bad, bad]
