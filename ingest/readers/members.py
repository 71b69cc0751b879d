"""What is inside an archive; runs in the child process. Reads in memory, writes nowhere.

Refused, each with a line: a path that leads out of the archive, a link, an encrypted member, one that
unpacks to too much, an archive in an archive. Directories and hidden files are passed over.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from corpus import ReadFailure
from ingest import sniff
from ingest.decode import MOST_BYTES, too_large
from ingest.discover import SOURCES_FILE
from ingest.models import Reading, Source
from ingest.readers.boxes import BROKEN, Box, Item, TarBox, ZipBox
from ingest.readers.parse import read_raw

_MOST_ITEMS = 50_000
_MOST_UNPACKED = 2_000_000_000  # bytes of all members together


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: `at` is its place there, `kind` its media type, `digest` the SHA-256 of its content."""

    name: str
    at: int
    kind: str
    digest: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that is not read, and why."""

    name: str
    reason: str


def members_of(kind: str, path: Path) -> list[Member | Refused]:
    """Every visible file of an archive, in its order. Raises ReadFailure where the archive is damaged."""
    found: list[Member | Refused] = []
    unpacked = 0
    try:
        box = _opened(kind, path)
        for at, item in enumerate(box.items()):
            unpacked += item.size
            if at >= _MOST_ITEMS or unpacked > _MOST_UNPACKED:
                raise ReadFailure(
                    f"it holds more than {_MOST_ITEMS:,} files or {_MOST_UNPACKED:,} bytes: "
                    "unpack it, and index the folder"
                )
            if item.is_file and _visible(item.name):
                found.append(_member(box, item, at))
    except BROKEN as error:
        raise ReadFailure(f"a damaged archive ({error}): get it again") from error
    return found


def member_of(kind: str, path: Path, member: Member) -> bytes:
    """A member's content; raises ReadFailure where the archive has changed since it was listed."""
    try:
        raw = _opened(kind, path).content(member.at)
    except (*BROKEN, IndexError) as error:
        raise ReadFailure(f"damaged in the archive ({error}): get it again") from error
    if hashlib.sha256(raw).hexdigest() != member.digest:
        raise ReadFailure("the archive changed while it was read: index it again")
    return raw


def read_member(kind: str, path: Path, member: Member, source: Source) -> Reading:
    """The reading of a member that is one document."""
    return read_raw(member.kind, member_of(kind, path, member), source)


def _opened(kind: str, path: Path) -> Box:
    state = path.stat()
    return _box(kind, path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _box(kind: str, path: Path, _modified: int, _size: int) -> Box:
    return ZipBox(path) if kind == sniff.ZIP else TarBox(path)


def _visible(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    inner = [part for part in parts if part not in ("..", "/")]
    return bool(inner) and not any(part.startswith((".", "__MACOSX")) for part in inner) and inner[-1] != SOURCES_FILE


def _member(box: Box, item: Item, at: int) -> Member | Refused:
    if objection := item.objection or _leads_out(item.name):
        return Refused(item.name, objection)
    if item.size > MOST_BYTES:
        return Refused(item.name, too_large(item.size))
    try:
        raw = box.content(at)
        kind = sniff.media_type_of_bytes(raw, item.name)
    except ReadFailure as failure:
        return Refused(item.name, str(failure))
    except BROKEN as error:
        return Refused(item.name, f"damaged in the archive ({error}): get it again")
    if kind in (sniff.ZIP, sniff.TAR):
        return Refused(item.name, "an archive in an archive: unpack the outer one, and index the folder")
    return Member(item.name, at, kind, hashlib.sha256(raw).hexdigest())


def _leads_out(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in name:
        return "its path leads out of the archive: refused"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "the file's name is not valid UTF-8: rename it"
    return ""
