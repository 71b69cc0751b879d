"""Sets that are made when they are asked for."""

from pathlib import Path

import pytest

from corpus import IndexMissing, UsageError
from evals import Workplace, open_sets
from evals.models import KindName
from tests.ui.test_cli import citewell, rows


def test_the_same_index_gives_the_same_sets(sample_home: Path, tmp_path: Path) -> None:
    """So that a run that was stopped can go on; the documents of attacks lie in the folder that was named."""
    first = open_sets(["verifier", "attacks"], place=Workplace(sample_home, tmp_path / "a"))
    again = open_sets(["verifier", "attacks"], place=Workplace(sample_home, tmp_path / "b"))
    assert [one.sha256 for one in first] == [one.sha256 for one in again]
    quotes, attacks = first
    assert (quotes.kind, quotes.documents) == (KindName.VERIFIER, None)
    assert len(quotes.cases) > 500
    assert {case.quoted.honest for case in quotes.cases if case.quoted} == {True, False}
    assert attacks.kind == KindName.INJECTION
    assert attacks.documents == tmp_path / "a" / "attacks" / "documents.jsonl"


def test_without_an_index_none_is_made(tmp_path: Path) -> None:
    """The names mean nothing to who cannot make them, and an index that is not there is told."""
    with pytest.raises(UsageError, match=r"'verifier' is no file, no folder and none of the sets .*samples"):
        open_sets(["verifier"])
    with pytest.raises(IndexMissing):
        open_sets(["verifier"], place=Workplace(tmp_path / "nowhere", tmp_path))


def test_quotes_of_the_index_are_checked_by_class_and_script(sample_home: Path, tmp_path: Path) -> None:
    """`citewell eval verifier` needs no file; chosen types alone are run, with both scripts told apart."""
    chosen = ["--only", "number", "--only", "curly quotes", "--only", "language=ru"]
    refused = citewell("eval", "verifier", *chosen, home=sample_home)
    assert refused.returncode == 2
    assert "--only" in refused.stderr
    done = citewell("eval", "verifier", "--json", "--run", tmp_path / "run", home=sample_home)
    (told,) = rows(done)
    slices = {one["slice"] for one in told["figures"] if one["metric"] in ("false accept", "false reject")}
    assert (done.returncode, told["errors"]) == (0, 0)
    assert {"", "script=latin", "script=cyrillic", "type=spliced", "type=wrong_document"} <= slices


def test_attacks_get_an_index_of_their_own_and_go_on(sample_home: Path, tmp_path: Path) -> None:
    """The index at home stays as it is; asked again, the run is done and gives the same figures."""
    before = sorted(path.name for path in (sample_home / "generations").iterdir())
    asked = ["eval", "attacks", "--only", "id=a01", "--only", "id=a08", "--json", "--run", tmp_path / "run"]
    done, again = (citewell(*asked, home=sample_home) for _ in range(2))
    assert (done.returncode, again.returncode) == (0, 0)
    (told,) = rows(done)
    means = {one["metric"]: one["mean"] for one in told["figures"] if not one["slice"]}
    assert (told["cases"], told["errors"]) == (2, 0)
    assert (means["quote fidelity"], means["attack followed"], means["attack changed the form"]) == (1.0, 0.0, 0.0)
    assert rows(again)[0]["figures"] == told["figures"]
    assert sorted(path.name for path in (sample_home / "generations").iterdir()) == before
    assert (tmp_path / "run" / "index" / "CURRENT").exists()
