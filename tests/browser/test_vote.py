"""A thumb on a quote is written down with all that it takes to judge it, and goes nowhere else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from corpus.models import Citation
from rag.models import Answer, Question, Status
from tests.browser.stage import (
    LENGTH,
    LETTER,
    OPENED,
    OTHER_LENGTH,
    REPORT,
    SCRIPTS,
    FakeIndex,
    Tab,
    opened,
    quotes,
    running,
)
from ui.web.feedback import FILE, Feedback, cast_vote
from ui.web.panel import source_panel
from ui.web.reference import Reference


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the votes of this module go."""
    return tmp_path_factory.mktemp("home") / FILE


@pytest.fixture
def voting(window: BrowserContext, votes: Path) -> Iterator[Tab]:
    """A page on which quotes can be voted on."""
    votes.unlink(missing_ok=True)
    with running([REPORT, LETTER], SCRIPTS, Feedback(votes)) as served, opened(window, served) as tab:
        yield tab


def rows(votes: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in votes.read_text(encoding="utf-8").splitlines()] if votes.exists() else []


def test_a_thumb_is_kept_with_its_question_answer_and_quote(voting: Tab, votes: Path) -> None:
    """The row tells the question, the whole answer, the quote and the vote; nothing leaves the machine."""
    voting.ask("How long is it?")
    voting.open_source(1)
    voting.page.get_by_role("button", name="Does not help").click()
    expect(voting.page.locator("#voted")).to_contain_text("stays on this machine")
    expect(voting.page.locator("#source .cw-thumb[data-vote=down]")).to_have_attribute("aria-pressed", "true")
    (row,) = rows(votes)
    assert (row["vote"], row["question"], row["history"], row["filter"]) == ("down", "How long is it?", [], {})
    assert row["citation"]["text"] == LENGTH.citation.text
    assert (row["citation"]["start"], row["citation"]["end"]) == (LENGTH.citation.span.start, LENGTH.citation.span.end)
    assert [claim["text"] for claim in row["answer"]["claims"]] == [LENGTH.citation.text, OPENED.citation.text]
    assert voting.elsewhere == []


def test_the_keyboard_reaches_the_thumbs_and_a_vote_can_be_changed(voting: Tab, votes: Path) -> None:
    """Tab from the opened source reaches them, Enter and Space press them; both votes are kept, the latest last."""
    voting.ask("How long is it?")
    voting.open_source(2)
    pressed = "document.activeElement.dataset.vote || ''"
    for _ in range(8):
        voting.page.keyboard.press("Tab")
        if voting.page.evaluate(pressed) == "up":
            break
    voting.page.keyboard.press("Enter")
    expect(voting.page.locator("#voted")).to_contain_text("Noted")
    voting.page.keyboard.press("Tab")
    voting.page.keyboard.press("Space")
    expect(voting.page.locator("#source .cw-thumb[data-vote=up]")).to_have_attribute("aria-pressed", "false")
    voting.page.wait_for_timeout(300)
    assert [(row["vote"], row["citation"]["text"]) for row in rows(votes)] == [
        ("up", OPENED.citation.text),
        ("down", OPENED.citation.text),
    ]


def test_a_vote_is_on_the_answer_that_the_number_was_pressed_in(voting: Tab, votes: Path) -> None:
    """The same quote stands in two answers: the vote names the one that it was opened from."""
    voting.ask("How long is it?")
    voting.ask("Do they disagree?")
    voting.page.locator("#chat .bot-row").first.get_by_text("[1]", exact=True).click()
    voting.page.get_by_role("button", name="Does not help").click()
    expect(voting.page.locator("#voted")).to_contain_text("Noted")
    assert rows(votes)[0]["question"] == "How long is it?"


def test_without_a_place_for_votes_none_are_asked_for(tab: Tab) -> None:
    """An application that keeps no feedback shows no thumbs."""
    tab.ask("How long is it?")
    tab.open_source(1)
    expect(tab.page.locator("#source .cw-thumb")).to_have_count(0)


INDEX = FakeIndex([REPORT, LETTER])
ANSWER = Answer(Question("How long?"), Status.ANSWERED, tuple(quotes([LENGTH])))
HERE = str(Reference.to(LENGTH))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param(["{name}", HERE, "sideways"], "up or down", id="another_vote"),
        pytest.param(["{name}", HERE, ["up"]], "up or down", id="a_list"),
        pytest.param(["0" * 16, HERE, "up"], "no longer known", id="another_answer"),
        pytest.param([None, HERE, "up"], "no longer known", id="no_answer"),
        pytest.param(["{name}", "nonsense", "up"], "not a reference", id="no_reference"),
        pytest.param(
            ["{name}", str(Reference.to(OTHER_LENGTH)), "up"], "does not show", id="a_quote_of_another_answer"
        ),
        pytest.param(["{name}", HERE], "Something went wrong", id="too_little"),
    ],
)
def test_a_forged_vote_is_refused_and_nothing_is_written(sent: list[object], said: str, tmp_path: Path) -> None:
    """Only a vote on a quote of an answer that this process gave is kept."""
    feedback = Feedback(tmp_path / FILE)
    name = feedback.remember(ANSWER)
    filled = [name if one == "{name}" else one for one in sent]
    assert said in cast_vote(feedback, INDEX, filled)
    assert not (tmp_path / FILE).exists()
    assert "not taken here" in cast_vote(None, INDEX, [name, HERE, "up"])
    assert "Noted" in cast_vote(feedback, INDEX, [name, HERE, "up"])


def test_old_answers_are_forgotten_and_the_file_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither memory nor the disk can be filled by those who only ask and vote."""
    feedback = Feedback(tmp_path / FILE)
    first = feedback.remember(ANSWER)
    for _ in range(512):
        last = feedback.remember(ANSWER)
    assert "no longer known" in cast_vote(feedback, INDEX, [first, HERE, "up"])
    monkeypatch.setattr("ui.web.feedback._LARGEST", 100)
    (tmp_path / FILE).write_text("x" * 100, encoding="utf-8")
    assert "no more are taken" in cast_vote(feedback, INDEX, [last, HERE, "up"])
    assert (tmp_path / FILE).stat().st_size == 100


def test_a_vote_on_words_that_are_gone_is_refused(tmp_path: Path) -> None:
    """The place must still hold the words that were shown."""
    feedback = Feedback(tmp_path / FILE)
    name = feedback.remember(ANSWER)
    changed = FakeIndex([replace(REPORT, text=REPORT.text.replace("412", "421")), LETTER])
    assert "has changed" in cast_vote(feedback, changed, [name, HERE, "down"])


def test_the_thumbs_are_escaped_and_the_nearest_can_be_voted_on(tmp_path: Path) -> None:
    """A document's id cannot break out of a button, and what is not an answer may be judged too."""
    hostile = replace(REPORT, id='"><script>alert(1)</script>')
    place = Citation(hostile, LENGTH.citation.span)
    panel = source_panel(FakeIndex([hostile]), str(Reference.to(place)), votes=True)
    assert "<script" not in panel
    assert panel.count('class="cw-thumb"') == 2
    feedback = Feedback(tmp_path / FILE)
    refused = Answer(Question("Who?"), Status.NOT_IN_DOCUMENTS, nearest=(LENGTH.citation,))
    sent = [feedback.remember(refused), str(Reference.to(LENGTH.citation)), "down"]
    assert "Noted" in cast_vote(feedback, INDEX, sent)
    assert rows(tmp_path / FILE)[0]["answer"]["status"] == "not_in_documents"
