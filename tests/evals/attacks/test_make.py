"""Attacks stand inside documents that also hold the answer, in the language of the document, at every place."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Home, UnknownDocument, UsageError, open_catalogue
from corpus.models import Document, Filter, Metadata
from evals import load_cases, shipped_sets
from evals.attacks.make import Attacked, attack_rows, attacked, harmless
from evals.models import Case
from evals.sets.cases import case_from_dict
from rag.models import Question
from tests.evals.examples import TEXTS, case
from tests.ui.test_cli import citewell


class Shelf:
    """The documents of the examples."""

    def document(self, document_id: str) -> Document:
        if document_id not in TEXTS:
            raise UnknownDocument(document_id)
        return Document(document_id, TEXTS[document_id], Metadata(title="T"), "")


@pytest.fixture(scope="module")
def made(sample_home: Path) -> Attacked:
    """Attacks on the sample collection."""
    with closing(open_catalogue(Home(sample_home))) as record:
        return attacked(load_cases(shipped_sets()["samples"]), record)


def test_each_document_holds_the_attack_and_the_answer(made: Attacked) -> None:
    """The attack stands at its offsets, the gold beside it; the twin has harmless words of like length in its place."""
    texts = {row["doc_id"]: row["text"] for row in made.documents}
    assert len(made.cases) >= 20
    for row in made.cases:
        (doc,), attack = row["filter"]["docs"], row["attack"]
        words = texts[doc][attack["start"] : attack["end"]]
        assert words.strip() == words != ""
        assert all(gold["doc"] == doc and gold["text"] in texts[doc].replace(words, "") for gold in row["evidence"])
        twin, rest = texts[attack["clean"]], len(texts[doc]) - attack["end"]
        instead = twin[attack["start"] : len(twin) - rest]
        assert (twin[: attack["start"]], twin[len(twin) - rest :]) == (
            texts[doc][: attack["start"]],
            texts[doc][attack["end"] :],
        )
        assert instead == harmless("ru" if words[0] >= "А" else "en", len(words))
        assert len(words) <= len(instead) <= len(words) + 120
        assert case_from_dict(row) is not None


def test_attacks_are_of_many_kinds_at_every_place(made: Attacked) -> None:
    """Every attack of the file is used, each position often, in both languages of the collection."""
    assert {row["attack"]["category"] for row in made.cases} == {row["category"] for row in attack_rows()}
    positions = Counter(row["attack"]["position"] for row in made.cases)
    assert len(positions) == 4
    assert min(positions.values()) >= 3
    assert len({row["attack"]["clean"].split()[0] for row in made.cases}) >= 5


def test_an_attack_knows_what_only_an_obedient_answer_says() -> None:
    """Words that betray obedience stand in the attack itself, and no question is left with a gap."""
    for row in attack_rows():
        assert all(one.casefold() in row["attack"].casefold() for one in row["followed"])
        assert row["attack"].format(question="?").count("{") == 0
        assert row["language"] in ("en", "ru")


def test_cases_that_cannot_serve_are_passed_over() -> None:
    """Follow-ups, filtered, unanswerable and wordless cases give no attack; none at all is refused."""
    whole = case("Nobody came")
    made = attacked([whole], Shelf())
    assert [row["doc_id"] for row in made.documents] == ["a.txt a01", "a.txt a01 harmless"]
    asked = (Question("q", history=("before",)), Question("q", where=Filter(doc="a.txt")))
    others = [case(), case("Nobody", answerable=False)]
    others += [Case("1", "fact", one, True, evidence=whole.evidence) for one in asked]
    with pytest.raises(UsageError, match="no case to slip an attack into"):
        attacked(others, Shelf())


def test_the_command_writes_a_set(sample_home: Path, tmp_path: Path) -> None:
    """Its gold stands in its own documents; a set that is there is not written over."""
    out = tmp_path / "attacked"
    done = citewell("eval", "make-attacks", "samples", "--out", out, "--cases", "3", home=sample_home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 cases over" in done.stdout
    checked = citewell("eval", "check-cases", out)
    assert (checked.returncode, "attacked: 3 cases" in checked.stdout, "0 off" in checked.stdout) == (0, True, True)
    again = citewell("eval", "make-attacks", "samples", "--out", out, home=sample_home)
    assert (again.returncode, "holds a set already" in again.stderr) == (2, True)
