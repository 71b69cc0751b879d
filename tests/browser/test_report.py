"""The report's page in a real Chromium: it opens alone, asks for nothing, filters without a script, and fits."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evals import html_report, read_run
from tests.evals.report.test_report import HOSTILE, hostile_rows
from tests.evals.run_folders import answered, quote, refusal, row, write_run

TEXT = "The pier opened in 1931. It has two lanes. " + "Nothing else happened there. " * 60
OPENED, LANES = quote(TEXT, "The pier opened in 1931."), quote(TEXT, "It has two lanes.")
HELD = {"answerable": True, "answers": [["1931"]], "evidence": [OPENED], "conflict": False}
UNHELD = {"answerable": False, "answers": [], "evidence": [], "conflict": False}


def rows() -> list[dict[str, object]]:
    scores = {"evidence_cited": 1.0, "citation_precision": 1.0, "citation_recall": 1.0, "wrong_abstention": 0.0}
    lost = {**scores, "evidence_cited": 0.0, "citation_precision": 0.0, "citation_recall": 0.0}
    return [
        *(row(f"r{n}", answered(OPENED), gold=HELD, scores=scores) for n in range(12)),
        *(row(f"l{n}", answered(LANES), gold=HELD, scores=lost, type="list") for n in range(3)),
        *(row(f"u{n}", refusal(), gold=UNHELD, scores={"right_abstention": 1.0}, type="foreign") for n in range(11)),
        row("f", {}, gold=HELD, error="Traceback (most recent call last):\nKeyError: 'boom'"),
    ]


@dataclass
class Opened:
    """A page that is watched."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(8_000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))


@pytest.fixture
def opened(window: BrowserContext) -> Iterator[Opened]:
    """A fresh page with nothing in it yet."""
    one = Opened(window.new_page())
    yield one
    one.page.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The page of an ordinary run, as a file."""
    path = tmp_path / "report.html"
    page = html_report(read_run(write_run(tmp_path / "run", rows())), lambda document_id: TEXT)
    path.write_text(page, encoding="utf-8")
    return path


def test_it_opens_alone_and_asks_for_nothing(opened: Opened, report: Path) -> None:
    """One request, for the file itself, even when every case is opened; the console stays empty."""
    opened.page.goto(report.as_uri())
    for case in opened.page.locator("details.case").all():
        case.locator("summary").click()
    expect(opened.page.locator("details.case[open]")).to_have_count(27)
    opened.page.wait_for_load_state("networkidle")
    assert opened.requests == [report.as_uri()]
    assert opened.said == []


def test_nothing_hostile_runs(opened: Opened, tmp_path: Path) -> None:
    """A run whose every word attacks the page opens without a dialog, an error or a request."""
    page = html_report(read_run(write_run(tmp_path / "run", hostile_rows())), lambda document_id: HOSTILE * 9)
    path = tmp_path / "hostile.html"
    path.write_text(page, encoding="utf-8")
    opened.page.goto(path.as_uri())
    opened.page.locator("details.case summary").first.click()
    opened.page.wait_for_load_state("networkidle")
    assert opened.requests == [path.as_uri()]
    assert opened.said == []
    assert opened.page.locator("h1").text_content() == "Citation accuracy"


def test_filters_leave_what_was_asked_for(opened: Opened, report: Path) -> None:
    """An outcome, a type and both; the count follows; by mouse and by keyboard, without any script."""
    page = opened.page
    page.goto(report.as_uri())

    def shown() -> int:
        return sum(case.is_visible() for case in page.locator("details.case").all())

    def counted() -> str:
        return str(page.evaluate("getComputedStyle(document.querySelector('.shown'), '::before').content"))

    assert shown() == 27
    page.get_by_text("Right passage missed (3)").click()
    assert shown() == 3
    page.get_by_text("foreign (11)").click()
    assert shown() == 0
    page.locator("fieldset").nth(0).get_by_text("all", exact=True).click()
    assert shown() == 11
    page.keyboard.press("ArrowRight")
    assert shown() == 0  # the next outcome, failed, has no foreign question
    assert "counter" in counted()


def test_a_case_shows_what_was_cited_and_what_is_right(opened: Opened, report: Path) -> None:
    """Opened, a missed case tells why, and marks both places in the document with looks of their own."""
    page = opened.page
    page.goto(report.as_uri())
    case = page.locator("details.case", has_text="Right passage missed").first
    case.locator("summary").click()
    expect(case.locator(".said")).to_contain_text("Missed this right passage (a.txt, characters 0 to 24)")
    expect(case.locator(".said")).to_contain_text("A part of the answer is in no quote: 1931")
    expect(case.locator(".passage mark.cited")).to_contain_text("It has two lanes.")
    looks = "one => { const look = getComputedStyle(one); return [look.backgroundColor, look.borderBottomStyle] }"
    cited, gold = (case.locator(f".passage mark.{name}").evaluate(looks) for name in ("cited", "gold"))
    assert cited[0] != gold[0]
    assert (cited[1], gold[1]) == ("none", "double")


def test_an_error_is_shown_with_its_traceback(opened: Opened, report: Path) -> None:
    """A case that failed stands first."""
    opened.page.goto(report.as_uri())
    first = opened.page.locator("details.case").first
    first.locator("summary").click()
    expect(first.locator("pre")).to_contain_text("Traceback (most recent call last):")


@pytest.mark.parametrize("width", [360, 820, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(opened: Opened, report: Path, width: int, scheme: str) -> None:
    """No side scrolling at any width, and ink against paper of at least 7 to 1 in dark and light."""
    page = opened.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(report.as_uri())
    page.locator("details.case summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ratio = page.evaluate("""() => {
        const light = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(one => one / 255)
            .map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b };
        const look = getComputedStyle(document.body);
        const [one, two] = [light(look.color), light(look.backgroundColor)].sort((a, b) => b - a);
        return (one + .05) / (two + .05) }""")
    assert ratio >= 7


def test_it_can_stand_in_a_frame_without_scripts(opened: Opened, report: Path) -> None:
    """In a frame that allows nothing, as the application would show it, it looks and filters as it does alone."""
    text = report.read_text(encoding="utf-8")
    frame = f'<iframe sandbox style="width:100%;height:800px" srcdoc="{html.escape(text)}"></iframe>'
    opened.page.set_content(f"<!doctype html><title>t</title>{frame}")
    inside = opened.page.frame_locator("iframe")
    expect(inside.locator("h1")).to_have_text("Citation accuracy")
    inside.get_by_text("Right passage missed (3)").click()
    expect(inside.locator("details.case:visible")).to_have_count(3)
    expect(inside.locator("svg").first).to_be_visible()
    assert [url for url in opened.requests if not url.startswith(("about:", "data:"))] == []


def test_it_prints_with_every_case_open(opened: Opened, report: Path) -> None:
    """On paper there is nothing to press: the filters are gone, and what is in a case is there."""
    page = opened.page
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    body = page.locator("details.case .body").first
    assert body.evaluate("one => one.getBoundingClientRect().height") > 40


def test_every_part_has_a_name_and_can_be_reached_by_keyboard(opened: Opened, report: Path) -> None:
    """Tables that may scroll are regions with a name and a place in the order of Tab; so are plots, filters and cases."""
    page = opened.page
    page.goto(report.as_uri())
    regions = page.locator(".scroll")
    assert regions.count() == 2
    for region in regions.all():
        assert region.get_attribute("aria-label")
        region.focus()
        expect(region).to_be_focused()
    assert all(plot.get_attribute("aria-label") for plot in page.locator("figure svg").all())
    expect(page.get_by_role("group", name="Outcome")).to_be_visible()
    expect(page.get_by_role("navigation", name="Parts of this report").get_by_role("link")).to_have_count(3)
    page.locator("details.case summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.case").first.get_by_text("What to do:")).to_be_visible()


def test_pairs_stand_one_under_the_other_on_a_phone(opened: Opened, report: Path) -> None:
    """No figure of a pair is out of sight, and to a screen reader it is still a table."""
    page = opened.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(report.as_uri())
    pairs = page.get_by_role("table", name="Figures to be read together")
    assert pairs.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")
    assert pairs.get_by_role("row").count() > 1
    left = {
        round(cell.bounding_box()["x"])
        for cell in pairs.locator("tbody td:nth-child(odd)").all()
        if cell.bounding_box()
    }  # type: ignore[index]
    assert len(left) == 1
