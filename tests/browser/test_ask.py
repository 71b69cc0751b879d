"""Asking: from a typed question to an answer on the page."""

from datetime import date

import pytest
from playwright.sync_api import expect

from rag import age_in_words
from tests.browser.stage import EXAMPLES, LENGTH, OPENED, OTHER_LENGTH, Tab

_RECORD = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const row = [...document.querySelectorAll('#chat .bot-row')].pop();
    const stage = row && row.querySelector('.cw-stage');
    if (stage) window.seen.push(stage.textContent + row.querySelectorAll('blockquote').length);
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def _last_answer(tab: Tab) -> str:
    return tab.page.locator("#chat .bot-row").last.inner_text()


def test_an_answer_grows_from_stages_to_claims(tab: Tab) -> None:
    """The stages show one after another, then the claims one by one, then the closing line."""
    tab.page.evaluate(_RECORD)
    tab.ask("Tell me slowly")
    seen: list[str] = list(dict.fromkeys(tab.page.evaluate("window.seen")))
    assert seen == ["Searching…0", "Reading…0", "Checking…0", "Checking…1", "Checking…2"]
    assert "Every quote above was checked" in _last_answer(tab)


def test_a_claim_is_a_numbered_quote_with_its_source(tab: Tab) -> None:
    """Each claim shows the document's words, a number, and the title, publisher, date and age."""
    tab.ask("How long is it?")
    quotes = tab.page.locator("#chat blockquote")
    expect(quotes).to_have_count(2)
    expect(quotes.nth(0)).to_have_text(f"{LENGTH.citation.text} [1]")
    expect(quotes.nth(1)).to_have_text(f"{OPENED.citation.text} [2]")
    source = tab.page.locator("#chat .cw-source").first
    age = age_in_words("2019-05-04", date.today())
    expect(source).to_have_text(f"Harbour survey of Lindmouth · Port Authority of Lindmouth · 2019-05-04 ({age})")


def test_words_of_a_model_stand_apart_from_the_quote(tab: Tab) -> None:
    """A claim in other words than its quote is shown outside the quote, never inside."""
    tab.ask("Say it in other words")
    expect(tab.page.locator("#chat blockquote")).to_have_text(f"{LENGTH.citation.text} [1]")
    expect(tab.page.locator("#chat .bot-row p").first).to_have_text("It is more than four hundred metres long.")


def test_a_conflict_shows_both_sides(tab: Tab) -> None:
    """Each side of a conflict has its value, its publisher and its date."""
    tab.ask("Where do they disagree?")
    shown = _last_answer(tab).replace("\u00a0", " ")
    assert "The documents disagree: " in shown
    age = age_in_words("2019-05-04", date.today())
    assert f"412 metres Port Authority of Lindmouth · 2019-05-04 ({age}) [1]" in shown
    assert f"398 metres\n{OTHER_LENGTH.citation.text} [2]" in shown.replace("\n\n", "\n")
    assert "A letter about the bridge · Lindmouth Gazette · 2021-10 (about " in shown
    assert "Citewell does not choose" in shown


def test_what_the_documents_do_not_hold_is_said(tab: Tab) -> None:
    """Without an answer the nearest passages are shown, marked as no answer, and can be opened."""
    tab.ask("Which airline?")
    shown = _last_answer(tab)
    assert shown.startswith("The documents do not hold the answer.")
    assert "not an answer" in shown.lower()
    expect(tab.page.locator("#chat blockquote")).to_have_count(2)
    tab.open_source(2)
    expect(tab.page.locator("#source .cw-standing")).to_contain_text("Not an answer")


def test_a_partial_answer_says_so(tab: Tab) -> None:
    """An answer to a part says that it is one, and how the question was understood."""
    tab.ask("What is partly known?")
    assert "only partly" in _last_answer(tab)
    assert "Understood as: When did the bridge open?" in _last_answer(tab)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("", "Please type a question first.", id="empty"),
        pytest.param("   ", "Please type a question first.", id="blank"),
        pytest.param("how " * 1100, "the most is 4,000", id="too_long"),
    ],
)
def test_a_question_that_cannot_be_asked_is_explained(tab: Tab, question: str, told: str) -> None:
    """A friendly message says why, nothing is asked, and what was typed stays."""
    asked = len(tab.served.assistant.asked)
    tab.ask(question)
    assert told in _last_answer(tab)
    assert len(tab.served.assistant.asked) == asked
    assert tab.page.input_value("#question textarea") == question


def test_an_explained_failure_shows_its_message(tab: Tab) -> None:
    """The message of a CitewellError is shown literally."""
    tab.ask("explained")
    assert "the index in /tmp/x is *damaged*: run `citewell index --rebuild`" in _last_answer(tab)


def test_an_unexplained_failure_shows_no_detail(tab: Tab, caplog: pytest.LogCaptureFixture) -> None:
    """A crash keeps the claims that had passed and hides the traceback, which goes to the log."""
    tab.ask("broken")
    assert "Something went wrong" in _last_answer(tab)
    assert "secret" not in tab.page.content()
    assert LENGTH.citation.text in _last_answer(tab)
    assert "a secret inner detail" in caplog.text


def test_earlier_questions_go_along(tab: Tab) -> None:
    """A follow-up carries the questions before it as they were typed, oldest first."""
    tab.ask("How long is <it>, *exactly*?")
    tab.ask("How long was it?")
    tab.ask("How long will it be?")
    asked = tab.served.assistant.asked[-1]
    assert asked.text == "How long will it be?"
    assert asked.history == ("How long is <it>, *exactly*?", "How long was it?")


def test_an_example_can_be_asked_by_pressing_it(tab: Tab) -> None:
    """Pressing an example asks it."""
    tab.page.get_by_role("button", name=EXAMPLES[0]).click()
    expect(tab.page.locator("#chat .cw-closing")).to_have_count(1)
    assert tab.served.assistant.asked[-1].text == EXAMPLES[0]


def test_filters_narrow_the_question(tab: Tab) -> None:
    """Publisher, document, language, type and dates travel with the question, and the answer names them."""
    tab.page.get_by_role("button", name="Search only some documents").click()
    tab.page.get_by_label("Publisher", exact=True).click()
    tab.page.get_by_role("option", name="Lindmouth Gazette").click()
    tab.page.get_by_label("Document", exact=True).click()
    tab.page.get_by_role("option", name="A letter about the bridge").click()
    tab.page.get_by_label("Language", exact=True).click()
    tab.page.get_by_role("option", name="en", exact=True).click()
    tab.page.get_by_label("Type", exact=True).click()
    tab.page.get_by_role("option", name="text", exact=True).click()
    tab.page.get_by_label("Published since").fill("2020")
    tab.page.get_by_label("Published until").fill("2021-10")
    tab.ask("How long is it?")
    where = tab.served.assistant.asked[-1].where
    assert (where.publisher, where.doc) == ("Lindmouth Gazette", "documents/letter.md")
    assert (where.language, where.type) == ("en", "text")
    assert (str(where.since), str(where.until)) == ("2020-01-01", "2021-10-31")
    assert "Searched only: publisher Lindmouth Gazette" in _last_answer(tab)
    assert "language en, type text" in _last_answer(tab)


def test_a_wrong_date_is_explained(tab: Tab) -> None:
    """A date in another form is refused with the forms that are taken."""
    tab.page.get_by_role("button", name="Search only some documents").click()
    tab.page.get_by_label("Published since").fill("May 2020")
    tab.ask("How long is it?")
    assert "Published since: please write the date as 2021, 2021-10 or 2021-10-02." in _last_answer(tab)


def test_clear_starts_afresh(tab: Tab) -> None:
    """Clear empties the conversation and the source, also while an answer is being made."""
    tab.ask("How long is it?")
    tab.open_source(1)
    tab.page.fill("#question textarea", "Tell me slowly")
    tab.page.press("#question textarea", "Enter")
    expect(tab.page.locator("#chat .cw-stage")).to_have_count(1)
    tab.page.click("#clear")
    expect(tab.page.locator("#chat .bot-row")).to_have_count(0)
    expect(tab.page.locator("#source")).to_contain_text("Press a number")
    tab.page.wait_for_timeout(600)
    expect(tab.page.locator("#chat .bot-row")).to_have_count(0)


def test_a_screen_reader_hears_names_not_markdown(tab: Tab) -> None:
    """Messages are named as question and answer, and every field has a label."""
    tab.ask("How long is it?")
    expect(tab.page.get_by_test_id("bot")).to_have_attribute("aria-label", "Answer")
    expect(tab.page.get_by_label("Your question")).to_be_visible()
