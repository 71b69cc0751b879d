"""The whole program in a real browser: `citewell serve` over the sample collection, every part real."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from corpus import Index
from tests.browser.stage import ScriptedAssistant, Served, Tab
from tests.conftest import REPOSITORY


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def program(sample_home: Path) -> Iterator[str]:
    """The address of the running program; its first line of output is the one that tells it."""
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--home", str(sample_home)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert server.stdout is not None
    line = server.stdout.readline()
    address = f"http://127.0.0.1:{port}"
    assert address in line
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/health").close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    server.terminate()
    assert server.wait(timeout=15) is not None


@pytest.fixture
def real_tab(program: str, window: BrowserContext) -> Iterator[Tab]:
    """A page of the real program."""
    page = window.new_page()
    tab = Tab(page, Served(program, ScriptedAssistant({})))
    tab.watch()
    page.set_default_timeout(60_000)
    tab.open()
    yield tab
    page.close()


def test_a_question_gets_quotes_that_open_in_their_source(real_tab: Tab, sample_index: Index) -> None:
    """The marked words in the panel are a document's own, and the page asks nobody else for anything."""
    real_tab.ask("Who named the Chinese ambassador as the target of the Serena Hotel bombing?")
    assert "Langove" in (real_tab.page.locator("#chat").text_content() or "")
    real_tab.open_source(1)
    quote = real_tab.page.locator("#source mark").text_content() or ""
    texts = [document.text for document in sample_index.documents()]
    assert any(re.sub(r"\s+", " ", quote) in re.sub(r"\s+", " ", text) for text in texts)
    assert real_tab.elsewhere == []
    assert real_tab.dialogs == []


def test_what_the_documents_do_not_hold_is_said(real_tab: Tab) -> None:
    """A foreign question gets no answer, only passages marked as none."""
    real_tab.ask("How do you cook a traditional borscht?")
    assert "not an answer" in (real_tab.page.locator("#chat").text_content() or "")


def test_sources_that_disagree_are_both_shown(real_tab: Tab) -> None:
    """Both values stand in the answer, each with its publisher."""
    real_tab.ask("How much is the China-Pakistan Economic Corridor worth?")
    shown = real_tab.page.locator("#chat").text_content() or ""
    assert all(part in shown for part in ("US$54 billion", "$62 billion", "South China Morning Post", "EurAsian Times"))


def test_an_example_question_can_be_pressed(real_tab: Tab) -> None:
    """The first screen offers questions of this collection."""
    assert real_tab.page.get_by_text("What four challenges does the Afghan Taliban face?").count() >= 1
