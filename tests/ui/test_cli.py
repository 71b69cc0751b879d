"""The terminal's contract, by running the real command: scripts rely on every line of it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from corpus import UsageError
from tests.conftest import REPOSITORY, SAMPLES
from ui.cli import app

CITATION_KEYS = {"doc", "path", "title", "publisher", "published_at", "start", "end", "text", "verdict"}


def environment(home: Path | None = None, **more: str) -> dict[str, str]:
    """A user's environment: nothing of Citewell's set but what is given."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CITEWELL_")}
    return clean | {"PYTHONPATH": str(REPOSITORY)} | ({"CITEWELL_HOME": str(home)} if home else {}) | more


def citewell(
    *arguments: str | Path, home: Path | None = None, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user would, with pipes on all sides; `more` are variables of its environment."""
    command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    settings = environment(home, **more)
    return subprocess.run(command, capture_output=True, text=True, input=stdin, env=settings, check=False, timeout=300)


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
        "embedded", "generation", "remarks",
    }  # fmt: skip
    assert (report["added"], report["documents"], report["failed"]) == (1, 1, [])
    assert done.stderr == ""  # no progress bars in a pipe
    (folder / "empty.txt").write_bytes(b"")
    done = citewell("index", folder, "--json", "--home", tmp_path / "home")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert rows(done)[-1]["unchanged"] == 1


def test_index_says_that_the_packaged_embedder_is_english_first(tmp_path: Path) -> None:
    """One note where the collection is in other languages, naming the setting; none for an English one."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour was closed on Monday.", encoding="utf-8")
    assert citewell("index", folder, "--home", tmp_path / "home").stderr == ""
    (folder / "b.txt").write_text("Порт был закрыт в понедельник из-за шторма на море.", encoding="utf-8")
    done = citewell("index", folder, "--json", "--home", tmp_path / "home")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "50%" in line
    assert "(ru)" in line
    assert "CITEWELL_EMBEDDER" in line


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    """Not only counts of nothing: what could be read, on standard error."""
    (tmp_path / "docs").mkdir()
    done = citewell("index", tmp_path / "docs", "--home", tmp_path / "home")
    assert done.returncode == 0
    assert "nothing there to read" in done.stderr


def test_an_unanswered_question_in_another_language_is_advised(sample_home: Path) -> None:
    """Where most of the collection is in another language than the question; not where it is in the question's."""
    done = citewell("ask", "Кто встретился с Цинь Ганом?", home=sample_home)
    assert done.returncode == 1
    assert "another language (ru)" in done.stderr
    done = citewell("ask", "Who wrote the hymn of Norra?", home=sample_home)
    assert (done.returncode, done.stderr) == (1, "")


def test_what_was_searched_is_told_with_the_answer(sample_home: Path) -> None:
    """A filter that leaves nothing to search is not mistaken for documents that hold no answer."""
    assert "Searched only: until 2001-12-31." in citewell("ask", "Who met?", "--until", "2001", home=sample_home).stdout


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
            assert citation.keys() - {"dates", "age_days"} == CITATION_KEYS
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
        json.dumps({"id": "e", "question": "What \ud800?"}),
        json.dumps({"id": "f", "question": "What?", "history": ["Who \udfff?"]}),
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(batch), encoding="utf-8")
    done = citewell("ask", "--batch", tmp_path / "questions.jsonl", "--json", home=sample_home)
    first, broken, second, bad_filter, empty, *not_unicode = rows(done)
    assert done.returncode == 1
    assert [row["id"] for row in rows(done)] == [7, 2, "b", "c", "d", "e", "f"]
    assert {c["publisher"] for claim in first["claims"] for c in claim["citations"]} == {"EurAsian Times"}  # type: ignore[attr-defined]
    assert "Serena" in str(second["rewritten"])
    assert "line 2" in str(broken["error"])
    assert "author" in str(bad_filter["error"])
    assert "empty" in str(empty["error"])
    assert ["not valid Unicode text" in str(row["error"]) for row in not_unicode] == [True, True]


def test_search_row(sample_home: Path) -> None:
    """`search` gives ranked chunks with their place and their rank at each stage; batches work from a pipe."""
    done = citewell("search", "Gwadar port", "--json", "-k", "3", home=sample_home)
    (row,) = rows(done)
    hits = row["hits"]
    assert len(hits) == 3  # type: ignore[arg-type]
    assert all(hit.keys() == {"doc", "path", "start", "end", "text", "score", "ranks"} for hit in hits)  # type: ignore[attr-defined]
    assert [hit["ranks"]["reranked"] for hit in hits] == [1, 2, 3]  # type: ignore[attr-defined]


def test_search_batch_from_a_pipe(sample_home: Path) -> None:
    """A batch may come from a pipe; an empty query is a row with an error, as in `ask`, and the rest goes on."""
    stdin = '{"id": "a", "question": " "}\n{"id": 1, "question": "Gwadar port"}\n'
    done = citewell("search", "--batch", "-", "--json", home=sample_home, stdin=stdin)
    empty, found = rows(done)
    assert done.returncode == 1
    assert (empty["id"], empty["error"]) == ("a", "line 1: the question is empty")
    assert (found["id"], bool(found["hits"])) == (1, True)


def test_search_understands_a_follow_up_and_refuses_an_overlong_question(sample_home: Path) -> None:
    """A row's `history` is heeded, and a question past the limit is a row with an error, as in `ask`."""
    told = {"question": "How many died there?", "history": ["What happened at the Serena Hotel in Quetta?"]}
    whole = {"question": "How many died there? (What happened at the Serena Hotel in Quetta?)"}
    stdin = "\n".join(json.dumps(row) for row in (told, whole, {"question": "x" * 5000}))
    done = citewell("search", "--batch", "-", "--json", "-k", "3", home=sample_home, stdin=stdin)
    found, same, overlong = rows(done)
    assert [hit["text"] for hit in found["hits"]] == [hit["text"] for hit in same["hits"]]
    assert "5,000 characters" in str(overlong["error"])


def test_a_pipe_gets_no_progress_bar(sample_home: Path, tmp_path: Path) -> None:
    """A forced colour does not make a pipe a terminal: standard error stays empty."""
    case = {"id": "1", "question": "What is Azm-i-Istehkam?", "answerable": True}
    (tmp_path / "cases.jsonl").write_text(json.dumps(case), encoding="utf-8")
    asked = citewell("ask", "--batch", tmp_path / "cases.jsonl", "--json", home=sample_home, FORCE_COLOR="1")
    assert (asked.returncode, asked.stderr) == (0, "")
    measured = citewell("eval", tmp_path / "cases.jsonl", "--json", home=sample_home, FORCE_COLOR="1")
    assert (measured.returncode, measured.stderr) == (0, "")
    assert rows(measured)[0]["cases"] == 1


def test_show_prints_the_span_exactly(sample_home: Path) -> None:
    """`show --span` prints the document's own characters; one outside is a usage error."""
    name = "scmp-2023-zero-tolerance.txt"
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert citewell("show", name, "--span", "10:60", home=sample_home).stdout == text[10:60] + "\n"
    assert citewell("show", name, "10:60", home=sample_home).stdout == text[10:60] + "\n"
    assert "give one place" in citewell("show", name, "10:60", "--span", "10:60", home=sample_home).stderr
    done = citewell("show", name, "--span", "10:999999", home=sample_home)
    assert (done.returncode, "characters" in done.stderr) == (2, True)


def test_show_hands_a_pipe_everything_and_a_terminal_nothing_that_acts(tmp_path: Path) -> None:
    """A document's escape sequences reach a pipe as they are, and a terminal as visible escapes."""
    text = "Before.\n\tIt says \x1b[2J\x1b]0;owned\x07 and goes on.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "home"
    assert citewell("index", tmp_path / "a.txt", home=home).returncode == 0
    piped = citewell("show", "a.txt", home=home).stdout
    assert "\x1b[2J" in piped  # else the test below shows nothing
    master, slave = os.openpty()
    command = [sys.executable, "-m", "ui.cli", "show", "a.txt"]
    done = subprocess.run(
        command, stdout=slave, stderr=subprocess.PIPE, env=environment(home), check=False, timeout=300
    )
    os.close(slave)
    shown = os.read(master, 10_000).decode().replace("\r\n", "\n")  # the terminal's own line ends
    os.close(master)
    assert done.returncode == 0
    assert shown == piped.replace("\x1b", "\\u{001b}").replace("\x07", "\\u{0007}")


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
        pytest.param(["ask", "x", "--where", "author=y"], "language, type, publisher=NAME", id="unknown_condition"),
        pytest.param(["ask", "x", "--where", "type=a", "--where", "type=b"], "given twice", id="condition_twice"),
        pytest.param(["search", "x", "--where", "language=xx"], "there is en, ky, ru", id="unknown_language"),
        pytest.param(["ask", "x", "--where", "type=pdf"], "there is html, markdown, text", id="unknown_type"),
        pytest.param(["ask", "x", "--since", "yesterday"], "YYYY", id="bad_date"),
        pytest.param(["ask", "--batch", "q.jsonl"], "--json", id="batch_without_json"),
        pytest.param(["ask", "x", "--batch", "q.jsonl", "--json"], "not both", id="question_and_batch"),
        pytest.param(["ask", "--batch", "q.jsonl", "--json", "--since", "2024"], "`filter`", id="batch_since"),
        pytest.param(["ask", "--batch", "/nonexistent", "--json"], "cannot be read", id="batch_missing"),
        pytest.param(["ask", b"\xff".decode("utf-8", "surrogateescape")], "not valid Unicode", id="not_unicode"),
        pytest.param(["show"], "Missing argument", id="missing_argument"),
        pytest.param(["search", "x", "-k", "0"], "-k", id="out_of_range"),
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


@pytest.mark.parametrize(
    ("option", "value"),
    [("where", "publisher=x"), ("since", "2024"), ("until", "2024"), ("doc", "a.txt"), ("history", "Who?")],
)
def test_an_option_that_a_batch_would_ignore_is_refused(option: str, value: str, tmp_path: Path) -> None:
    """Conditions beside `--batch` belong into its rows, and the error says so."""
    arguments = ["ask", "--batch", str(tmp_path / "q.jsonl"), "--json", f"--{option}", value]
    with pytest.raises(UsageError, match=rf"--{option} cannot be given with --batch.*`filter` or `history`"):
        typer.main.get_command(app).main(arguments, standalone_mode=False)


def test_an_interruption_is_told(tmp_path: Path) -> None:
    """Ctrl+C ends with 130 and a sentence instead of a traceback."""
    fifo = tmp_path / "cases.jsonl"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "ui.cli", "eval", str(fifo)]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(tmp_path)) as running,
        fifo.open("w"),  # opens as soon as the command reads
    ):
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == "citewell: stopped; what was indexed before stays as it was\n"


# Each call ends at the settings, which are off: what is loaded by then was loaded before them.
TOO_EARLY = """
import sys
from ui.cli import main
sys.argv[1:] = {arguments}
try:
    main()
except SystemExit as end:
    heavy = {{"rag", "ingest", "evals", "langchain_core", "chromadb", "torch", "sentence_transformers", "gradio"}}
    print(end.code, sorted(heavy & sys.modules.keys()))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["index", "x"], id="index"),
        pytest.param(["remove", "x"], id="remove"),
        pytest.param(["documents"], id="documents"),
        pytest.param(["ask", "x"], id="ask"),
        pytest.param(["search", "x"], id="search"),
        pytest.param(["show", "x"], id="show"),
        pytest.param(["serve"], id="serve"),
        pytest.param(["generations"], id="generations"),
        pytest.param(["rollback"], id="rollback"),
        pytest.param(["gc"], id="gc"),
        pytest.param(["doctor"], id="doctor"),
        pytest.param(["watch", "x"], id="watch"),
        pytest.param(["eval", "x"], id="eval"),
    ],
)
def test_telemetry_is_off_before_a_library_is_loaded(arguments: list[str]) -> None:
    """Every command loads its settings, and with them the switches, before what looks for the switches."""
    code = TOO_EARLY.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, env=environment(CITEWELL_CANDIDATES="0"), check=False, timeout=60,
    )  # fmt: skip
    assert "CITEWELL_CANDIDATES" in done.stderr
    assert done.stdout == "2 []\n"


@pytest.mark.parametrize(
    "command",
    [
        "index", "ask", "search", "show", "documents", "remove", "serve", "eval", "generations", "rollback", "gc",
        "doctor", "watch",
    ],
)  # fmt: skip
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
