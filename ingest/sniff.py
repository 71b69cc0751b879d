"""What kind of document a file is: told by its content, by its name only between kinds of text."""

import json
import mimetypes
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

from corpus import ReadFailure

TEXT, MARKDOWN, HTML, JSON_LINES = "text/plain", "text/markdown", "text/html", "application/jsonl"
PDF, EPUB, ZIP, TAR = "application/pdf", "application/epub+zip", "application/zip", "application/x-tar"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HEAD = 65_536  # bytes
_MOST_NAMES = 1_000_000  # bytes of a zip's list of names; a document's own is far shorter
_END_OF_ZIP, _LARGE_ZIP = b"PK\5\6", b"PK\6\7"
_ZIPS = (b"PK\3\4", _END_OF_ZIP)
_SUFFIXES = {
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".jsonl": JSON_LINES, ".ndjson": JSON_LINES,
}  # fmt: skip
_PAGE = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title)\b", re.I | re.S
)
_XML = re.compile(r"\ufeff?\s*<(?:\?xml|!DOCTYPE)\b", re.I)
_REFUSED = (
    (b"{\\rtf", "RTF: save it as .docx, PDF or text"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file: remove its password, or save it as .docx or PDF"),
    (b"\x89PNG", "a picture: text in pictures is not read; make a PDF with text of it (OCR)"),
    (b"\xff\xd8\xff", "a picture: text in pictures is not read; make a PDF with text of it (OCR)"),
    (b"GIF8", "a picture: text in pictures is not read; make a PDF with text of it (OCR)"),
    (b"BZh", "a compressed file: unpack it first"),
    (b"\xfd7zXZ", "a compressed file: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first, or make a zip of it"),
    (b"Rar!", "a RAR archive: unpack it first, or make a zip of it"),
)
_OFFICE = (
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "OpenDocument"),
)
# Only the library's own table: the system's would make one folder read differently on two machines.
_TYPES = mimetypes.MimeTypes()


def media_type(file: BinaryIO, name: str, *, named: bool = False) -> str:
    """The media type of a file that can seek, one of this module's names.

    In a folder, text whose name says that it is code or data is passed over; a file that was
    `named` is tried. Raises ReadFailure, with the cure, for what no reader knows.
    """
    head = file.read(_HEAD)
    if head.startswith(_ZIPS):
        return _kind_of_zip(file)
    if (known := _by_magic(head)) is not None:
        return known
    suffix = PurePath(name).suffix.lower()
    start = _text(head)
    if _PAGE.match(start):
        return HTML
    kind = _SUFFIXES.get(suffix, TEXT)
    if kind is TEXT:
        kind = _kind_of_text(start, suffix)
    guess = _TYPES.guess_type(f"a{suffix}")[0] or ""
    if kind is TEXT and not named and suffix != ".txt" and _is_code_or_data(guess):
        raise ReadFailure(f"{suffix} files ({guess}) hold code or data: name the file itself to read it as text")
    return kind


def media_type_of_bytes(raw: bytes, name: str) -> str:
    """The same, of a file's content."""
    return media_type(BytesIO(raw), name)


def _by_magic(head: bytes) -> str | None:
    for magic, reason in _REFUSED:
        if head.startswith(magic):
            raise ReadFailure(reason)
    if head.startswith(b"\x1f\x8b"):
        if _is_tar(zlib.decompressobj(31).decompress(head, 1024)):
            return TAR
        raise ReadFailure("a compressed file: unpack it first")
    if _is_tar(head):
        return TAR
    # Readers allow a PDF's mark within its first 1024 bytes; a page may quote it there.
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and not _PAGE.match(_text(head))):
        return PDF
    return None


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _kind_of_zip(file: BinaryIO) -> str:
    """EPUB, Word or an archive, by the names inside; one with many names can only be an archive."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _HEAD - 22))
    tail = file.read()
    end = tail.rfind(_END_OF_ZIP)
    if end < 0 or _LARGE_ZIP in tail or int.from_bytes(tail[end + 12 : end + 16], "little") > _MOST_NAMES:
        return ZIP
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            mark = archive.open("mimetype").read(100).strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise ReadFailure(f"a damaged zip, Word or EPUB file ({error}): get it again") from error
    if mark == EPUB.encode() or "META-INF/container.xml" in names:
        return EPUB
    if "word/document.xml" in names and "[Content_Types].xml" in names:
        return DOCX
    for name, what in _OFFICE:
        if name in names and ("[Content_Types].xml" in names or mark):
            raise ReadFailure(f"{what}: save it as .docx or PDF")
    return ZIP


def _text(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8", errors="replace")


def _kind_of_text(start: str, suffix: str) -> str:
    if _XML.match(start):
        raise ReadFailure("XML: save it as HTML or text")
    first = start.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if not first.startswith("{"):
        return TEXT
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return TEXT
    return JSON_LINES if suffix == ".json" or (isinstance(row, dict) and {"doc_id", "text"} <= row.keys()) else TEXT


def _is_code_or_data(guess: str) -> bool:
    if guess in ("application/json", "application/xml", "image/svg+xml"):
        return True
    return guess.startswith(("text/", "application/javascript", "application/x-")) and guess not in (TEXT, HTML)
