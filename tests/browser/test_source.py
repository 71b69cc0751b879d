"""The source panel: a quote where it stands in its document."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from corpus.models import DateMention, Document, Metadata, Span
from rag.models import Verdict
from tests.browser.stage import LENGTH, OPENED, REPORT, FakeIndex, Tab, cite
from ui.web.panel import source_panel
from ui.web.reference import Reference, Standing


def test_pressing_a_number_opens_the_quote_in_its_source(tab: Tab) -> None:
    """The panel shows what the document says of itself, and marks exactly the quote, in view."""
    tab.ask("How long is it?")
    tab.open_source(1)
    panel = tab.page.locator("#source")
    for told in (
        "Harbour survey of Lindmouth",
        "Port Authority of Lindmouth",
        "2019-05-04",
        "Ada Brook, Ivo Castel",
        REPORT.id,
        "Checked",
        "The same characters",
    ):
        expect(panel).to_contain_text(told)
    mark = panel.locator("mark")
    assert mark.text_content() == LENGTH.citation.text
    expect(mark).to_be_in_viewport()


def test_the_address_is_a_safe_link(tab: Tab) -> None:
    """A web address is a link that tells the other site nothing."""
    tab.ask("How long is it?")
    tab.open_source(1)
    link = tab.page.locator("#source dd a")
    assert link.get_attribute("href") == REPORT.metadata.url
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_keyboard_reaches_a_number_and_comes_back(tab: Tab) -> None:
    """Tab reaches a number, Enter opens its source and moves there, Escape closes it and moves back."""
    tab.ask("How long is it?")
    focused = "document.activeElement.textContent"
    for _ in range(12):
        tab.page.keyboard.press("Shift+Tab")
        if tab.page.evaluate(focused) == "[2]":
            break
    assert tab.page.evaluate(focused) == "[2]"
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#source mark")).to_have_text(OPENED.citation.text)
    expect(tab.page.locator("#source h2")).to_be_focused()
    expect(tab.page.locator("#source .cw-standing")).to_contain_text("only typography differs")
    tab.page.keyboard.press("Escape")
    expect(tab.page.locator("#source")).to_contain_text("Press a number")
    assert tab.page.evaluate(focused) == "[2]"


def test_the_same_number_can_be_pressed_again(tab: Tab) -> None:
    """A second press on a number brings its quote back into view."""
    tab.ask("How long is it?")
    tab.open_source(1)
    tab.page.evaluate("document.querySelector('#source .cw-passage').scrollTop = 0")
    expect(tab.page.locator("#source mark")).not_to_be_in_viewport()
    tab.open_source(1)
    expect(tab.page.locator("#source mark")).to_be_in_viewport()


def test_more_of_the_document_can_be_shown(tab: Tab) -> None:
    """`Show more` widens the context until it holds the whole document."""
    tab.ask("How long is it?")
    tab.open_source(1)
    text = tab.page.locator("#source .cw-text")
    assert len(text.text_content() or "") < 3_200
    tab.page.click("#source .cw-more")
    expect(tab.page.locator("#source .cw-more")).to_have_count(0)
    assert text.text_content() == REPORT.text
    assert tab.page.locator("#source mark").text_content() == LENGTH.citation.text


def test_the_evidence_can_be_copied(tab: Tab) -> None:
    """The copy button takes the quote and its source away."""
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=tab.served.url)
    tab.ask("How long is it?")
    tab.open_source(1)
    tab.page.click("#source .cw-copy")
    expect(tab.page.locator("#source .cw-copy")).to_have_text("Copied")
    copied = tab.page.evaluate("navigator.clipboard.readText()")
    assert LENGTH.citation.text in copied
    assert REPORT.metadata.title in copied
    assert REPORT.id in copied


_INDEX = FakeIndex([REPORT])
_DIGEST = "0" * 12


def _forge(document_id: str, span: Span) -> str:
    return str(Reference(document_id, span, _DIGEST, Standing.EXACT))


def test_a_changed_document_is_not_shown_as_the_source() -> None:
    """An old number whose words have moved or changed says so, and marks nothing."""
    changed = replace(REPORT, text=REPORT.text.replace("412 metres", "421 metres"))
    shown = source_panel(FakeIndex([changed]), str(Reference.to(LENGTH)))
    assert "has changed since the answer was given" in shown
    assert "<mark>" not in shown


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(None, id="nothing"),
        pytest.param(["x"], id="a_list"),
        pytest.param("nonsense", id="no_reference"),
        pytest.param(f"a.1.2.{_DIGEST}.exact", id="base64_cut"),
        pytest.param(f"YQ.2.1.{_DIGEST}.exact", id="backwards"),
        pytest.param(f"YQ.1.2.{_DIGEST}.wished", id="unknown_standing"),
        pytest.param(f"YQ.1.٢.{_DIGEST}.exact", id="digits_of_another_script"),
        pytest.param(_forge("documents/<b>no</b>.txt", Span(0, 4)), id="unknown_document"),
        pytest.param(_forge(REPORT.id, Span(0, 10**9)), id="out_of_range"),
        pytest.param(_forge(REPORT.id, Span(0, 9)), id="other_words"),
        pytest.param(f"../../etc/passwd.1.2.{_DIGEST}.exact", id="a_path"),
        pytest.param("Y" * 5_000_000 + f".1.2.{_DIGEST}.exact", id="huge"),
    ],
)
def test_a_forged_reference_gets_a_plain_message(forged: object) -> None:
    """What the index does not hold is said in a sentence, with no markup of its own and no traceback."""
    shown = source_panel(_INDEX, forged)
    assert 'role="alert"' in shown
    assert "<mark>" not in shown
    assert "Traceback" not in shown
    assert "<b>no" not in shown


def test_a_reference_reads_back_as_it_was_written() -> None:
    """A reference survives the way to the browser and back, whatever the document's id."""
    for name in ("a", "папка/файл.txt", "x#y?z&<>\"'", "\ud800", "-" * 300):
        reference = Reference(name, Span(3, 14), _DIGEST, Standing.NEAREST)
        assert Reference.parse(str(reference)) == reference


def test_invisible_characters_become_badges() -> None:
    """Characters that hide or turn text around are named where they stand."""
    text = "Pay \u202e001\u202c today\u200b, \U000e0041\ufeff\x00\ud800."
    document = Document("d", text, Metadata(title="T"), "d")
    shown = source_panel(FakeIndex([document]), str(Reference.to(cite(document, text, Verdict.EXACT))))
    for name in ("202E", "202C", "200B", "E0041", "FEFF", "0000", "D800"):
        assert f'<span class="cw-invisible">U+{name}</span>' in shown
    assert "\u202e" not in shown.split("<mark>")[1]


def test_a_width_that_is_no_number_is_ignored() -> None:
    """The context keeps its usual width when a browser asks for nonsense."""
    reference = str(Reference.to(LENGTH))
    usual = source_panel(_INDEX, reference)
    assert source_panel(_INDEX, reference, "wide") == source_panel(_INDEX, reference, -5) == usual


def test_what_last_month_means_stands_under_the_quote() -> None:
    """A day told by its distance is explained beside the quote, escaped; the quote keeps its own words."""
    text = "It closed last month, <b>soon</b>."
    spans = (Span(10, 20), Span(22, 33))
    dates = tuple(DateMention(span, date(2024, 3, 1), date(2024, 3, 31), relative=True) for span in spans)
    document = Document("d", text, Metadata(title="T"), "d", dates=dates)
    shown = source_panel(FakeIndex([document]), str(Reference.to(cite(document, text, Verdict.EXACT))))
    notes = shown.split("</mark>")[1]
    assert "“last month” = March 2024" in notes
    assert "&lt;b&gt;soon&lt;/b&gt;” = March 2024" in notes
    assert "<b>soon" not in shown
    assert "March" not in shown.split("</mark>")[0]
