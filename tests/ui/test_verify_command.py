"""`citewell verify`: one quote or many, over an index, for people and for scripts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.models import Citation, Document, Metadata, Span
from rag.models import Change, Op, Rejection, Verdict
from tests.conftest import SAMPLES
from tests.ui.test_cli import TOO_EARLY, citewell, environment, rows
from ui.quotes import print_verdict

DOC, OTHER = "scmp-2023-zero-tolerance.txt", "global-times-2021-coordination-afghanistan.txt"
TEXT = (SAMPLES / DOC).read_text(encoding="utf-8")
QUOTE = "Chinese Foreign Minister Qin Gang met General Sahir Shamshad Mirza in Beijing on Tuesday."
START = TEXT.index(QUOTE)
KEYS = {"id", "verdict", "doc", "start", "end", "text", "detail"}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A row of every kind."""
    made = [
        {"id": "exact", "quote": QUOTE},
        {"id": "normalized", "quote": QUOTE.replace(" ", "\u00a0").replace("Minister", "Mini-\nster"), "doc": DOC},
        {"id": "drifted", "quote": QUOTE.replace("Tuesday", "Friday"), "doc": DOC},
        {"id": "misattributed", "quote": QUOTE, "doc": OTHER},
        {"id": "absent", "quote": "Purple kangaroos never negotiated any broccoli treaty."},
        {"id": "short", "quote": "Beijing"},
        {"quote": QUOTE, "doc": None},
        {"id": "unknown", "quote": QUOTE, "doc": "nope.txt"},
        {"id": "no_quote"},
    ]
    path = tmp_path_factory.mktemp("quotes") / "quotes.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in made) + "\n{broken", encoding="utf-8")
    return path


def test_a_batch_gives_a_row_for_each_row_in_order(sample_home: Path, batch: Path) -> None:
    """Each row has the contract's fields or an error, and one that does not stand makes the end 1."""
    done = citewell("verify", "--batch", batch, "--json", home=sample_home)
    found = rows(done)
    assert done.returncode == 1
    assert [row["id"] for row in found] == [
        "exact", "normalized", "drifted", "misattributed", "absent", "short", 7, "unknown", "no_quote", 10,
    ]  # fmt: skip
    exact, normalized, drifted, misattributed, absent, short, without_id, *errors = found
    assert all(row.keys() >= KEYS for row in found[:7])
    for row in (exact, normalized, without_id):
        assert (row["doc"], row["start"], row["end"], row["text"]) == (DOC, START, START + len(QUOTE), QUOTE)
    assert [row["verdict"] for row in found[:7]] == [
        "exact", "normalized", "drifted", "misattributed", "absent", "absent", "exact",
    ]  # fmt: skip
    assert {"op": "replace", "quote": "Friday", "text": "Tuesday"} in drifted["diff"]  # type: ignore[operator]
    assert (drifted["doc"], drifted["start"]) == (DOC, START)
    assert (misattributed["doc"], misattributed["start"]) == (DOC, START)
    assert OTHER in str(misattributed["detail"])
    assert (absent["doc"], absent["start"], absent["text"]) == (None, None, None)
    assert "too short" in str(short["detail"])
    assert ["nope.txt" in str(errors[0]["error"]), "quote" in str(errors[1]["error"]), "line 10" in str(errors[2]["error"])] == [
        True, True, True,
    ]  # fmt: skip
    assert "7 of 10" in done.stderr


def test_a_batch_of_quotes_that_all_stand_ends_with_0(sample_home: Path) -> None:
    """From a pipe, too."""
    done = citewell("verify", "--batch", "-", "--json", home=sample_home, stdin=json.dumps({"id": 1, "quote": QUOTE}))
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(done)[0]["verdict"] == "exact"


def test_a_spliced_quote_lists_its_pieces(sample_home: Path) -> None:
    """The row names every place that the quote was made of."""
    second = TEXT[START + len(QUOTE) :].split(".")[0].split(" ", 3)[3]
    first = " ".join(QUOTE.split(" ")[:6])
    quote = f"{first} … {second}"
    done = citewell("verify", quote, "--json", home=sample_home)
    (row,) = rows(done)
    assert (done.returncode, row["verdict"]) == (1, "spliced")
    assert [TEXT[p["start"] : p["end"]] for p in row["pieces"]] == [first, second]  # type: ignore[attr-defined]


def test_one_quote_for_a_person(sample_home: Path) -> None:
    """The verdict, the place and the source's words; what differs is marked where there are no colours."""
    stands = citewell("verify", QUOTE.upper()[0] + QUOTE[1:], "--doc", DOC, home=sample_home)
    assert stands.returncode == 0
    assert stands.stdout.splitlines() == [f"exact  [{DOC} {START}:{START + len(QUOTE)}]", f"“{QUOTE}”"]
    fallen = citewell("verify", QUOTE.replace("Tuesday", "Friday"), home=sample_home)
    assert fallen.returncode == 1
    assert "drifted" in fallen.stdout
    assert "[-Tuesday-] {+Friday+}" in fallen.stdout


def test_a_quote_that_stands_twice_says_so(tmp_path: Path) -> None:
    """A person learns how often, a script gets the other places."""
    text = "The old quay was shut. It rained. The old quay was shut again."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "home"
    assert citewell("index", tmp_path / "a.txt", home=home).returncode == 0
    assert "It stands 2 times; also at 34:55" in citewell("verify", "The old quay was shut", home=home).stdout
    (row,) = rows(citewell("verify", "The old quay was shut", "--json", home=home))
    assert (row["places"], row["rivals"]) == (2, [[34, 55]])


def test_a_terminal_sees_colours_and_nothing_that_acts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of the text in red, of the quote in green; escape sequences and direction marks are spelt out."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    one = Document("a\x1b[2J.txt", "It was \x1b]0;owned\x07 54 \u202eships.", Metadata(), "a")
    diff = (Change(Op.EQUAL, "It was", "It was"), Change(Op.REPLACE, "55", "54 \x1b[2J"))
    print_verdict(Rejection(Verdict.DRIFTED, "because \u202e", Citation(one, Span(0, len(one.text))), diff))
    shown = capsys.readouterr().out
    assert "\x1b[1;9;31m54 \\u{001b}[2J" in shown
    assert "\x1b[1;32m55" in shown
    assert not any(bad in shown for bad in ("\x1b[2J", "\x1b]0", "\x07", "\u202e"))


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        pytest.param(["verify"], "quote is empty", id="nothing"),
        pytest.param(["verify", " "], "quote is empty", id="blank"),
        pytest.param(["verify", "x", "--doc", "nope.txt"], "citewell documents", id="unknown_document"),
        pytest.param(["verify", "--batch", "q.jsonl"], "--json", id="batch_without_json"),
        pytest.param(["verify", "x", "--batch", "q.jsonl", "--json"], "not both", id="quote_and_batch"),
        pytest.param(["verify", "--batch", "q.jsonl", "--json", "--doc", "a"], "rows", id="doc_beside_a_batch"),
        pytest.param(["verify", "--batch", "/nonexistent", "--json"], "cannot be read", id="batch_missing"),
        pytest.param(["verify", "--batch", os.devnull, "--json"], "holds no rows", id="batch_empty"),
        pytest.param(["verify", "x", "--home", "/nonexistent"], "citewell index PATH", id="no_index"),
        pytest.param(["verify", b"\xff".decode("utf-8", "surrogateescape")], "not valid Unicode", id="not_unicode"),
    ],
)
def test_a_call_that_is_off_ends_with_2_and_names_the_cure(sample_home: Path, arguments: list[str], cure: str) -> None:
    """No traceback, and what to type instead."""
    done = citewell(*arguments, home=sample_home)
    assert done.returncode == 2
    assert cure in done.stderr
    assert "Traceback" not in done.stderr


def test_help_teaches_and_nothing_heavy_is_loaded_too_early() -> None:
    """The help has examples; the settings come before what looks for them."""
    assert "citewell verify --batch" in citewell("verify", "--help").stdout
    done = subprocess.run(
        [sys.executable, "-c", TOO_EARLY.format(arguments=["verify", "x"])],
        capture_output=True, text=True, env=environment(CITEWELL_CANDIDATES="0"), check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == "2 []\n"
