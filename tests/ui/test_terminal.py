"""What a document says can never take over a terminal or break a JSON line."""

import json

import pytest

from corpus.models import Citation, Document, Metadata, Span
from rag import answer_to_dict
from rag.models import Answer, Claim, Conflict, Question, Side, Status, Verdict, VerifiedCitation
from ui.terminal import print_answer, print_json, printable, printable_lines


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\n\n\tb  c\n", "a\n\n\tb  c\n", id="lines_and_tabs"),
        pytest.param("a\r\nb", "a\nb", id="windows_line_ends"),
        pytest.param("paid\rowed", "paid\\u{000d}owed", id="overwriting_a_line"),
        pytest.param("\x1b]0;t\x07\x9b2J", "\\u{001b}]0;t\\u{0007}\\u{009b}2J", id="escape_sequences"),
        pytest.param("a\u202eb", "a\\u{202e}b", id="bidirectional"),
    ],
)
def test_printable_lines(text: str, shown: str) -> None:
    """A document keeps its lines on a terminal, and nothing in it acts."""
    assert printable_lines(text) == shown


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(status: Status, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer of any status begins with a sentence."""
    document = Document("a.txt", "Twelve or 13.", Metadata(), "/a.txt")
    cited = VerifiedCitation(Citation(document, Span(0, 6)), Verdict.EXACT)
    claims = () if status is Status.NOT_IN_DOCUMENTS else (Claim("Twelve", (cited,)),)
    sides = (Side("12", (cited,)), Side("13", (cited,)))
    conflicts = (Conflict("ships", sides),) if status is Status.CONFLICTING else ()
    print_answer(Answer(Question("q"), status, claims, conflicts))
    assert capsys.readouterr().out.startswith("The documents ")


def test_copies_that_say_the_same_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A quote that copies repeat names them, on the terminal and in JSON; another one says nothing of copies."""
    document = Document("a.txt", "Twelve or 13.", Metadata(), "/a.txt")
    repeated = VerifiedCitation(Citation(document, Span(0, 6)), Verdict.EXACT, also_in=("b.txt", "c.txt"))
    alone = VerifiedCitation(Citation(document, Span(10, 12)), Verdict.EXACT)
    answer = Answer(Question("q"), Status.ANSWERED, (Claim("Twelve", (repeated,)), Claim("13", (alone,))))
    print_answer(answer)
    assert capsys.readouterr().out.count("also in b.txt, c.txt") == 1
    rows = [claim["citations"][0] for claim in answer_to_dict(answer)["claims"]]
    assert rows[0]["also_in"] == ["b.txt", "c.txt"]
    assert "also_in" not in rows[1]
