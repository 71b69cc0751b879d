"""Every file of an index, damaged in every way: found before it is served, never a crash, and mended."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus import CitewellError, Home, IndexDamaged, IndexMissing, Settings, examine, open_index, repair, roll_back
from corpus.models import Filter
from ingest import Ingester
from tests.fakes import FakeEmbedder
from tests.storage.collection import Collection, held


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0x10
    path.write_bytes(raw)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


WAYS = [truncate, flip, empty, remove]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, str]]:
    """An index of two generations, and what each of them holds; tests damage copies of it."""
    root = tmp_path_factory.mktemp("made")
    files = Collection(root / "docs", size=12)
    settings = Settings(home=root / "home")
    Ingester(settings, FakeEmbedder()).run([files.folder])
    before = dict(files.texts)
    files.change()
    Ingester(settings, FakeEmbedder()).run([files.folder])
    return settings.home, before, dict(files.texts)


def off(home: Path) -> list[str]:
    return [found.check for found in examine(Settings(home=home), FakeEmbedder()) if not found.ok]


def parts(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


@pytest.mark.parametrize("way", WAYS)
def test_any_damage_is_found_and_mended(
    made: tuple[Path, dict[str, str], dict[str, str]], tmp_path: Path, way: Callable[[Path], None]
) -> None:
    """One file after the other: opening refuses with the cure, the doctor names it, the cure makes it whole."""
    original, before, now = made
    damaged = 0
    for part in parts(Home(original).current()):
        home = tmp_path / "home"
        shutil.copytree(original, home)
        way(Home(home).current() / part)
        with pytest.raises(IndexDamaged, match="doctor --fix"):
            open_index(Settings(home=home), FakeEmbedder())
        assert off(home), part
        done = list(repair(Settings(home=home), FakeEmbedder()))
        assert done, part
        assert off(home) == [], part
        record = part.name == "catalogue.sqlite"
        assert held(home) == (before if record else now), part
        assert any("goes back" in line or "serves" in line for line in done), part
        shutil.rmtree(home)
        damaged += 1
    print(f"\n{damaged} files damaged by `{way.__name__}`: {damaged} refused, {damaged} found, {damaged} mended")
    assert damaged > 8


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_pointer_is_mended(
    made: tuple[Path, dict[str, str], dict[str, str]], tmp_path: Path, way: Callable[[Path], None]
) -> None:
    """Whatever became of the pointer, the newest whole generation serves after the cure."""
    original, _, now = made
    home = tmp_path / "home"
    shutil.copytree(original, home)
    way(home / "CURRENT")
    with pytest.raises((IndexDamaged, IndexMissing)):
        open_index(Settings(home=home), FakeEmbedder())
    assert off(home) == ["pointer"]
    list(repair(Settings(home=home), FakeEmbedder()))
    assert off(home) == []
    assert held(home) == now


def test_a_record_without_a_whole_one_before_is_not_guessed(tmp_path: Path) -> None:
    """When the only record is damaged the cure is to read the files again, and that works."""
    files, home = Collection(tmp_path / "docs", size=5), tmp_path / "home"
    settings = Settings(home=home)
    Ingester(settings, FakeEmbedder()).run([files.folder])
    flip(Home(home).current() / "catalogue.sqlite")
    with pytest.raises(IndexDamaged, match=r"--rebuild PATH"):
        list(repair(settings, FakeEmbedder()))
    Ingester(settings, FakeEmbedder()).run([files.folder], rebuild=True)
    assert held(home) == files.texts


def test_a_damaged_generation_that_does_not_serve_is_found_and_dropped(
    made: tuple[Path, dict[str, str], dict[str, str]], tmp_path: Path
) -> None:
    """One that could not be gone back to is told, and dropped by the cure; going back to it is refused."""
    original, _, now = made
    home = tmp_path / "home"
    shutil.copytree(original, home)
    flip(Home(home).kept()[0] / "catalogue.sqlite")
    assert off(home) == ["generation 1"]
    with pytest.raises(IndexDamaged):
        roll_back(Settings(home=home), FakeEmbedder())
    assert held(home) == now
    assert list(repair(Settings(home=home), FakeEmbedder())) == ["dropped generation 1, which was damaged"]
    assert off(home) == []


def test_leftovers_of_a_killed_run_are_found_and_cleared(
    made: tuple[Path, dict[str, str], dict[str, str]], tmp_path: Path
) -> None:
    """Half a generation is told and cleared; the index is as it was."""
    original, _, now = made
    home = tmp_path / "home"
    shutil.copytree(original, home)
    (home / "generations" / "000003.partial").mkdir()
    assert off(home) == ["leftovers"]
    assert list(repair(Settings(home=home), FakeEmbedder())) == ["removed 000003.partial, which a killed run left"]
    assert off(home) == []
    assert held(home) == now


def test_a_healthy_index_has_nothing_off_and_nothing_to_mend(
    made: tuple[Path, dict[str, str], dict[str, str]],
) -> None:
    """Each check says that it is well; the cure changes nothing."""
    home, _, _ = made
    found = list(examine(Settings(home=home), FakeEmbedder()))
    assert [one.check for one in found if not one.ok] == []
    assert {one.check for one in found} >= {
        "model", "disk", "leftovers", "pointer", "record: files", "vectors: files", "words: files", "generation 1",
        "record: integrity", "record: counts", "record: quotes", "parts", "vectors", "words",
    }  # fmt: skip
    assert list(repair(Settings(home=home), FakeEmbedder())) == []


def test_parts_that_are_not_in_force_are_told_with_their_cure(
    made: tuple[Path, dict[str, str], dict[str, str]], tmp_path: Path
) -> None:
    """An index of another embedder is not damage: it is told, and nothing is mended with the wrong one."""
    original, _, _ = made
    home = tmp_path / "home"
    shutil.copytree(original, home)
    wrong = [one for one in examine(Settings(home=home), FakeEmbedder("other")) if not one.ok]
    assert [(one.check, one.cure) for one in wrong] == [("parts", "citewell index --rebuild")]
    flip(next((Home(home).current() / "lexical").glob("*.idx")))
    with pytest.raises(CitewellError, match="--rebuild"):
        list(repair(Settings(home=home), FakeEmbedder("other")))


def test_no_index_is_told(tmp_path: Path) -> None:
    """Where there is no index the doctor says how to make one."""
    found = [one for one in examine(Settings(home=tmp_path / "home"), FakeEmbedder()) if not one.ok]
    assert [(one.check, one.cure) for one in found] == [("pointer", "citewell index PATH...")]
    with pytest.raises(IndexMissing):
        list(repair(Settings(home=tmp_path / "home"), FakeEmbedder()))


def test_going_back_and_forth(made: tuple[Path, dict[str, str], dict[str, str]], tmp_path: Path) -> None:
    """The one before serves after going back, the next build starts from it and is a new number."""
    original, before, now = made
    settings = Settings(home=tmp_path / "home")
    shutil.copytree(original, settings.home)
    assert roll_back(settings, FakeEmbedder()).generation == 1
    assert held(settings.home) == before
    assert roll_back(settings, FakeEmbedder(), 2).generation == 2
    assert held(settings.home) == now
    roll_back(settings, FakeEmbedder(), 1)
    name = min(before)
    Ingester(settings, FakeEmbedder()).remove([name])
    assert held(settings.home) == {key: text for key, text in before.items() if key != name}
    with closing(open_index(settings, FakeEmbedder())) as index:
        assert index.manifest.generation == 3
        assert index.lexical("harbour", "en", 5, Filter())
