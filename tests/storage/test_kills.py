"""A builder that is killed at any moment loses nothing: the old index serves, the next run goes on.

A few kills; `make torture` does two hundred.
"""

import time
from pathlib import Path

from corpus import Home
from tests.storage.children import index, start
from tests.storage.collection import Collection, held
from tests.storage.torture import kill_around_switch, kill_at_random


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Whenever it is killed, what serves is the whole collection as it was before or after, and a later run ends it."""
    done = kill_at_random(Collection(tmp_path / "docs", size=12), tmp_path / "home", 5)
    assert done.kills == 5
    assert done.old


def test_killed_around_the_switch(tmp_path: Path) -> None:
    """Killed while the generation is put in place, the old or the new one serves, never anything between."""
    done = kill_around_switch(Collection(tmp_path / "docs", size=8), tmp_path / "home", 5)
    assert done.kills == done.old + done.new == 5


def test_what_a_killed_run_embedded_is_not_embedded_again(tmp_path: Path) -> None:
    """The next run embeds only what the killed one had not, and its index equals that of an undisturbed run."""
    files, home, log = Collection(tmp_path / "docs", size=60), tmp_path / "home", tmp_path / "log"
    start(index, files.folder, tmp_path / "control", 0, tmp_path / "all", 10).join()
    whole = sum(map(int, (tmp_path / "all").read_text().split()))
    log.touch()
    runs = 0
    while not Home(home).exists():
        before = len(log.read_text().split())
        child = start(index, files.folder, home, 0.02, log, 10)
        while child.exitcode is None and len(log.read_text().split()) < before + 2:
            time.sleep(0.005)
        if runs < 3:
            child.kill()
        child.join()
        runs += 1
    embedded = sum(map(int, log.read_text().split()))
    print(f"\n{whole} texts embedded in {runs} runs of which {runs - 1} were killed: {embedded - whole} of them twice")
    assert runs > 2
    assert whole <= embedded <= whole + 10 * (runs - 1)  # what was embedded and not yet written when it was killed
    assert held(home) == held(tmp_path / "control") == files.texts
