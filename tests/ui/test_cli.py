"""The terminal's contract, by running the real command: scripts rely on every line of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, SAMPLES

CITATION_KEYS = {"doc", "path", "title", "publisher", "published_at", "start", "end", "text", "verdict"}


def citewell(*arguments: str | Path, home: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the command as a user would, with pipes on all sides."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CITEWELL_")}
    environment["PYTHONPATH"] = str(REPOSITORY)
    if home:
        environment["CITEWELL_HOME"] = str(home)
    command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, input=stdin, env=environment, check=False, timeout=300
    )


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_index_reports_in_json(tmp_path: Path) -> None:
    """`index --json` ends with one line of counts; a bad file is told in it and on standard error, and ends with 1."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour was closed on Monday.", encoding="utf-8")
    done = citewell("index", folder, "--json", "--home", tmp_path / "home")
    (report,) = rows(done)
    assert done.returncode == 0
    assert report.keys() == {
        "added", "changed", "removed", "unchanged", "failed", "documents", "chunks", "seconds",
    }  # fmt: skip
    assert (report["added"], report["documents"], report["failed"]) == (1, 1, [])
    assert done.stderr == ""  # no progress bars in a pipe
    (folder / "empty.txt").write_bytes(b"")
    done = citewell("index", folder, "--json", "--home", tmp_path / "home")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert rows(done)[-1]["unchanged"] == 1


def test_ask_json_row(sample_home: Path) -> None:
    """One row with every field of the contract; each citation's text is the slice of the file it names."""
    done = citewell("ask", "What is Azm-i-Istehkam?", "--json", home=sample_home)
    (row,) = rows(done)
    assert done.returncode == 0
    assert done.stderr == ""
    assert row.keys() >= {"id", "question", "status", "claims", "conflicts", "nearest", "confidence", "timings"}
    assert row["status"] == "answered"
    for claim in row["claims"]:  # type: ignore[attr-defined]
        for citation in claim["citations"]:
            assert citation.keys() == CITATION_KEYS
            assert citation["verdict"] in ("exact", "normalized")
            if not citation["doc"].endswith(".html"):
                text = (SAMPLES / citation["doc"]).read_bytes().decode("utf-8")
                assert citation["text"] == text[citation["start"] : citation["end"]]


def test_ask_without_an_answer_ends_with_1(sample_home: Path) -> None:
    """A question that the documents do not answer says so and shows the nearest passages."""
    done = citewell("ask", "How do you cook a traditional borscht?", home=sample_home)
    assert done.returncode == 1
    assert "do not hold the answer" in done.stdout
    assert "not an answer" in done.stdout


def test_ask_batch_keeps_the_order_and_goes_on(sample_home: Path, tmp_path: Path) -> None:
    """A row out for each row in, in order; a row that is off carries its error, and the call ends with 1."""
    batch = [
        json.dumps({"id": 7, "question": "What did China promise?", "filter": {"publisher": "EurAsian Times"}}),
        "{broken",
        json.dumps(
            {"id": "b", "question": "How many people did it kill?", "history": ["What happened at the Serena Hotel?"]}
        ),
        json.dumps({"id": "c", "question": "What?", "filter": {"author": "x"}}),
        json.dumps({"id": "d", "question": ""}),
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(batch), encoding="utf-8")
    done = citewell("ask", "--batch", tmp_path / "questions.jsonl", "--json", home=sample_home)
    first, broken, second, bad_filter, empty = rows(done)
    assert done.returncode == 1
    assert (first["id"], second["id"], bad_filter["id"]) == (7, "b", "c")
    assert {c["publisher"] for claim in first["claims"] for c in claim["citations"]} == {"EurAsian Times"}  # type: ignore[attr-defined]
    assert "Serena" in str(second["rewritten"])
    assert "line 2" in str(broken["error"])
    assert "author" in str(bad_filter["error"])
    assert "empty" in str(empty["error"])


def test_search_row(sample_home: Path) -> None:
    """`search` gives ranked chunks with their place and their rank at each stage; batches work from a pipe."""
    done = citewell("search", "Gwadar port", "--json", "-k", "3", home=sample_home)
    (row,) = rows(done)
    hits = row["hits"]
    assert len(hits) == 3  # type: ignore[arg-type]
    assert all(hit.keys() == {"doc", "path", "start", "end", "text", "score", "ranks"} for hit in hits)  # type: ignore[attr-defined]
    assert [hit["ranks"]["reranked"] for hit in hits] == [1, 2, 3]  # type: ignore[attr-defined]
    piped = citewell(
        "search", "--batch", "-", "--json", home=sample_home, stdin='{"id": 1, "question": "Gwadar port"}\n'
    )
    assert rows(piped)[0]["id"] == 1


def test_show_prints_the_span_exactly(sample_home: Path) -> None:
    """`show --span` prints the document's own characters; one outside is a usage error."""
    name = "scmp-2023-zero-tolerance.txt"
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert citewell("show", name, "--span", "10:60", home=sample_home).stdout == text[10:60] + "\n"
    done = citewell("show", name, "--span", "10:999999", home=sample_home)
    assert (done.returncode, "characters" in done.stderr) == (2, True)


def test_documents_and_remove(sample_home: Path, tmp_path: Path) -> None:
    """`documents` lists what the index holds, `remove` takes one out and says how to undo it."""
    listed = citewell("documents", "--json", home=sample_home)
    assert len(rows(listed)) == len(list(SAMPLES.iterdir()))
    (tmp_path / "a.txt").write_text("The harbour was closed.", encoding="utf-8")
    citewell("index", tmp_path / "a.txt", home=tmp_path / "home")
    done = citewell("remove", "a.txt", home=tmp_path / "home")
    assert (done.returncode, "citewell index" in done.stdout) == (0, True)
    assert citewell("documents", home=tmp_path / "home").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        pytest.param(["ask", ""], "question is empty", id="empty_question"),
        pytest.param(["ask", "x", "--home", "/nonexistent"], "citewell index PATH", id="no_index"),
        pytest.param(["index", "/nonexistent"], "no such file", id="missing_path"),
        pytest.param(["index"], "citewell index PATH", id="no_path"),
        pytest.param(["ask", "x", "--where", "author=y"], "publisher=NAME", id="unknown_condition"),
        pytest.param(["ask", "x", "--since", "yesterday"], "YYYY", id="bad_date"),
        pytest.param(["ask", "--batch", "q.jsonl"], "--json", id="batch_without_json"),
        pytest.param(["show", "nope.txt"], "citewell documents", id="unknown_document"),
        pytest.param(["frobnicate"], "No such command", id="unknown_command"),
    ],
)
def test_usage_errors_end_with_2_and_name_the_cure(sample_home: Path, arguments: list[str], cure: str) -> None:
    """What is asked wrongly is told in words, without a traceback."""
    done = citewell(*arguments, home=sample_home)
    assert done.returncode == 2
    assert cure in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["index", "ask", "search", "show", "documents", "remove", "serve", "eval"])
def test_help_teaches(command: str) -> None:
    """Every command's help says what it does, and shows an example where it takes arguments."""
    done = citewell(command, "--help")
    assert done.returncode == 0
    assert f"citewell {command}" in done.stdout or command == "documents"


def test_a_port_that_is_taken_is_told(sample_home: Path) -> None:
    """Serving on a port in use names another way."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = citewell("serve", "--port", str(taken.getsockname()[1]), home=sample_home)
    assert (done.returncode, "--port" in done.stderr) == (2, True)
