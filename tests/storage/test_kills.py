"""A builder that is killed at any moment loses nothing: the old index serves, the next run goes on."""

import random
import time
from multiprocessing import Pipe
from pathlib import Path

from corpus import Home
from tests.storage.children import index, index_announcing_the_switch, start
from tests.storage.collection import KILLS, Collection, held


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Whenever it is killed, what serves is the whole collection as it was before or after, and a later run ends it."""
    files, home = Collection(tmp_path / "docs"), tmp_path / "home"
    start(index, files.folder, home).join()
    served, kills, finished, cut_short = dict(files.texts), 0, 0, 0
    chance, seconds = random.Random(11), 0.5
    while kills < KILLS:
        files.change()
        began = time.monotonic()
        child = start(index, files.folder, home)
        child.join(chance.uniform(0, 1.1 * seconds))
        if child.exitcode is None:
            kills += 1
            seconds *= 1.1  # so that moments near a run's end are met, however busy the machine is
        else:
            finished += 1
            seconds = time.monotonic() - began
        child.kill()
        child.join()
        cut_short += any(path.name.endswith(".partial") for path in Home(home).leftovers())
        holds = held(home)
        assert holds in (served, files.texts), "a document is lost, or half there"
        served = holds
    start(index, files.folder, home).join()
    assert held(home) == files.texts
    assert Home(home).leftovers() == []
    print(
        f"\n{kills} kills at random moments ({cut_short} left half a generation, {finished} runs ended before): "
        "0 lost or half documents, 0 refused openings"
    )
    assert cut_short


def test_killed_around_the_switch(tmp_path: Path) -> None:
    """Killed while the generation is put in place, the old or the new one serves, never anything between."""
    files, home = Collection(tmp_path / "docs", size=8), tmp_path / "home"
    start(index, files.folder, home).join()
    served = dict(files.texts)
    old = new = 0
    chance = random.Random(13)
    for _ in range(KILLS):
        files.change()
        ready, tell = Pipe(duplex=False)
        child = start(index_announcing_the_switch, files.folder, home, tell)
        assert ready.poll(60)
        time.sleep(chance.uniform(0, chance.choice([0.001, 0.01, 0.1, 0.5])))
        child.kill()
        child.join()
        holds = held(home)
        assert holds in (served, files.texts)
        new += holds == files.texts
        old += holds == served
        served = holds
    print(f"\n{KILLS} kills around the switch: the old one served {old} times, the new one {new} times, 0 torn")
    assert old
    assert new


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
