"""Claims are shown while they pass, and what is taken back is gone when the answer stands: terminal and chat."""

import html
import io
from collections.abc import Iterator
from typing import Any

import pytest
from rich.console import Console

from rag.models import (
    Answer,
    Claim,
    Cost,
    Event,
    Question,
    Rewriting,
    StageBegan,
    Status,
    TakenBack,
    Writing,
)
from tests.ui.test_terminal import OPENED
from ui.live import shown_live
from ui.terminal import print_answer
from ui.web.compose import compose_answer
from ui.web.converse import converse
from ui.web.filters import Form

EARLY = Claim("Early \x1b[2Jwords [red].", (OPENED,), written=True)
KEPT = Claim("Ada opened the pier.", (OPENED,), written=True)
FAILED = Answer(
    Question("q"), Status.ANSWERED, (Claim(OPENED.citation.text, (OPENED,)),), writing=Writing("a:b", note="it left")
)


def told(question: Question) -> Iterator[Event]:
    yield from (StageBegan("understanding"), StageBegan("writing"), EARLY, KEPT, TakenBack((EARLY, KEPT)))
    yield FAILED


class Told:
    """An assistant that always tells the same."""

    def events(self, question: Question, /) -> Iterator[Event]:
        return told(question)


def test_the_chat_shows_claims_as_they_pass_and_then_the_answer_only() -> None:
    """Each frame holds what stands by then; the last is the answer, without a word of what was taken back."""
    shown = [str(frame.messages[-1]["content"]) for frame in converse(Told(), Form("q"), [])]
    assert ["Understanding…" in one for one in shown[:2]] == [False, True]
    assert ["Early" in one for one in shown] == [False, False, False, True, True, False, False]
    assert "cw-written" in shown[4]
    assert "cw-written" not in shown[-1]
    assert "it left" in shown[-1]


def test_the_terminal_shows_them_in_a_place_that_is_cleared() -> None:
    """Nothing of a claim acts on the terminal, as markup or by control characters; the answer comes back."""
    screen = io.StringIO()
    assert shown_live(told(Question("q")), Console(file=screen, force_terminal=True, width=80)) is FAILED
    drawn = screen.getvalue()
    assert "1. Early \\u{001b}[2Jwords [red]." in drawn
    assert "2. Ada opened the pier." in drawn
    assert drawn.rstrip().endswith("\x1b[2K") or drawn.endswith("\x1b[?25h")  # erased, the cursor shown again


def test_a_pipe_gets_nothing_but_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, it stays empty."""
    assert shown_live(told(Question("q"))) is FAILED
    assert capfd.readouterr() == ("", "")


PAID: dict[str, Any] = {"input_tokens": 1200, "output_tokens": 80, "cost": Cost(0.0006, "USD")}


@pytest.mark.parametrize(
    ("rewriting", "rewritten", "says"),
    [
        (Rewriting("a:b", **PAID), "Who opened the pier?", "So put by a:b, in words said before."),
        (Rewriting("a:b", **PAID), "", "a:b left the question as it is."),
        (Rewriting("a:b", "it slept", **PAID), "Who? (The pier)", "a:b was asked to put the question, but it slept."),
    ],
    ids=["put", "left", "failed"],
)
def test_who_put_the_question_and_what_it_cost_is_told(
    rewriting: Rewriting, rewritten: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the terminal and in the chat, beside the question as understood."""
    answer = Answer(
        Question("q"),
        Status.ANSWERED,
        (KEPT,),
        rewritten=rewritten,
        writing=Writing("a:b", **PAID),
        rewriting=rewriting,
    )
    print_answer(answer)
    for shown in (capsys.readouterr().out, html.unescape(compose_answer(answer))):
        assert says in shown
        assert shown.count("(1,200 tokens read, 80 written, 0.0006 USD)") == 2
