"""Archives: documents inside them are read in memory, with ids of their own; hostile members are refused."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from corpus.models import Document
from ingest.models import Entry, Failure, Source
from ingest.readers import Readers
from ingest.sources import SourceNotes

READERS = Readers()
MEMBERS = {
    "inner/page.html": "<html><body><article><p>The harbour was closed on Monday because of a storm.</p></article>",
    "notes.md": "# Pilots\n\nThe pilots waited in the old town.",
    "plain.txt": "The ferry was late.\n\nПаром опоздал на три часа.",
    "rows.jsonl": json.dumps({"doc_id": "r1", "text": "Twelve ships waited."}) + "\n",
    ".hidden.txt": "Not meant for reading.",
    "__MACOSX/notes.md": "Not meant for reading.",
}


def write_zip(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def write_tar(path: Path, members: dict[str, str]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return path


def entries(path: Path) -> list[Entry | Failure]:
    return list(READERS.entries(Source(path, path.parent, path.name), SourceNotes({})))


def documents(path: Path) -> dict[str, Document]:
    found = [entry for entry in entries(path) if isinstance(entry, Entry)]
    return {entry.id: entry.load().document for entry in found}


@pytest.mark.parametrize(("name", "write"), [("box.zip", write_zip), ("box.tar.gz", write_tar)])
def test_members_are_documents(tmp_path: Path, name: str, write) -> None:
    """Each visible member is read by its content; its id is the archive's with its own path behind."""
    path = write(tmp_path / name, MEMBERS)
    found = documents(path)
    assert list(found) == [f"{name}/inner/page.html", f"{name}/notes.md", f"{name}/plain.txt", "r1"]
    assert {block.language for block in found[f"{name}/plain.txt"].blocks} == {"en", "ru"}
    assert found[f"{name}/inner/page.html"].text == "The harbour was closed on Monday because of a storm."
    assert found[f"{name}/notes.md"].metadata.title == "Pilots"
    assert found[f"{name}/notes.md"].path == f"{path}/notes.md"


def test_an_entry_changes_with_its_own_member_alone(tmp_path: Path) -> None:
    """A changed member changes its own hash and no other's."""
    before = entries(write_zip(tmp_path / "box.zip", {"a.txt": "One harbour.", "b.txt": "Two harbours."}))
    after = entries(write_zip(tmp_path / "box.zip", {"a.txt": "One harbour.", "b.txt": "Three harbours."}))
    same = [one.source_hash == two.source_hash for one, two in zip(before, after, strict=True)]  # type: ignore[union-attr]
    assert same == [True, False]


def test_hostile_members_are_refused(tmp_path: Path) -> None:
    """Paths that lead out, links, archives in archives: a line each, and nothing beside the archive."""
    inner = write_zip(tmp_path / "inner.zip", {"a.txt": "Deep."}).read_bytes()
    box = tmp_path / "in" / "box.zip"
    box.parent.mkdir()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("../../evil.txt", "Out.")
        archive.writestr("/abs.txt", "Out.")
        archive.writestr("C:\\evil.txt", "Out.")
        archive.writestr("inner.zip", inner)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("ok.txt", "The harbour was closed.")
        archive.writestr("picture.png", b"\x89PNG\r\n")
    found = entries(box)
    assert [one.id for one in found if isinstance(one, Entry)] == ["box.zip/ok.txt"]
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    assert [reason.split(":")[0] for reason in reasons] == [
        "its path leads out of the archive", "its path leads out of the archive", "its path leads out of the archive",
        "an archive in an archive", "a link", "a picture",
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["box.zip", "in", "inner.zip"]


def test_a_tar_of_links_and_devices_is_refused(tmp_path: Path) -> None:
    """Only plain files are taken out of a tar."""
    with tarfile.open(tmp_path / "box.tar", "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    (found,) = entries(tmp_path / "box.tar")
    assert isinstance(found, Failure)
    assert "a link" in found.reason


def test_bombs_and_damage_are_one_line(tmp_path: Path) -> None:
    """A member that unpacks to too much, a truncated archive and an empty one each get a reason."""
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(101):
            member.write(b"a" * 1_000_000)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(write_zip(tmp_path / "whole.zip", {"a.txt": "The harbour." * 99}).read_bytes()[:300])
    empty = write_zip(tmp_path / "empty.zip", {})
    torn = tmp_path / "torn.tar.gz"
    torn.write_bytes(
        write_tar(tmp_path / "whole.tar.gz", {f"{n}.txt": str(n) * 999 for n in range(9)}).read_bytes()[:120]
    )
    for path, reason in ((bomb, "more than 100,000,000"), (broken, "damaged"), (empty, "no files"), (torn, "damaged")):
        (found,) = entries(path)
        assert isinstance(found, Failure), path
        assert reason in found.reason


def test_an_archive_that_changes_is_told(tmp_path: Path) -> None:
    """What was listed and is gone when it is read is that member's failure."""
    path = write_zip(tmp_path / "box.zip", {"a.txt": "One harbour."})
    (found,) = entries(path)
    write_zip(path, {"a.txt": "Another harbour altogether."})
    with pytest.raises(Exception, match="changed while it was read"):
        found.load()  # type: ignore[union-attr]
