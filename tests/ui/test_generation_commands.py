"""The commands of a maintainer, run as one runs them: the plan, generations, going back, the doctor, the watch."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus import Home, SentenceTransformersEmbedder, Settings, Vectors
from corpus.models import EmbedderIdentity
from ingest import Ingester
from tests.fakes import FakeEmbedder
from tests.ui.test_cli import citewell, environment, rows

TEXT = "The harbour of Alva was closed on Monday because of the storm. Twelve ships waited outside for the pilots."


class StandIn(FakeEmbedder):
    """Gives itself out as the packaged model, so that commands that need no vectors of it open the index at once."""

    @property
    def identity(self) -> EmbedderIdentity:
        return SentenceTransformersEmbedder(Settings()).identity

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(np.tile(super().embed(texts), 6) / np.sqrt(6), dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents that are indexed in two generations at `home` beside them."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    ingester = Ingester(Settings(home=tmp_path / "home"), StandIn())
    ingester.run([folder])
    (folder / "b.txt").write_text("The ferry to Bruma sails twice a day in summer.", encoding="utf-8")
    ingester.run([folder])
    return folder


@pytest.fixture
def home(folder: Path) -> Path:
    return folder.parent / "home"


def served(home: Path) -> list[str]:
    return [str(row["doc"]) for row in rows(citewell("documents", "--json", home=home))]


def test_the_plan_is_told_and_nothing_is_written(folder: Path, home: Path) -> None:
    """`index --dry-run` names what would be done, ends with 1 where a file cannot be read, and changes no byte."""
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    (folder / "c.txt").write_text("A new one came.", encoding="utf-8")
    (folder / "b.txt").unlink()
    done = citewell("index", folder, "--dry-run", "--json", home=home)
    (plan,) = rows(done)
    assert (done.returncode, plan["added"], plan["removed"], plan["unchanged"]) == (0, 1, 1, 1)
    assert plan["plan"] == {
        "added": ["c.txt"],
        "changed": [],
        "unchanged": ["a.txt"],
        "removed": ["b.txt"],
        "failed": [],
    }
    (folder / "empty.txt").write_bytes(b"")
    done = citewell("index", folder, "--dry-run", home=home)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == ["added     c.txt", "removed   b.txt"]
    assert "Nothing was written" in done.stdout
    assert "empty.txt" in done.stderr
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_generations_are_listed_undone_and_cleaned(home: Path) -> None:
    """What each holds and when it was made; going back and forward again; old ones dropped, never the serving one."""
    listed = rows(citewell("generations", "--json", home=home))
    assert [(row["generation"], row["serves"], row["documents"]) for row in listed] == [(1, False, 1), (2, True, 2)]
    assert all(row["made_at"] and row["bytes"] and row["chunks"] for row in listed)
    assert "*    2" in citewell("generations", home=home).stdout
    done = citewell("rollback", "--json", home=home)
    assert (done.returncode, rows(done)[0]["generation"]) == (0, 1)
    assert served(home) == ["a.txt"]
    done = citewell("rollback", home=home)
    assert done.returncode == 2
    assert "citewell generations" in done.stderr
    assert citewell("rollback", "2", home=home).returncode == 0
    assert served(home) == ["a.txt", "b.txt"]
    (cleaned,) = rows(citewell("gc", "--keep", "1", "--json", home=home))
    assert (cleaned["dropped"], cleaned["kept"]) == ([1], [2])
    assert cleaned["freed_bytes"]
    assert served(home) == ["a.txt", "b.txt"]
    assert citewell("gc", "--keep", "0", home=home).returncode == 2


@pytest.mark.parametrize("arguments", [("generations",), ("rollback",), ("gc",)], ids=lambda one: one[0])
def test_without_an_index_the_way_to_one_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A usage error that says how an index is made."""
    done = citewell(*arguments, home=tmp_path / "none")
    assert done.returncode == 2
    assert "citewell index PATH" in done.stderr


def test_the_doctor_finds_and_mends(home: Path) -> None:
    """All well ends with 0; a searcher that is not the record's is found, with its cure; `--fix` builds it anew."""
    done = citewell("doctor", "--json", home=home)
    assert done.returncode == 0, done.stdout
    assert {"record: quotes", "vectors", "words"} <= {row["check"] for row in rows(done) if row["ok"]}
    (Home(home).current() / "chroma" / "chroma.sqlite3").write_bytes(b"not a database")
    done = citewell("doctor", home=home)
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("OFF")]
    assert "vectors: files" in line
    assert "citewell doctor --fix" in line
    done = citewell("doctor", "--repair", home=home)
    assert (done.returncode, "built the searchers anew" in done.stderr) == (0, True), done.stdout
    assert served(home) == ["a.txt", "b.txt"]
    missing = citewell("doctor", home=home.parent / "none")
    assert (missing.returncode, missing.stdout.count("citewell index PATH")) == (1, 1)


def test_what_broke_is_told_when_documents_change(folder: Path, home: Path, tmp_path: Path) -> None:
    """Cases named with `--check`: what stands, what moved and is put right, what no longer stands with the nearest words."""
    cases = tmp_path / "cases.jsonl"
    gone, stands = "because of the storm", "Twelve ships waited outside for the pilots."
    quotes = [
        {"doc": "a.txt", "start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}
        for words in (gone, stands)
    ]
    cases.write_text(json.dumps({"id": "why", "question": "?", "evidence": quotes}) + "\n", encoding="utf-8")
    (folder / "a.txt").write_text(TEXT.replace("the storm", "the fog"), encoding="utf-8")
    done = citewell("index", folder, "--check", cases, "--reanchor", "--json", home=home)
    (report,) = rows(done)
    assert (done.returncode, report["changed"], report["stand"], report["unknown"]) == (0, 1, 0, 0), done.stderr
    broke = {"answer": "why", "doc": "a.txt", "old": gone, "nearest": "because of the fog"}
    assert report["broke"] == [broke]
    start = TEXT.index(stands) + len("fog") - len("storm")
    assert json.loads(cases.read_text(encoding="utf-8"))["evidence"][1]["start"] == start
    done = citewell("index", folder, "--check", cases, home=home)
    assert f"broke: why: a.txt no longer says “{gone}”" in done.stderr
    assert "quotes: 1 stand, 0 moved, 1 broke" in done.stdout
    assert citewell("index", folder, "--reanchor", home=home).returncode == 2


def test_a_saved_answer_is_missed_when_its_document_goes(sample_home: Path, tmp_path: Path) -> None:
    """`ask --save` keeps an answer; a name is taken once; `remove` lists the quotes that no longer stand."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    asked = citewell("ask", "What is Azm-i-Istehkam?", "--save", "the operation", "--json", home=home)
    assert asked.returncode == 0, asked.stderr
    cited = {one["doc"] for claim in rows(asked)[0]["claims"] for one in claim["citations"]}  # type: ignore[attr-defined]
    (saved,) = [json.loads(line) for line in (home / "saved.jsonl").read_text(encoding="utf-8").splitlines()]
    assert saved["saved"] == "the operation"
    (report,) = rows(citewell("remove", *sorted(cited), "--json", home=home))
    broke: Any = report["broke"]
    assert {one["doc"] for one in broke} == cited
    assert {one["answer"] for one in broke} == {"the operation"}
    (report,) = rows(citewell("rollback", "--json", home=home))
    assert (report["broke"], bool(report["stand"])) == ([], True)


@pytest.fixture
def watching(folder: Path, home: Path) -> Iterator["subprocess.Popen[str]"]:
    """`citewell watch` on the folder."""
    command = [sys.executable, "-m", "ui.cli", "watch", str(folder), "--json", "--quiet-for", "0.1"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(home)
    )
    yield process
    process.kill()
    process.wait()


def test_the_watch_indexes_what_comes_and_goes(folder: Path, home: Path, watching: "subprocess.Popen[str]") -> None:
    """What changed before it began, a file that goes, one that cannot be read: a line for each run, until Ctrl+C."""
    assert watching.stdout is not None
    assert watching.stderr is not None
    assert "watching" in watching.stderr.readline()
    (folder / "b.txt").rename(folder / "moved.txt")
    told = json.loads(watching.stdout.readline())
    while not told["added"]:  # a run that began between the two halves of the renaming saw the first alone
        told = json.loads(watching.stdout.readline())
    assert served(home) == ["a.txt", "moved.txt"]
    (folder / "a.txt").unlink()
    assert json.loads(watching.stdout.readline())["removed"] == 1
    (folder / "empty.txt").write_bytes(b"")
    assert "empty.txt" in str(json.loads(watching.stdout.readline())["failed"])
    watching.send_signal(signal.SIGINT)
    assert watching.wait(60) == 0
    assert served(home) == ["moved.txt"]


def test_the_watch_names_a_path_that_is_missing(home: Path, tmp_path: Path) -> None:
    """A usage error, at once."""
    done = citewell("watch", tmp_path / "nowhere", home=home)
    assert (done.returncode, "nowhere" in done.stderr) == (2, True)
