"""What a document says can never take over a terminal or break a JSON line."""

import json

import pytest

from ui.batch import build_filter
from ui.terminal import print_json, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[2Jgone", "\\u{001b}[2Jgone", id="escape_sequence"),
        pytest.param("a\u202eb", "a\\u{202e}b", id="bidirectional"),
        pytest.param("a\n  b\tc", "a b c", id="white_space"),
        pytest.param("Ещё café 巴", "Ещё café 巴", id="plain_text_of_any_script"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    """Control and direction marks are made visible, words stay."""
    assert printable(text) == shown


def test_json_lines_survive_anything(capsys: pytest.CaptureFixture[str]) -> None:
    """A lone surrogate comes back from the line as it went in."""
    print_json({"text": "a\ud800b\u2028c\n"})
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert json.loads(line) == {"text": "a\ud800b\u2028c\n"}


def test_filter_months_are_whole() -> None:
    """`since` a month begins with its first day, `until` a month ends with its last."""
    where = build_filter(since="2023-06", until="2024-02")
    assert (str(where.since), str(where.until)) == ("2023-06-01", "2024-02-29")
