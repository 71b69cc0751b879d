"""A real server and a real Chromium for each run of the browser tests."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.stage import LETTER, REPORT, SCRIPTS, Served, Tab, opened, running

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_ARGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
_ARGS += " --disable-component-update --disable-sync"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what drives a real Chromium, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "window" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The application over the invented collection."""
    with running([REPORT, LETTER], SCRIPTS) as application:
        yield application


@pytest.fixture(scope="session")
def window() -> Iterator[BrowserContext]:
    """One window for all tests: its cache spares each page the loading of Gradio."""
    if _CHROMIUM is None:
        pytest.skip("there is no Chromium here: sh tests/install_chromium.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGS.split())
        yield browser.new_context(viewport={"width": 1280, "height": 800})
        browser.close()


@pytest.fixture
def tab(window: BrowserContext, served: Served) -> Iterator[Tab]:
    """A fresh page of it."""
    with opened(window, served) as one:
        yield one
