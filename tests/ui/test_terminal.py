"""What a document says can never take over a terminal or break a JSON line."""

import json

import pytest

from corpus.models import Citation, Document, Metadata, Span
from rag import answer_to_dict
from rag.models import (
    Answer,
    Claim,
    Conflict,
    LeftOut,
    Question,
    Side,
    Status,
    Verdict,
    VerifiedCitation,
    Writing,
)
from ui.terminal import print_answer, print_json, printable, printable_lines
from ui.web.compose import compose_answer
from ui.wording import STANDS_IN


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


PIER = Document("a.txt", "Ada opened the pier.", Metadata(title="Piers"), "/a.txt")
OPENED = VerifiedCitation(Citation(PIER, Span(0, 20)), Verdict.EXACT)
WROTE = Writing(
    "openai:any", left_out=(LeftOut("Bo opened <b>it</b>\x1b[2J.", "“Bo” is not there"),), missing="the pier"
)


def test_a_written_answer_shows_statements_over_quotes_and_what_was_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The model's words carry no quotation marks, the document's do; nothing of either acts on the terminal."""
    claim = Claim("The pier was opened by Ada.", (OPENED,), written=True)
    print_answer(Answer(Question("q"), Status.PARTIAL, (claim,), writing=WROTE))
    shown = capsys.readouterr().out
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    assert lines[1:3] == ["1. The pier was opened by Ada.", "“Ada opened the pier.”"]
    assert "Written by openai:any" in shown
    assert lines[-3:] == ["Left out, and why:", "Bo opened <b>it</b>\\u{001b}[2J.", "“Bo” is not there"]


def test_a_quote_that_was_added_to_statements_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody may think that a model chose it; where all quotes are under statements nothing is said."""
    statement = Claim("The pier was opened by Ada.", (OPENED,), written=True)
    quote = Claim(OPENED.citation.text, (OPENED,))
    for claims, told in (((statement,), False), ((statement, quote), True)):
        answer = Answer(Question("q"), Status.ANSWERED, claims, writing=Writing("openai:any"))
        print_answer(answer)
        assert ("Citewell's own choice" in capsys.readouterr().out) is told
        assert ("Citewell's own choice" in compose_answer(answer)) is told


def test_a_failed_model_is_said_over_the_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    """Who asked for a written answer and gets quotes is told why, in the terminal and in the chat."""
    quote = Claim(OPENED.citation.text, (OPENED,))
    answer = Answer(Question("q"), Status.ANSWERED, (quote,), writing=Writing("openai:any", note="it wrote nothing"))
    print_answer(answer)
    assert "openai:any was asked to write, but it wrote nothing. These are quotes." in capsys.readouterr().out
    assert "was asked to write, but it wrote nothing. These are quotes." in compose_answer(answer)


def test_the_chat_shows_a_models_words_as_no_markup() -> None:
    """Statement, quote, then what was left out: all of a model's punctuation is escaped."""
    claim = Claim("![x](http://x) <img src=x> Ada opened it.", (OPENED,), written=True)
    message = compose_answer(Answer(Question("q"), Status.ANSWERED, (claim,), writing=WROTE))
    assert message.index("cw-written") < message.index("> Ada opened the pier") < message.index("Left out, and why")
    assert "<img" not in message
    assert "![" not in message
    assert "<b>" not in message


def test_a_sentence_that_stands_in_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """In the terminal and in the chat it is a quote, with a line on why the model's words are not there."""
    claim = Claim(OPENED.citation.text, (OPENED,), stands_in=True)
    answer = Answer(Question("q"), Status.ANSWERED, (claim,), writing=WROTE)
    print_answer(answer)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines[1:3] == ["1. “Ada opened the pier.”", f"({STANDS_IN})"]
    message = compose_answer(answer)
    assert message.index("> Ada opened the pier") < message.index(STANDS_IN) < message.index("Written by")
    assert STANDS_IN not in compose_answer(Answer(Question("q"), Status.ANSWERED, (Claim(claim.text, (OPENED,)),)))
