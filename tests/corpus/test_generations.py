"""Generations: numbered once, switched in one step, dropped only when nobody needs them."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from corpus import CitewellError, Home, IndexDamaged, IndexMissing, Settings, UsageError, open_index
from corpus.holds import Hold
from corpus.layout import VECTORS, open_view
from corpus.models import Filter
from corpus.vectors import VectorStore
from ingest import Ingester
from tests.conftest import REPOSITORY
from tests.fakes import FakeEmbedder


def publish(home: Home) -> Path:
    with home.building() as folder:
        (folder / "file").write_text(folder.name)
        return home.publish(folder)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_a_number_is_never_given_twice(home: Home) -> None:
    """After going back and dropping what was newer, the next generation still has a new number."""
    first = publish(home)
    second = publish(home)
    with home.writing():
        home.serve(first)
        assert names(home.drop_old(1)) == [second.name]
    assert names(home.kept()) == ["000001"]
    assert publish(home).name == "000003"


def test_the_serving_one_is_never_dropped(home: Home) -> None:
    """However few are to be kept, the one that serves stays, the newest others after it."""
    made = [publish(home) for _ in range(5)]
    with home.writing():
        home.serve(made[0])
        home.drop_old(2)
    assert names(home.kept()) == ["000001", "000005"]
    assert home.current() == made[0]


def test_one_that_is_read_is_not_dropped(home: Home) -> None:
    """A hold of another process keeps a generation; when that process is killed, the hold is gone."""
    made = [publish(home) for _ in range(3)]
    code = "import sys; from pathlib import Path; from corpus.holds import Hold; h = Hold(Path(sys.argv[1])); print(1, flush=True); input()"
    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(made[0])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert reader.stdout is not None
    reader.stdout.readline()
    with home.writing():
        assert names(home.drop_old(1)) == ["000002"]
        reader.kill()
        reader.wait()
        assert names(home.drop_old(1)) == ["000001"]


def test_a_reader_that_came_too_late_gets_the_next(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the pointer moves and the old folder is dropped between two looks, the reader holds the new one."""
    first, second = publish(home), publish(home)
    with home.writing():
        home.drop_old(1)
    looks = iter([first, second, second])
    monkeypatch.setattr(Home, "current", lambda self: next(looks))
    folder, hold = home.hold_current()
    hold.release()
    assert (folder, first.exists()) == (second, False)


def test_leftovers_of_a_killed_run_are_cleared_by_the_next(home: Home) -> None:
    """Half a generation never gets a name of its own and is gone after the next build."""
    publish(home)
    for name in ("000002.partial", "000001.dropped"):
        (home.path / "generations" / name).mkdir()
    assert names(home.kept()) == ["000001"]
    publish(home)
    assert home.leftovers() == []
    assert names(home.kept()) == ["000001", "000002"]


def test_going_back_names_a_kept_generation(home: Home) -> None:
    """Without a number it is the one before the serving one; one that is not there is told with those that are."""
    with pytest.raises(IndexMissing):
        home.generation(None)
    publish(home)
    with pytest.raises(UsageError, match="none is older than 1"):
        home.generation(None)
    publish(home)
    publish(home)
    assert home.generation(None).name == "000002"
    assert home.generation(1).name == "000001"
    with pytest.raises(UsageError, match="no generation 9: kept are 1, 2, 3"):
        home.generation(9)


@pytest.mark.parametrize("words", ["", "rubbish", "../../etc", "\x00\x01"])
def test_a_damaged_pointer_is_told(home: Home, words: str) -> None:
    """A pointer that names no generation is damage with its cure, never a path to follow; a build repairs it."""
    publish(home)
    (home.path / "CURRENT").write_text(words)
    with pytest.raises(IndexDamaged, match="doctor --fix"):
        home.current()


def test_a_pointer_to_nowhere_is_told(home: Home) -> None:
    """A copy made while generations changed may name one that it lacks."""
    shutil.rmtree(publish(home))
    with pytest.raises(IndexDamaged, match="doctor --fix"):
        home.hold_current()


def test_the_second_writer_is_told_who_is_first(home: Home) -> None:
    """It names the process, and waits for nobody."""
    with home.writing(), pytest.raises(CitewellError, match=f"process {os.getpid()}"), Home(home.path).writing():
        pass


def test_a_hold_needs_the_folder_that_has_the_name(tmp_path: Path) -> None:
    """Who locks a folder that was replaced meanwhile must look again."""
    with pytest.raises(FileNotFoundError):
        Hold(tmp_path / "nowhere")


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_readers_leave_a_generation_as_it_was_written(tmp_path: Path) -> None:
    """Opening, searching and closing, twice, changes no byte of it and leaves no file of their own."""
    (tmp_path / "a.txt").write_text("The harbour was closed on Monday.", encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    folder = Home(settings.home).current()
    before = digests(folder)
    for _ in range(2):
        index = open_index(settings, FakeEmbedder())
        assert index.dense(index.embed(["harbour"])[0], 3, Filter())
        assert index.lexical("harbour", "en", 3, Filter())
        index.close()
    assert digests(folder) == before


@pytest.mark.parametrize(
    ("size", "small"),
    [(1, True), (2, True), (999, True), (1000, True), (1000, False), (1001, False), (2001, False), (3500, False)],
)
@pytest.mark.parametrize("changed", [0, 1, 300])
def test_a_vector_cache_of_any_size_is_read_without_a_write(
    tmp_path: Path, size: int, small: bool, changed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma's own thresholds never make a reader write where it has links: all is in its files, new or changed."""
    if not small:
        monkeypatch.setattr("corpus.view._SMALL", 0)
    vectors = np.random.default_rng(size).normal(size=(size, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [str(number) for number in range(size)]
    store = VectorStore(tmp_path / VECTORS, create=True, expected=size)
    store.add(names, vectors)
    store.close()
    if changed:
        store = VectorStore(tmp_path / VECTORS)
        store.remove(names[:changed])
        store.add(names[:changed], vectors[:changed])
        store.close()
    store.compact()
    (tmp_path / "lexical").mkdir()
    before = digests(tmp_path)
    view = open_view(tmp_path)
    store = VectorStore(view.path / VECTORS)
    assert store.count() == size
    assert min(store.best_scores(vectors)) > 0.999
    store.close()
    view.close()
    assert digests(tmp_path) == before
