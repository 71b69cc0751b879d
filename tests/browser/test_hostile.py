"""Hostile words in documents, questions and models' answers do nothing but be shown."""

import html
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from corpus.models import Citation, Document, Metadata, Span
from rag.models import Answer, Claim, Conflict, Question, Side, Status
from tests.browser.stage import SHARED, Script, Served, Tab, opened, played, quotes, running, whole
from ui.web.escape import escape_markdown, unescape_markdown

OWN = [
    "<img src=http://attacker.invalid/1.png onerror=alert(1)>",
    "<script>alert(2)</script><svg onload=alert(3)>",
    "![x](http://attacker.invalid/4.png) ![y][r]\n\n[r]: http://attacker.invalid/5.png",
    '[press](javascript:alert(6)) <javascript:alert(7)> [a](http://attacker.invalid/8 "t")',
    "https://attacker.invalid/9 www.attacker.invalid a@attacker.invalid",
    "<style>@import 'http://attacker.invalid/10.css'; body{background:url(http://attacker.invalid/11)}</style>",
    "<div style=\"background:url('http://attacker.invalid/12')\">x</div>",
    "$$\\href{javascript:alert(13)}{x}$$ \\(\\url{http://attacker.invalid/14}\\) %%%LATEX_BLOCK_0%%%",
    '```mermaid\ngraph TD; A-->B; click A "http://attacker.invalid/15"\n```',
    "&lt;img src=x onerror=alert(16)&gt; &#60;b&#62; &amp;amp;",
    "# heading\n- item\n1. one\n> quote\n| a | b |\n|---|---|\n***\n~~x~~ `code`",
    "${alert(17)} {{constructor.constructor('alert(18)')()}} @children ${value}",
    "\"><a href=# onclick=alert(19)>x</a>' onmouseover='alert(20)",
    "[1](#cite-YQ.0.1.exact) [\\[1\\]](#cite-YQ.0.1.exact)",
    "<iframe srcdoc='<script>parent.alert(21)</script>'></iframe><object data=http://attacker.invalid/22>",
    "<form action=http://attacker.invalid/23><input autofocus onfocus=alert(24)></form><base href=//attacker.invalid>",
    "</mark></div></article><script>alert(25)</script>",
    "javascript:alert(26)",
    "data:text/html,<script>alert(27)</script>",
    "\u202egnp.exe\u202c \u200b\u2066x\u2069 \x00\x01\ud800 \U000e0041",
    '__i18n__{"key":"x"} {"lc": 1} <think>x</think> <details open ontoggle=alert(28)>',
]
_PER_ANSWER = 70
_SHOWN_WHOLE = 1_500


def _shared_strings() -> list[str]:
    folder = SHARED / "bad"
    if not folder.is_dir():
        return []
    strings: list[str] = json.loads((folder / "blns" / "blns.json").read_text(encoding="utf-8"))
    strings += [one["payload"] for one in json.loads((folder / "dompurify" / "payloads.json").read_text("utf-8"))]
    for name in sorted((folder / "seclists").glob("*.txt")):
        strings += name.read_text(encoding="utf-8").splitlines()
    return [one for one in strings if one]


STRINGS = OWN + _shared_strings()
needs_shared = pytest.mark.skipif(len(STRINGS) == len(OWN), reason="the naughty strings in ../shared/bad are absent")


def _document(number: int, words: str) -> Document:
    said = Metadata(title=words, publisher=words, authors=(words, words), url=words, doi=words)
    return Document(f"documents/{number}{words}", words, said, f"{number}")


DOCUMENTS = [_document(number, words) for number, words in enumerate(STRINGS)]


def _answer_of(documents: list[Document]) -> Script:
    return played(quotes([whole(one) for one in documents]))


def _conflict(question: Question) -> Iterator[Answer]:
    sides = tuple(Side(one.text, (whole(one),)) for one in DOCUMENTS[: len(OWN)])
    claims = tuple(Claim(f"{one.text} said", (whole(one),)) for one in DOCUMENTS[: len(OWN)])
    yield Answer(question, Status.CONFLICTING, claims, (Conflict(OWN[0], sides),), rewritten=OWN[1])


def _nearest(question: Question) -> Iterator[Answer]:
    passages = tuple(Citation(one, Span(0, len(one.text))) for one in DOCUMENTS[: len(OWN)])
    yield Answer(question, Status.NOT_IN_DOCUMENTS, nearest=passages)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Served]:
    """The application over documents whose every word is hostile."""
    parts = range(0, len(DOCUMENTS), _PER_ANSWER)
    scripts = {f"part {start};": _answer_of(DOCUMENTS[start : start + _PER_ANSWER]) for start in parts}
    with running(DOCUMENTS, {**scripts, "conflict;": _conflict, "nearest;": _nearest}) as served:
        yield served


@pytest.fixture
def hostile_tab(window: BrowserContext, hostile: Served) -> Iterator[Tab]:
    """A fresh page of it."""
    with opened(window, hostile) as tab:
        yield tab


def _shown(text: str) -> str:
    """What a reader must see of `text`."""
    return html.unescape(re.sub(r"<[^>]*>", "", escape_markdown(text))) or "(blank)"


_FOREIGN = """selector => {
  const allowed = {
    A: 'href title class target rel', ARTICLE: 'class data-ref', B: '', BLOCKQUOTE: '',
    BUTTON: 'type class data-ref data-width data-copy aria-label', CODE: '', DD: 'dir',
    DIV: 'class dir role tabindex aria-label', DL: '', DT: '', H2: 'tabindex dir', MARK: '', P: 'class', SPAN: 'class',
  };
  const isForeign = e => !(e.tagName in allowed)
    || [...e.attributes].some(a => !allowed[e.tagName].split(' ').includes(a.name));
  return [...document.querySelectorAll(selector)].filter(isForeign).map(e => e.outerHTML.slice(0, 300));
}"""
_MESSAGES = "#chat .message-content > .md *"


def _assert_quiet(tab: Tab) -> None:
    tab.page.wait_for_timeout(150)
    assert tab.page.evaluate(_FOREIGN, _MESSAGES) == []
    assert tab.page.evaluate(_FOREIGN, "#source .cw-opened, #source .cw-opened *") == []
    assert tab.page.locator('#chat .md a:not([href^="#cite-"])').count() == 0
    assert tab.dialogs == []
    assert tab.elsewhere == []


def _assert_quotes(tab: Tab, documents: list[Document]) -> None:
    shown: list[str] = tab.page.locator("#chat .bot-row blockquote p").evaluate_all(
        "all => all.map(p => p.textContent)"
    )
    assert len(shown) == len(documents)
    for text, document in zip(shown, documents, strict=True):
        if len(document.text) <= _SHOWN_WHOLE:
            assert re.sub(r" \[\d+\]$", "", text) == _shown(document.text)


def test_the_watch_can_fail(tab: Tab) -> None:
    """Raw HTML put into the same page does raise a dialog and does reach for another machine."""
    raw = "<img src=http://attacker.invalid/x.png><img src=data:, onerror=alert(1)>"
    tab.page.evaluate("raw => document.body.insertAdjacentHTML('beforeend', raw)", raw)
    tab.page.wait_for_timeout(300)
    assert tab.dialogs == ["1"]
    assert tab.elsewhere == ["http://attacker.invalid/x.png"]


def test_hostile_quotes_titles_and_publishers_are_shown_literally(hostile_tab: Tab) -> None:
    """Quotes that try to be code or links are words on the page, in answers and in their sources."""
    hostile_tab.ask("part 0;")
    _assert_quotes(hostile_tab, DOCUMENTS[:_PER_ANSWER])
    for number, document in enumerate(DOCUMENTS[: len(OWN)], start=1):
        hostile_tab.open_source(number)
        mark = hostile_tab.page.locator("#source mark").text_content() or ""
        assert re.sub(r"\s+", " ", mark).strip() == _shown(document.text)
    _assert_quiet(hostile_tab)


@needs_shared
@pytest.mark.parametrize("start", range(_PER_ANSWER, len(DOCUMENTS), _PER_ANSWER))
def test_naughty_strings_are_shown_literally(hostile_tab: Tab, start: int) -> None:
    """Public lists of hostile strings come out as they are, with no dialog and no request elsewhere."""
    hostile_tab.ask(f"part {start};")
    _assert_quotes(hostile_tab, DOCUMENTS[start : start + _PER_ANSWER])
    for number in range(1, min(_PER_ANSWER, len(DOCUMENTS) - start), 12):
        hostile_tab.open_source(number)
    _assert_quiet(hostile_tab)


@pytest.mark.parametrize("question", ["conflict;", "nearest;"])
def test_hostile_conflicts_and_passages_are_words(hostile_tab: Tab, question: str) -> None:
    """Values, claims in other words, passages and rewritten questions are words as well."""
    hostile_tab.ask(question)
    hostile_tab.open_source(3)
    _assert_quiet(hostile_tab)


def test_hostile_questions_are_shown_as_typed(hostile_tab: Tab) -> None:
    """A question that tries to be code is shown as it was typed, and understood as it was typed."""
    typed = [one.replace("\ud800", "").replace("\x00", "") for one in STRINGS]
    batch = ""
    for one in [*typed, None]:
        if one is not None and len(batch) + len(one) < 3_800:
            batch += one + " "
            continue
        hostile_tab.ask(batch)
        shown = hostile_tab.page.locator("#chat .user-row p").last.text_content()
        assert shown == _shown(batch)
        batch = one or ""
    _assert_quiet(hostile_tab)


def test_escaped_markdown_has_no_structure_and_reads_back() -> None:
    """No ASCII punctuation is left but that of references and badges, and unescaping gives the text."""
    for one in STRINGS:
        escaped = escape_markdown(one)
        bare = re.sub(r'&#\d+;|<span class="cw-invisible">U\+[0-9A-F]{4,6}</span>', "", escaped)
        assert re.fullmatch(r"[A-Za-z0-9 ]*|[^!-/:-@\[-`{-~\n\r\t]*", bare)
        flat = re.sub(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", one).strip(" ")
        assert unescape_markdown(escaped) == flat


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\r\n\tb\u2028c", "a b c", id="white_space_collapses"),
        pytest.param("می‌خواهم", "می‌خواهم", id="persian_joiners_stay"),
        pytest.param("👩‍👩‍👧 ❤️ 1️⃣", "👩‍👩‍👧 ❤️ 1️⃣", id="emoji_stay_whole"),
        pytest.param("pay\u200dpal", "payU+200Dpal", id="a_joiner_between_latin_letters_shows"),
        pytest.param("x\ufe0f\u00ad", "xU+FE0FU+00AD", id="selectors_and_soft_hyphens_show"),
        pytest.param("10² ≠ 10^2", "10² ≠ 10^2", id="superscripts_stay"),
    ],
)
def test_what_is_spelling_stays_and_what_hides_shows(text: str, shown: str) -> None:
    """Invisible characters that spell words stay; those that hide or reorder are named."""
    assert _shown(text) == shown
