"""A folder full of hostile files: a line for each, the rest indexed, in bounded time and memory."""

import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

import corpus
from corpus import Home, Settings, open_catalogue
from ingest import Ingester
from ingest.progress import Progress
from tests.conftest import REPOSITORY, SHARED
from tests.fakes import FakeEmbedder
from tests.make_pdf import Sheet, pdf

SENTENCE = "The harbour of Alva was closed on Monday because of a storm."
DEEP = 10_000
MOST_SECONDS = 300  # of a busy machine; by itself it takes ten
MOST_MEGABYTES = 1024 + 400  # what one file may take, and the libraries


def good_pdf() -> bytes:
    sheet = Sheet()
    sheet.text(50, 100, SENTENCE)
    return pdf(sheet)


def encrypted_pdf() -> bytes:
    """One that names a password which nobody knows."""
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"1f" * 32 + b">/U<" + b"2e" * 32 + b">>>/ID[<01><01>]"
    return good_pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)


def scanned_pdf() -> bytes:
    sheet = Sheet()
    sheet.picture()
    return pdf(sheet)


def zipped(members: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


# By name: its bytes, and a part of the line that tells why it cannot be read.
BAD = {
    "empty.txt": (b"", "no text"),
    "blank.md": (b" \n\t\n", "no text"),
    "empty.pdf": (b"", "no text"),
    "truncated.pdf": (good_pdf()[:200], "damaged PDF"),
    "encrypted.pdf": (encrypted_pdf(), "encrypted: remove the password"),
    "scanned.pdf": (scanned_pdf(), "run OCR"),
    "cycle.pdf": (good_pdf().replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]"), "PDF"),
    "bomb.zip": (zipped({"a.txt": b" " * (120 << 20)}), "more than 100,000,000"),
    "bomb.docx": (zipped({"[Content_Types].xml": b"", "word/document.xml": b" " * (120 << 20)}), "unpacks to too much"),
    "slip.zip": (zipped({"/outside.txt": b"x", "../up.txt": b"x"}), "leads out of the archive"),
    "broken.zip": (zipped({"a.txt": b"x" * 1000})[:60], "zip|archive|damaged"),
    "koi8.txt": ("Порт был закрыт в понедельник из-за шторма.".encode("koi8-r"), "iconv"),
    "wide.txt": (SENTENCE.encode("utf-16-be"), "UTF-16BE"),
    "cut.txt": ("Порт".encode()[:-1], "middle of a character"),
    "nul.txt": (b"The harbour\x00 of Alva", "NUL"),
    "surrogate.jsonl": (b'{"doc_id": "s", "text": "half \\ud800 a character"}', "character|surrogate|UTF-8"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "picture|image|binary"),
    "entities.xml": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "XML"),
    "line\nbreak.txt": (b"", "no text"),
    "furniture.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article text"),
}  # fmt: skip
GOOD = {
    "plain.txt": SENTENCE.encode(),
    "good.pdf": good_pdf(),
    "good\nname.txt": f"{SENTENCE} In a name with a line break.".encode(),
    "deep.html": (f"<html><body><article><p>{SENTENCE}</p>" + "<div>" * DEEP
                  + "<p>Deep below stands a sentence that nobody may lose.</p>" + "</div>" * DEEP + "</article></body></html>").encode(),
    "marked.txt": ("\ufeff" + SENTENCE).encode(),
    "wide_with_mark.txt": f"{SENTENCE} In wide characters.".encode("utf-16"),
    "long.txt": "\n\n".join(f"{SENTENCE} It was storm number {n}." for n in range(6_000)).encode(),
    "one_line.txt": " ".join(f"{SENTENCE} It was storm number {n}." for n in range(4_000)).encode(),
    "no_spaces.txt": ("港は嵐のため月曜日に閉鎖された。" * 2_000).encode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files among bad ones of every kind."""
    folder = tmp_path_factory.mktemp("bad") / "docs"
    folder.mkdir()
    for name, content in (*GOOD.items(), *((name, raw) for name, (raw, _) in BAD.items())):
        (folder / name).write_bytes(content)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 << 20)
    outside = folder.parent / "secret.txt"
    outside.write_text("A secret outside of the folder.")
    (folder / "out.txt").symlink_to(outside)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "above").symlink_to(folder.parent)
    os.mkfifo(folder / "pipe.txt")
    return folder


def indexed(home: Path, *paths: Path) -> dict[str, Any]:
    """What came of indexing the paths in a process of its own."""
    command = [sys.executable, "-m", "tests.index_folder", str(home), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    sys.stdout.write(
        f"{told['documents']} documents, {len(told['failed'])} not read, {told['took']:.1f} s, "
        f"{told['megabytes']} MiB, in a child at most {told['megabytes_of_child']} MiB\n"
    )
    return told


def file_of(path: str) -> str:
    """The name of the file that a failure is about: rows are told by their line, members by their archive."""
    return next((part for part in Path(path).parts if part.split(":")[0] in BAD), Path(path).name).split(":")[0]


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, Any]:
    """What came of indexing the folder."""
    return indexed(folder.parent / "home", folder)


def test_a_folder_of_hostile_files(told: dict[str, Any]) -> None:
    """Every bad file has one line with its reason, every good one is indexed, and nothing is read from outside."""
    assert set(told["ids"]) == set(GOOD)
    reasons: dict[str, list[str]] = {}
    for one in told["failed"]:
        reasons.setdefault(file_of(one["path"]), []).append(one["reason"])
    links = {"out.txt": "out of the folder", "loop.txt": "follow", "gone.txt": "cannot be read|no such", "above": "out of the folder",
             "pipe.txt": "a pipe", "huge.txt": "split the file"}  # fmt: skip
    expected = {name: reason for name, (_, reason) in BAD.items()} | links
    assert set(reasons) == set(expected)
    for name, part in expected.items():
        assert any(one in reasons[name][0] for one in part.split("|")), (name, reasons[name])
        assert "\n" not in reasons[name][0]
        assert len(reasons[name]) == (2 if name == "slip.zip" else 1), reasons[name]
    assert told["megabytes"] < MOST_MEGABYTES
    assert told["megabytes_of_child"] < MOST_MEGABYTES


def test_nothing_good_is_cut_short(folder: Path, told: dict[str, Any]) -> None:
    """A page ten thousand elements deep keeps its deepest words, a long text its last."""
    assert told["documents"] == len(GOOD)
    catalogue = open_catalogue(Home(folder.parent / "home"))
    assert "Deep below stands a sentence that nobody may lose." in catalogue.document("deep.html").text
    assert catalogue.document("long.txt").text.endswith("storm number 5999.")
    catalogue.close()


class _Thief(Progress):
    """Takes files away when reading begins: after they were found, before they are read."""

    def __init__(self, *files: Path) -> None:
        self._files = files

    def begin(self, stage: str, total: int, unit: str = "documents") -> None:
        if stage.startswith("reading"):
            for file in self._files:
                file.unlink()

    def advance(self, steps: float = 1, chunks: int = 0) -> None:
        """Takes nothing more."""


def test_files_that_vanish_while_they_are_read(tmp_path: Path) -> None:
    """A file that is gone when its turn comes has its line, in this process or the parsers'; the others go on."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("a.txt", "b.txt", "c.html"):
        (docs / name).write_text(f"<html><body><p>{SENTENCE}</p></body></html>" if name == "c.html" else SENTENCE)
    thief = _Thief(docs / "b.txt", docs / "c.html")
    report = Ingester(Settings(home=tmp_path / "home"), FakeEmbedder(), thief).run([docs])
    assert (report.added, report.documents) == (1, 1)
    assert sorted(Path(one.path).name for one in report.failed) == ["b.txt", "c.html"]
    assert all("cannot be read" in one.reason for one in report.failed)


def test_the_command_prints_one_line_for_each(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However a file is named, its line on the terminal is one line."""
    from typer import Exit

    from ui.commands.index import index

    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("line\nbreak.txt", "scanned.pdf"):
        (docs / name).write_bytes((folder / name).read_bytes())
    half = Sheet()
    half.text(50, 100, SENTENCE)
    picture = Sheet()
    picture.picture()
    (docs / "half\x1b[2J.pdf").write_bytes(pdf(half, picture))
    monkeypatch.setattr(corpus, "SentenceTransformersEmbedder", lambda settings: FakeEmbedder())
    with pytest.raises(Exit):
        index([docs], tmp_path / "home")
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith(("not read", "read, but"))]
    assert len(told) == 3
    assert sum("no text" in line for line in told) == 3
    assert not any("\x1b" in line for line in told)


@pytest.fixture(scope="module")
def shared_bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The folder of bad files, and those that must be unpacked first."""
    folder = SHARED / "bad"
    if not folder.is_dir():
        pytest.skip("the hostile inputs are not beside this repository")
    unpacked = tmp_path_factory.mktemp("unpacked")
    packed = folder / "synthetic" / "nested_100k_divs.html.zlib"
    (unpacked / "nested_100k_divs.html").write_bytes(zlib.decompress(packed.read_bytes()))
    return folder, unpacked


_ENCRYPTED = (
    "crazyones-encrypted-256 enc_r2-user-password enc_r6-both-passwords encrypted-file libreoffice-writer-password"
)
_OTHERS_THAT_FAIL = (
    "all_bytes.bin billion_laughs.xml empty.txt entity_bomb.docx flate_nested_x2.pdf huge_count.pdf nul_bytes.txt truncated.pdf "
    "latin1_declared_utf8.html lone_surrogate.json overlong_utf8.txt pages_cycle.pdf truncated_utf8.txt whitespace_only.txt "
    "xxe.xml zip_slip.zip zipbomb_100MB.docx imagemagick-lzw.pdf"
)
_OF_TEXT = (
    "ok.pdf ok.docx utf8_bom.txt utf16le_bom.txt nested_300_divs.html nested_100k_divs.html hidden_text.html zalgo.txt mojibake.txt "
    "hidden_white_text.pdf no_spaces_cjk.txt one_line_5MB.txt soft_hyphens.txt crazyones.pdf enc_unencrypted.pdf multilang.pdf "
    "enc_r6-empty-password.pdf hello-world.pdf XSS-BruteLogic.txt"
)
MUST_FAIL = {*_OTHERS_THAT_FAIL.split(), *(f"{name}.pdf" for name in _ENCRYPTED.split())}
MUST_STAND = set(_OF_TEXT.split())


def test_all_the_bad_files_at_once(shared_bad: tuple[Path, ...], tmp_path: Path) -> None:
    """Each file is indexed or has its line, none both, none neither; encrypted, scanned and bombs are among the lines."""
    told = indexed(tmp_path / "home", *shared_bad)
    files = {path.name for root in shared_bad for path in root.rglob("*") if path.is_file()}
    failed = {part.split(":")[0] for one in told["failed"] for part in Path(one["path"]).parts} & files
    stands = {part for identity in told["ids"] for part in Path(identity).parts} & files
    assert failed | stands == files
    assert failed & stands <= {"zip_slip.zip"}
    assert failed >= MUST_FAIL
    assert stands >= MUST_STAND
    assert all(one["reason"] and "\n" not in one["reason"] for one in told["failed"])
    assert told["megabytes"] < MOST_MEGABYTES
    assert told["megabytes_of_child"] < MOST_MEGABYTES
