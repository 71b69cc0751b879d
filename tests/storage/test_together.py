"""Several at once: two builders, a stopped builder, a copy taken while it is built, readers through many generations."""

import os
import shutil
import signal
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from corpus import CitewellError, Home, IndexDamaged, LiveIndex, Settings, open_index, repair
from corpus.models import Filter
from ingest import Ingester
from tests.fakes import FakeEmbedder
from tests.storage.children import index, start
from tests.storage.collection import Collection, held

_COPIES = 10


def test_two_builders_at_once_make_what_one_after_the_other_makes(tmp_path: Path) -> None:
    """Started together, one may be refused; run again, the index is that of a control."""
    left, right = Collection(tmp_path / "left"), Collection(tmp_path / "right")
    for number, name in enumerate(sorted(right.texts)):
        (right.folder / name).rename(right.folder / f"right{number}.txt")
    home, control = tmp_path / "home", tmp_path / "control"
    for _ in range(2):
        together = [start(index, one.folder, home) for one in (left, right)]
        for child in together:
            child.join()
        assert any(child.exitcode == 0 for child in together)
    for one in (left, right, left):
        start(index, one.folder, control).join()
    start(index, left.folder, home).join()
    start(index, right.folder, home).join()
    assert held(home) == held(control)


def test_the_one_that_waited_sees_what_the_other_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that planned before another one published plans again: it does not undo the other's work."""
    files, home = Collection(tmp_path / "docs", size=4), tmp_path / "home"
    ingester = Ingester(Settings(home=home), FakeEmbedder())
    ingester.run([files.folder])
    settle = Ingester._settle
    calls = []

    def slowly(self: Ingester, *arguments: object, **options: object) -> object:
        settled = settle(self, *arguments, **options)  # type: ignore[arg-type]
        calls.append(1)
        if len(calls) == 1:
            files.change()
            Ingester(Settings(home=home), FakeEmbedder()).run([files.folder])
        return settled

    files.change()
    monkeypatch.setattr(Ingester, "_settle", slowly)
    Ingester(Settings(home=home), FakeEmbedder()).run([files.folder])
    assert len(calls) == 3
    assert held(home) == files.texts


def test_a_copy_taken_at_any_moment_opens_or_is_repaired(tmp_path: Path) -> None:
    """`cp -r` of an index in use gives one whole generation, at once or after `doctor --fix`, never half of one."""
    files, home = Collection(tmp_path / "docs", size=10), tmp_path / "home"
    start(index, files.folder, home).join()
    states = [dict(files.texts)]
    copies = repaired = 0
    while copies < _COPIES:
        files.change()
        states.append(dict(files.texts))
        child = start(index, files.folder, home)
        while child.exitcode is None and copies < _COPIES:
            copy = tmp_path / f"copy{copies}"
            subprocess.run(["cp", "-r", str(home), str(copy)], capture_output=True, check=False)
            copies += 1
            try:
                assert held(copy) in states
            except IndexDamaged:
                list(repair(Settings(home=copy), FakeEmbedder()))
                repaired += 1
                assert held(copy) in states
            shutil.rmtree(copy)
        child.join()
    print(f"\n{copies} copies of an index in use: {copies - repaired} opened, {repaired} after a repair, 0 half")


def test_a_stopped_builder_slows_nobody(tmp_path: Path) -> None:
    """While a builder stands still, asking is as quick as before, and a second builder is told who is in the way."""
    files, home = Collection(tmp_path / "docs"), tmp_path / "home"
    start(index, files.folder, home).join()
    opened = open_index(Settings(home=home), FakeEmbedder())

    def asking() -> float:
        seconds = []
        for number in range(150):
            began = time.perf_counter()
            vector = opened.embed([f"The harbour of ship {number}"])[0]
            assert opened.dense(vector, 5, Filter())
            assert opened.lexical("harbour pilot", "en", 5, Filter())
            seconds.append(time.perf_counter() - began)
        return statistics.median(seconds)

    before = asking()
    files.change()
    log = tmp_path / "log"
    child = start(index, files.folder, home, 0.3, log, 5)
    while not log.exists():
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGSTOP)
    during = asking()
    answer = tmp_path / "answer"
    answer.touch()
    with pytest.raises(CitewellError, match=f"process {child.pid}"):
        Ingester(Settings(home=home), FakeEmbedder()).run([files.folder])
    assert opened.manifest.generation == 1
    os.kill(child.pid, signal.SIGCONT)
    child.join()
    opened.close()
    print(f"\nasking, median: {before * 1000:.1f} ms before, {during * 1000:.1f} ms while a builder stands still")
    assert during < 5 * before
    assert held(home) == files.texts


def test_re_indexes_leave_no_trace(tmp_path: Path) -> None:
    """The disk, this process's open files and its memory are after twelve re-indexes what they were after five."""
    files, home = Collection(tmp_path / "docs"), tmp_path / "home"
    start(index, files.folder, home).join()
    live = LiveIndex(Settings(home=home), FakeEmbedder())
    process = psutil.Process()
    seen = []
    for _ in range(12):
        files.change()
        start(index, files.folder, home).join()
        assert {document.id: document.text for document in live.documents()} == files.texts
        assert live.dense(live.embed(["harbour"])[0], 5, Filter())
        disk = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
        seen.append((disk, process.num_fds(), process.memory_info().rss))
    live.close()
    early, late = seen[4], seen[-1]
    print(
        f"\nafter 5 and 12 re-indexes: disk {early[0] / 1e6:.1f} and {late[0] / 1e6:.1f} MB, "
        f"descriptors {early[1]} and {late[1]}, memory {early[2] / 1e6:.0f} and {late[2] / 1e6:.0f} MB"
    )
    assert late[0] < 1.3 * early[0]
    assert late[1] <= early[1] + 2
    assert late[2] < early[2] + 40e6
    assert len(Home(home).kept()) == 3


def test_eight_ask_while_it_is_re_indexed(tmp_path: Path) -> None:
    """Every answer comes, and all of its parts come from one generation."""
    files, home = Collection(tmp_path / "docs"), tmp_path / "home"
    start(index, files.folder, home).join()
    states = {1: dict(files.texts)}
    live = LiveIndex(Settings(home=home), FakeEmbedder())
    over: list[bool] = []

    def ask(seed: int) -> int:
        asked = 0
        while not over or not asked:
            with live.lease() as index:
                vector = index.embed([f"The harbour of ship {seed + asked}"])[0]
                for chunk in [index.chunk(one) for one, _ in index.dense(vector, 5, Filter())]:
                    assert chunk.text in states[index.manifest.generation][chunk.document_id]
                asked += 1
        return asked

    with ThreadPoolExecutor(8) as pool:
        asking = [pool.submit(ask, seed) for seed in range(8)]
        for number in range(2, 7):
            files.change()
            states[number] = dict(files.texts)
            start(index, files.folder, home).join()
        over.append(True)
        asked = sum(one.result() for one in asking)
    assert live.manifest.generation == 6
    live.close()
    print(f"\n{asked} questions by 8 threads through 5 re-indexes: 0 errors, 0 of two generations")


def test_a_generation_that_cannot_be_opened_leaves_the_one_before_serving(tmp_path: Path) -> None:
    """A running chat goes on with what it has when the new generation is damaged or made by other parts."""
    files, home = Collection(tmp_path / "docs", size=5), tmp_path / "home"
    start(index, files.folder, home).join()
    live = LiveIndex(Settings(home=home), FakeEmbedder())
    first = dict(files.texts)
    files.change()
    Ingester(Settings(home=home), FakeEmbedder("other")).run([files.folder], rebuild=True)
    assert {one.id: one.text for one in live.documents()} == first
    Ingester(Settings(home=home), FakeEmbedder()).run([files.folder], rebuild=True)
    assert live.manifest.generation == 3
    files.change()
    start(index, files.folder, home).join()
    with suppress(FileNotFoundError):
        (Home(home).current() / "catalogue.sqlite").unlink()
    assert live.manifest.generation == 3
    (home / "CURRENT").write_text("")
    assert len(live.documents()) == 5
    live.close()
