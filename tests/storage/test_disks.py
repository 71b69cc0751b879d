"""Disks that are full, small or read-only: the old index serves, the message says what to do, nothing is left behind."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus import CitewellError, Home, Settings, open_index
from ingest import Ingester
from tests.fakes import FakeEmbedder
from tests.storage.children import index, index_told, start
from tests.storage.collection import Collection, held


class Disk:
    """A file system in memory, of a size that can be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def mount(self, *options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(self.path)]
        return not subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """An empty disk of 64 MB, where the system lets us mount one."""
    path = tmp_path / "disk"
    path.mkdir()
    found = Disk(path)
    if not found.mount("size=64m"):
        pytest.skip("this system does not let a test mount a file system in memory")
    yield found
    subprocess.run(["umount", "-l", str(path)], check=False)


@pytest.mark.parametrize("room", range(0, 1000, 125), ids=lambda room: f"{room}_kB_left")
def test_a_full_disk_is_told_and_the_old_index_serves(disk: Disk, tmp_path: Path, room: int) -> None:
    """However little room is left, the error comes soon, says what to do, and leaves no half generation; with room it goes on."""
    files, home = Collection(tmp_path / "docs"), disk.path / "home"
    start(index, files.folder, home).join()
    before = dict(files.texts)
    free = os.statvfs(disk.path)
    filling = disk.path / "filling"
    filling.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - room * 1000)))
    files.change()
    answer = tmp_path / "answer"
    answer.touch()
    began = time.monotonic()
    start(index_told, files.folder, home, answer).join()
    told = answer.read_text()
    if told != "done":
        assert "make room and run the same command again" in told
        assert time.monotonic() - began < 60
        assert held(home) == before
        assert Home(home).leftovers() == []
    print(f"\n{room} kB left: {told[:90]}")
    filling.unlink()
    start(index, files.folder, home).join()
    assert held(home) == files.texts


@pytest.mark.parametrize("most", [1_000, 20_000, 60_000, 100_000, 140_000, 180_000, 400_000])
def test_a_file_that_may_not_grow_is_told(tmp_path: Path, most: int) -> None:
    """A limit on the size of files (a quota, in effect) at whichever file it bites leaves the old index serving."""
    files, home = Collection(tmp_path / "docs"), tmp_path / "home"
    start(index, files.folder, home).join()
    before = dict(files.texts)
    files.change()
    answer = tmp_path / "answer"
    answer.touch()
    child = start(index_told, files.folder, home, answer, most)
    child.join()
    assert child.exitcode == 0
    assert held(home) in (before, files.texts)
    assert answer.read_text() == "done" or "run the same command again" in answer.read_text()
    print(f"\nfiles of at most {most:,} bytes: {answer.read_text()[:90]}")
    start(index, files.folder, home).join()
    assert held(home) == files.texts


def test_an_index_in_a_read_only_folder_can_be_asked(disk: Disk, tmp_path: Path) -> None:
    """Asking works and writes nothing; indexing says that the folder cannot be written, and where to write instead."""
    files, home = Collection(tmp_path / "docs", size=5), disk.path / "home"
    start(index, files.folder, home).join()
    assert disk.mount("remount", "ro")
    assert held(home) == files.texts
    ingester = Ingester(Settings(home=home), FakeEmbedder())
    assert ingester.run([files.folder]).unchanged == 5
    files.change()
    with pytest.raises(CitewellError, match=r"cannot write the index in .* choose another with --home"):
        ingester.run([files.folder])
    with pytest.raises(CitewellError, match=r"cannot write the index in .* choose another with --home"):
        Ingester(Settings(home=disk.path / "other"), FakeEmbedder()).run([files.folder])
    with closing(open_index(Settings(home=home), FakeEmbedder())) as opened:
        assert len(opened.documents()) == 5
