"""A batch loses no row: each is a question, or tells what is wrong with it."""

import json
from pathlib import Path

import pytest

from corpus import UsageError
from rag import build_filter
from ui.batch import Row, read_batch


def read(folder: Path, content: str | bytes) -> list[Row]:
    path = folder / "rows.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(read_batch(path))


@pytest.mark.parametrize(
    ("line", "identity", "message"),
    [
        pytest.param("{broken", 1, "not JSON", id="not_json"),
        pytest.param("[" * 100_000, 1, "nested too deeply", id="nested_deeply"),
        pytest.param('{"id": "x", "question": ' + "[" * 100_000, 1, "nested too deeply", id="nested_in_a_row"),
        pytest.param("[1]", 1, "an object with a `question`", id="not_an_object"),
        pytest.param(json.dumps({"id": "x"}), "x", "an object with a `question`", id="no_question"),
        pytest.param(json.dumps({"id": "x", "question": 3}), "x", "an object with a `question`", id="number_asked"),
        pytest.param(json.dumps({"id": "x", "question": " \t"}), "x", "question is empty", id="empty_question"),
        pytest.param(json.dumps({"id": [1], "question": "q"}), 1, "`id` must be", id="list_as_id"),
        pytest.param('{"id": NaN, "question": "q"}', 1, "`id` must be", id="nan_as_id"),
        pytest.param(
            json.dumps({"id": 0, "question": "a\ud800"}),
            0,
            "`question` is not valid Unicode text",
            id="surrogate_asked",
        ),
        pytest.param(
            json.dumps({"id": "x", "question": "q", "history": ["ok", "\udfff"]}),
            "x",
            "`history` is not valid Unicode text",
            id="surrogate_in_history",
        ),
        pytest.param(
            json.dumps({"id": "x", "question": "q", "filter": {"publisher": "\ud800"}}),
            "x",
            "`publisher` is not valid Unicode text",
            id="surrogate_in_filter",
        ),
        pytest.param(
            json.dumps({"id": "x", "question": "q", "filter": {"doc": ["a"]}}), "x", "`doc` must be", id="list_as_doc"
        ),
        pytest.param(
            json.dumps({"id": "x", "question": "q", "filter": {"since": False}}),
            "x",
            "`since` must be",
            id="false_date",
        ),
        pytest.param(
            json.dumps({"id": "x", "question": "q", "history": "q"}), "x", "`history` must", id="bare_history"
        ),
    ],
)
def test_a_bad_row_keeps_its_id_and_the_rest_goes_on(tmp_path: Path, line: str, identity: object, message: str) -> None:
    """Its error names line and field, its id is its own or else the line's number, and the next row is read."""
    bad, good = read(tmp_path, f'{line}\n{{"id": "next", "question": "q"}}')
    assert (bad.id, bad.question) == (identity, None)
    assert bad.error.startswith("line 1: ")
    assert message in bad.error
    assert (good.id, good.text, good.error) == ("next", "q", "")


def test_rows_are_read_as_they_stand(tmp_path: Path) -> None:
    """A byte order mark, Windows line ends, blank lines and U+2028 inside a row change nothing."""
    content = '\ufeff{"question": "first"}\r\n\r\n{"id": null, "question": "a\u2028b", "filter": {"since": 2023}}\r\n'
    first, second = read(tmp_path, content)
    assert (first.id, first.text) == (1, "first")
    assert (second.id, second.text) == (3, "a\u2028b")
    assert second.question is not None
    assert str(second.question.where.since) == "2023-01-01"


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A file that is not UTF-8 is a usage error that names the cure."""
    with pytest.raises(UsageError, match="save it as UTF-8"):
        read(tmp_path, '{"question": "caf\u00e9"}'.encode("latin-1"))


def test_filter_months_are_whole() -> None:
    """`since` a month begins with its first day, `until` a month ends with its last."""
    where = build_filter(since="2023-06", until="2024-02")
    assert (str(where.since), str(where.until)) == ("2023-06-01", "2024-02-29")
