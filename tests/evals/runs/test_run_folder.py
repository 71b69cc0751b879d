"""A run that was killed goes on where it stopped, and never as another run."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UsageError
from evals.runs.folder import RunFolder, read_rows

HEAD: dict[str, Any] = {
    "format": 1,
    "created": "2026-01-01T00:00:00+00:00",
    "sets": [{"name": "s", "path": "s.jsonl", "sha256": "a", "kind": "answers", "cases": 2}],
    "index": {"generation": 1, "fingerprint": "f"},
    "answerer": {"name": "quotes"},
    "settings": {"candidates": 15},
}


def row(identity: str, **more: Any) -> dict[str, Any]:
    return {"set": "s", "kind": "answers", "id": identity, **more}


def fill(folder: Path, *identities: str) -> None:
    with RunFolder(folder, HEAD) as run:
        for identity in identities:
            run.append(row(identity, words="a\u2028b \ud800"))


def test_a_run_goes_on_with_what_is_done(tmp_path: Path) -> None:
    """Rows of before are known by set, kind and id, line separators and half characters in them included."""
    fill(tmp_path, "1", "2")
    with RunFolder(tmp_path, HEAD | {"created": "later"}) as run:
        assert list(run.done) == [("s", "answers", "1"), ("s", "answers", "2")]
        assert run.done["s", "answers", "1"]["words"] == "a\u2028b \ud800"
        assert run.head["created"] == HEAD["created"]
        run.append(row("3"))
    assert [one["id"] for one in read_rows(tmp_path)] == ["1", "2", "3"]


@given(st.data())
def test_a_torn_last_line_is_cut_off(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Cut anywhere, the file goes on with the rows that were whole."""
    folder = tmp_path_factory.mktemp("run")
    fill(folder, "1", "2", "3")
    whole = (folder / "results.jsonl").read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    (folder / "results.jsonl").write_bytes(whole[:cut])
    with RunFolder(folder, HEAD) as run:
        assert len(run.done) == whole[:cut].count(b"\n")
        run.append(row("next"))
    assert len(read_rows(folder)) == whole[:cut].count(b"\n") + 1


def test_a_last_line_of_other_bytes_is_cut_off_and_one_in_the_middle_is_told(tmp_path: Path) -> None:
    """What a crash of the machine leaves at the end is dropped; damage elsewhere is never passed over."""
    fill(tmp_path, "1", "2")
    results = tmp_path / "results.jsonl"
    results.write_bytes(results.read_bytes() + b"\0\0\0\n")
    with RunFolder(tmp_path, HEAD) as run:
        assert len(run.done) == 2
    results.write_bytes(b"\0\n" + results.read_bytes())
    with pytest.raises(UsageError, match=r"results\.jsonl:1 is no row"):
        RunFolder(tmp_path, HEAD)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        pytest.param("sets", [HEAD["sets"][0] | {"sha256": "b"}], id="sets"),
        pytest.param("sets", [HEAD["sets"][0] | {"kind": "retrieval"}], id="sets"),
        pytest.param("index", {"generation": 1, "fingerprint": "g"}, id="index"),
        pytest.param("answerer", {"name": "written"}, id="answerer"),
        pytest.param("settings", {"candidates": 20}, id="settings"),
    ],
)
def test_a_run_of_something_else_is_refused(tmp_path: Path, part: str, value: Any) -> None:
    """Other sets, index, answerer or settings would mix two runs: the message names what differs and the cure."""
    fill(tmp_path, "1")
    with pytest.raises(UsageError, match=rf"other {part}.*--run DIR"):
        RunFolder(tmp_path, HEAD | {part: value})
    fill(tmp_path, "2")  # and the folder was let go of


def test_where_a_set_lies_and_how_often_the_index_was_built_may_change(tmp_path: Path) -> None:
    """The same sets and the same documents are the same run."""
    fill(tmp_path, "1")
    moved = HEAD | {"sets": [HEAD["sets"][0] | {"path": "t"}], "index": {"generation": 7, "fingerprint": "f"}}
    with RunFolder(tmp_path, moved) as run:
        assert len(run.done) == 1


def test_one_process_writes_a_run(tmp_path: Path) -> None:
    """A second one is told to wait; when the first is done, it may go on."""
    with RunFolder(tmp_path, HEAD), pytest.raises(UsageError, match="another `citewell eval`"):
        RunFolder(tmp_path, HEAD)
    fill(tmp_path, "1")


def test_the_summary_is_put_in_place_whole(tmp_path: Path) -> None:
    """It is written beside and moved."""
    with RunFolder(tmp_path, HEAD) as run:
        run.write_summary({"figures": []})
    assert json.loads((tmp_path / "summary.json").read_text(encoding="utf-8")) == {"figures": []}
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.parametrize(
    "make",
    [lambda folder: folder.write_text("x"), lambda folder: (folder.mkdir(), (folder / "results.jsonl").write_text(""))],
)
def test_a_folder_that_cannot_be_a_runs_is_told(tmp_path: Path, make: Any) -> None:
    """A file in its place, or rows that nobody knows the run of."""
    make(tmp_path / "run")
    with pytest.raises(UsageError, match="--run DIR"):
        RunFolder(tmp_path / "run", HEAD)


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    """Reading rows where no run was begun names the command that makes one."""
    with pytest.raises(UsageError, match="citewell eval SET"):
        read_rows(tmp_path)
