"""Kills builders at random moments, as often as one likes, and counts what came of it.

    python -m tests.storage.torture --kills 200

Half of the kills come at any moment of a run, half while the finished generation is put in place. Each
killed process is a real one, ended with SIGKILL. After each kill the index is opened and every document of
it looked at, found, and quoted to its end: a document that is lost or half there, or an index that does not
open, ends the whole with an error. The test suite does the same a few times (`test_kills.py`).
"""

import argparse
import random
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path

from corpus import Home
from tests.storage.children import index, index_announcing_the_switch, start
from tests.storage.collection import Collection, held


@dataclass
class Kills:
    """What the kills met: how many left half a generation, how many the old index or the new one serving."""

    kills: int = 0
    cut_short: int = 0
    old: int = 0
    new: int = 0
    ended_before: int = 0

    def met(self, home: Path, files: Collection, before: dict[str, str]) -> dict[str, str]:
        """Looks at the index after a kill: the whole collection as it was before the run, or after it."""
        holds = held(home)
        assert holds in (before, files.texts), "a document is lost, or half there"
        self.new += holds == files.texts
        self.old += holds == before
        return holds


def kill_at_random(files: Collection, home: Path, kills: int, seed: int = 11) -> Kills:
    """Kills runs anywhere between their first step and their last; at the end one run goes through."""
    done, chance, seconds = Kills(), random.Random(seed), 0.5
    start(index, files.folder, home).join()
    served = dict(files.texts)
    while done.kills < kills:
        files.change()
        began = time.monotonic()
        child = start(index, files.folder, home)
        child.join(chance.uniform(0, 1.1 * seconds))
        if child.exitcode is None:
            done.kills += 1
            seconds *= 1.1  # so that moments near a run's end are met, however busy the machine is
        else:
            done.ended_before += 1
            seconds = time.monotonic() - began
        child.kill()
        child.join()
        done.cut_short += any(path.name.endswith(".partial") for path in Home(home).leftovers())
        served = done.met(home, files, served)
    start(index, files.folder, home).join()
    assert held(home) == files.texts, "the run after the last kill did not end its work"
    assert Home(home).leftovers() == []
    return done


def kill_around_switch(files: Collection, home: Path, kills: int, seed: int = 13) -> Kills:
    """Kills runs when their generation is whole and about to be put in place, or just was."""
    done, chance = Kills(), random.Random(seed)
    start(index, files.folder, home).join()
    served = dict(files.texts)
    for _ in range(kills):
        files.change()
        ready, tell = Pipe(duplex=False)
        child = start(index_announcing_the_switch, files.folder, home, tell)
        assert ready.poll(120), "the run did not get as far as its switch"
        time.sleep(chance.uniform(0, chance.choice([0.001, 0.01, 0.1, 0.5])))
        child.kill()
        child.join()
        done.kills += 1
        served = done.met(home, files, served)
    return done


def main() -> None:
    """As many kills as were asked for, and the count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        part = asked.kills // 2
        any_time = kill_at_random(Collection(place / "docs"), place / "home", asked.kills - part, asked.seed)
        switch = kill_around_switch(Collection(place / "few", size=8), place / "other", part, asked.seed)
    print(
        f"{any_time.kills} kills at random moments: {any_time.cut_short} left half a generation, the old index served "
        f"{any_time.old} times and the new one {any_time.new} ({any_time.ended_before} runs ended before their kill)\n"
        f"{switch.kills} kills around the switch: the old one served {switch.old} times, the new one {switch.new}\n"
        f"{any_time.kills + switch.kills} kills: 0 lost or half documents, 0 refused openings"
    )


if __name__ == "__main__":
    main()
