"""A run brings the index in line with the files: only what changed, nothing lost, everything told."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from corpus import (
    CHUNKER,
    Home,
    IndexDamaged,
    IndexMismatch,
    Parts,
    Settings,
    UnknownDocument,
    UsageError,
    open_catalogue,
    open_index,
    refuse_mismatch,
)
from corpus.schema import FORMAT
from ingest import Ingester
from ingest.models import Report
from tests.fakes import FakeEmbedder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents in two formats, one in a folder below."""
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("The harbour was closed on Monday.", encoding="utf-8")
    (folder / "sub" / "b.md").write_text("# Pilots\n\nThe pilots waited in the old town.", encoding="utf-8")
    (folder / "rows.jsonl").write_text(json.dumps({"doc_id": "r1", "text": "Twelve ships waited."}), encoding="utf-8")
    return folder


def index(folder: Path, embedder: FakeEmbedder | None = None, *, rebuild: bool = False) -> Report:
    settings = Settings(home=folder.parent / "home")
    return Ingester(settings, embedder or FakeEmbedder()).run([folder], rebuild=rebuild)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged, len(report.failed)


def ids(folder: Path, embedder: FakeEmbedder | None = None) -> list[str]:
    opened = open_index(Settings(home=folder.parent / "home"), embedder or FakeEmbedder())
    found = [document.id for document in opened.documents()]
    opened.close()
    return found


def test_ids_are_paths_under_the_root_or_the_rows_own(folder: Path) -> None:
    """A file's id is its path under the indexed root, a row's its `doc_id`."""
    assert counts(index(folder)) == (3, 0, 0, 0, 0)
    assert ids(folder) == ["a.txt", "r1", "sub/b.md"]


def test_nothing_changed_does_nothing(folder: Path) -> None:
    """A second run embeds nothing and makes no generation."""
    index(folder)
    serving = Home(folder.parent / "home").current()
    embedder = FakeEmbedder()
    assert counts(index(folder, embedder)) == (0, 0, 0, 3, 0)
    assert embedder.embedded == []
    assert Home(folder.parent / "home").current() == serving


def test_only_what_changed_is_embedded(folder: Path) -> None:
    """A changed, a new and a removed file each show, and no other text is embedded again."""
    index(folder)
    (folder / "a.txt").write_text("The harbour was opened on Friday.", encoding="utf-8")
    (folder / "c.txt").write_text("A third text about lighthouses.", encoding="utf-8")
    (folder / "sub" / "b.md").unlink()
    embedder = FakeEmbedder()
    assert counts(index(folder, embedder)) == (1, 1, 1, 1, 0)
    assert sorted(embedder.embedded) == ["A third text about lighthouses.", "The harbour was opened on Friday."]
    assert ids(folder) == ["a.txt", "c.txt", "r1"]


def test_a_rename_is_not_an_embedding(folder: Path) -> None:
    """The same words under another name are taken over with their vectors."""
    index(folder)
    (folder / "a.txt").rename(folder / "z.txt")
    embedder = FakeEmbedder()
    assert counts(index(folder, embedder)) == (1, 0, 1, 2, 0)
    assert embedder.embedded == []


def test_one_bad_file_never_stops_the_others(folder: Path) -> None:
    """Each bad item is in the report with its reason; what was indexed before stays."""
    index(folder)
    (folder / "a.txt").write_bytes(b"\x00\x01")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "rows.jsonl").write_text("{broken", encoding="utf-8")
    (folder / "new.txt").write_text("A new text all the same.", encoding="utf-8")
    report = index(folder)
    assert (report.added, report.removed, len(report.failed)) == (1, 0, 4)
    assert all(failure.reason for failure in report.failed)
    assert ids(folder) == ["a.txt", "new.txt", "r1", "sub/b.md"]


def test_documents_under_other_paths_stay(folder: Path, tmp_path: Path) -> None:
    """Indexing a second folder adds to the index; a file named alone is the same document as in its folder."""
    index(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "o.txt").write_text("Another folder's text.", encoding="utf-8")
    ingester = Ingester(Settings(home=tmp_path / "home"), FakeEmbedder())
    assert counts(ingester.run([other])) == (1, 0, 0, 0, 0)
    assert counts(ingester.run([folder / "a.txt"])) == (0, 0, 0, 1, 0)
    assert ids(folder) == ["a.txt", "o.txt", "r1", "sub/b.md"]


def test_an_id_is_never_taken_from_another_file(folder: Path, tmp_path: Path) -> None:
    """Two files that would share an id: the second is refused with the cure, the first stays."""
    index(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Quite another text.", encoding="utf-8")
    report = Ingester(Settings(home=tmp_path / "home"), FakeEmbedder()).run([other])
    assert "already belongs to" in report.failed[0].reason
    assert "a.txt" in ids(folder)


def test_a_moved_folder_is_taken_over(folder: Path) -> None:
    """After a move the documents have their new paths without a new vector, and a later deletion is seen."""
    index(folder)
    moved = folder.rename(folder.parent / "moved")
    embedder = FakeEmbedder()
    ingester = Ingester(Settings(home=folder.parent / "home"), embedder)
    assert counts(ingester.run([moved])) == (0, 3, 0, 0, 0)
    assert embedder.embedded == []
    (moved / "a.txt").unlink()
    assert counts(ingester.run([moved])) == (0, 0, 1, 2, 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("x.md", "---\ndate: 2023-02-30\n---\nText.", id="impossible_day"),
        pytest.param("x.jsonl", '{"doc_id": "x", "text": "half \\ud800 a character"}', id="lone_surrogate"),
        pytest.param("x.jsonl", "[" * 100_000, id="nested_too_deep"),
        pytest.param(
            "x.md", "| " + "word " * 110 + "|" + "word " * 110 + "|\n|---|---|\n| a | a |", id="table_of_equal_cells"
        ),
        pytest.param("x.html", '<meta name="date" content="0000"><p>Short.</p>', id="odd_date"),
        pytest.param("x.txt", "Date: 0001-01-01\n\nText of the first year.", id="first_year"),
    ],
)
def test_an_odd_file_never_ends_the_run(folder: Path, name: str, text: str) -> None:
    """Whatever a parser trips over, the other documents are indexed."""
    (folder / name).write_text(text, encoding="utf-8")
    report = index(folder)
    assert report.added >= 3
    assert {"a.txt", "r1", "sub/b.md"} <= set(ids(folder))


def test_a_rebuild_keeps_what_cannot_be_read_now(folder: Path) -> None:
    """A file that broke keeps its indexed version through a rebuild too."""
    index(folder)
    (folder / "a.txt").write_bytes(b"\x00\x01")
    report = index(folder, rebuild=True)
    assert len(report.failed) == 1
    assert ids(folder) == ["a.txt", "r1", "sub/b.md"]


@pytest.mark.parametrize("damage", ["removed", "garbage"])
def test_a_rebuild_repairs_a_damaged_record(folder: Path, damage: str) -> None:
    """The command that the error names does make the index anew."""
    index(folder)
    record = Home(folder.parent / "home").current() / "catalogue.sqlite"
    record.unlink() if damage == "removed" else record.write_bytes(b"garbage" * 1000)
    with pytest.raises(IndexDamaged, match="doctor --fix"):
        index(folder)
    assert index(folder, rebuild=True).documents == 3
    assert ids(folder) == ["a.txt", "r1", "sub/b.md"]


def test_the_index_itself_is_not_indexed(folder: Path) -> None:
    """A home inside the indexed folder is passed over."""
    settings = Settings(home=folder / "my-index")
    for _ in range(2):
        assert Ingester(settings, FakeEmbedder()).run([folder]).failed == ()


def test_missing_paths(folder: Path, tmp_path: Path) -> None:
    """No path that exists is a usage error; one among others is a failure of that path."""
    with pytest.raises(UsageError, match="no such file"):
        Ingester(Settings(home=tmp_path / "home"), FakeEmbedder()).run([tmp_path / "nope"])
    report = Ingester(Settings(home=tmp_path / "home"), FakeEmbedder()).run([tmp_path / "nope", folder])
    assert (report.added, len(report.failed)) == (3, 1)


def test_another_embedder_needs_a_rebuild(folder: Path) -> None:
    """Mixing vectors of two models is refused; `--rebuild` without a path makes the index anew from the record."""
    index(folder)
    shutil.rmtree(folder)
    other = FakeEmbedder("other")
    ingester = Ingester(Settings(home=folder.parent / "home"), other)
    (folder.parent / "x.txt").write_text("One more.", encoding="utf-8")
    with pytest.raises(IndexMismatch, match="--rebuild"):
        ingester.run([folder.parent / "x.txt"])
    report = ingester.run([], rebuild=True)
    assert (report.documents, report.chunks) == (3, 3)
    assert ids(folder, other) == ["a.txt", "r1", "sub/b.md"]


def test_remove_takes_out_named_documents_or_none(folder: Path) -> None:
    """An unknown id removes nothing; known ones leave the index and their files stay."""
    index(folder)
    ingester = Ingester(Settings(home=folder.parent / "home"), FakeEmbedder())
    with pytest.raises(UnknownDocument, match="nope"):
        ingester.remove(["a.txt", "nope"])
    assert ingester.remove(["a.txt"]).removed == 1
    assert ids(folder) == ["r1", "sub/b.md"]
    assert (folder / "a.txt").exists()


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """What a symbolic link outside the named folder points to was not named."""
    (tmp_path / "secret.txt").write_text("A secret outside.", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    report = index(folder)
    assert [failure.reason for failure in report.failed if "symbolic link" in failure.reason]
    assert "link.txt" not in ids(folder)


def test_a_file_has_one_id_whatever_path_names_it(folder: Path, tmp_path: Path) -> None:
    """Named alone, with its own folder or with a folder above, a file keeps the id by which it came in first."""
    ingester = Ingester(Settings(home=tmp_path / "home"), FakeEmbedder())
    index(folder)
    assert counts(ingester.run([folder / "sub" / "b.md"])) == (0, 0, 0, 1, 0)
    assert counts(ingester.run([folder / "sub"])) == (0, 0, 0, 1, 0)
    (folder / "sub" / "c.txt").write_text("A third text about lighthouses.", encoding="utf-8")
    assert counts(ingester.run([folder / "sub"])) == (1, 0, 0, 1, 0)
    assert counts(index(folder)) == (0, 0, 0, 4, 0)
    assert ids(folder) == ["a.txt", "c.txt", "r1", "sub/b.md"]
    (folder / "sub" / "c.txt").unlink()
    assert counts(index(folder)) == (0, 0, 1, 3, 0)


def test_a_rebuild_without_paths_reads_the_sources_that_stand(folder: Path) -> None:
    """What was indexed is read again where it lies, the rest comes from the record, and nothing new is taken in."""
    index(folder)
    (folder / "a.txt").write_text("The harbour was opened on Friday.", encoding="utf-8")
    (folder / "sub" / "b.md").unlink()
    (folder / "new.txt").write_text("Nobody named this file.", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    settings = Settings(home=folder.parent / "home")
    report = Ingester(settings, FakeEmbedder()).run([], rebuild=True)
    assert counts(report) == (0, 1, 0, 1, 0)
    assert report.documents == 3
    opened = open_index(settings, FakeEmbedder())
    assert opened.document("a.txt").text == "The harbour was opened on Friday."
    assert [one.id for one in opened.documents()] == ["a.txt", "r1", "sub/b.md"]
    opened.close()


def test_the_plan_is_what_the_run_does_and_touches_nothing(folder: Path) -> None:
    """The dry run names the documents by fate, failures found in them included, and makes no file."""
    settings = Settings(home=folder.parent / "home")
    planned = Ingester(settings, FakeEmbedder()).plan([folder]).to_dict()
    assert planned["added"] == ["a.txt", "r1", "sub/b.md"]
    assert not settings.home.exists()
    index(folder)
    (folder / "a.txt").write_text("The harbour was opened on Friday.", encoding="utf-8")
    (folder / "sub" / "b.md").unlink()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "new.txt").write_text("A new text.", encoding="utf-8")
    before = sorted((str(path), path.stat().st_mtime_ns) for path in settings.home.rglob("*"))
    embedder = FakeEmbedder()
    plan = Ingester(settings, embedder).plan([folder])
    assert plan.to_dict() == {
        "added": ["new.txt"],
        "changed": ["a.txt"],
        "unchanged": ["r1"],
        "removed": ["sub/b.md"],
        "failed": [{"path": str(folder / "empty.txt"), "reason": "the file holds no text"}],
    }
    assert sorted((str(path), path.stat().st_mtime_ns) for path in settings.home.rglob("*")) == before
    assert embedder.embedded == []
    assert counts(index(folder)) == (1, 1, 1, 1, 1)


def test_an_index_of_the_layout_before_is_rebuilt_from_its_record(folder: Path) -> None:
    """The command that the refusal names does it, also when the sources are gone."""
    index(folder)
    shutil.rmtree(folder)
    home = Home(folder.parent / "home")
    with sqlite3.connect(home.current() / "catalogue.sqlite") as database:
        database.execute("ALTER TABLE document DROP COLUMN root")
        told = f'"format": {FORMAT}'
        database.execute("UPDATE manifest SET body = replace(body, ?, ?)", (told, f'"format": {FORMAT - 1}'))
    database.close()
    (home.current() / "seal.json").unlink()
    with pytest.raises(IndexMismatch, match="--rebuild"):
        open_index(Settings(home=home.path), FakeEmbedder())
    assert Ingester(Settings(home=home.path), FakeEmbedder()).run([], rebuild=True).documents == 3
    assert ids(folder) == ["a.txt", "r1", "sub/b.md"]


@pytest.mark.parametrize("part", ["chunker", "cleaner", "readers"])
def test_an_index_of_other_parts_is_refused_with_the_cure(folder: Path, part: str) -> None:
    """An index that another chunker, cleaner or reader made is neither opened nor added to before it is rebuilt."""
    index(folder)
    home = folder.parent / "home"
    other = Parts(**{"chunker": f"{CHUNKER}/180", part: "other"})
    with pytest.raises(IndexMismatch, match="--rebuild"):
        refuse_mismatch(open_catalogue(Home(home)).manifest(), FakeEmbedder(), other)
    smaller = Settings(home=home, chunk_tokens=20)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        open_index(smaller, FakeEmbedder())
    Ingester(smaller, FakeEmbedder()).run([], rebuild=True)
    open_index(smaller, FakeEmbedder()).close()
