"""Zip and tar behind one port: what they list, and the content of one item, in memory."""

import stat
import tarfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in an archive; `size` is what it unpacks to, `objection` why it must not be read."""

    name: str
    size: int
    is_file: bool = True
    objection: str = ""


class Box(ABC):
    """An open archive."""

    @abstractmethod
    def items(self) -> Iterator[Item]:
        """Everything in it, in its order; raises one of `BROKEN` where it is damaged."""

    @abstractmethod
    def content(self, at: int) -> bytes:
        """What the item at that place holds; raises one of `BROKEN` where it is damaged."""


class ZipBox(Box):
    """A zip. What a member unpacks to is never more than it declares: `zipfile` stops there."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)

    def items(self) -> Iterator[Item]:
        for info in self._archive.infolist():
            objection = ""
            if info.flag_bits & _ENCRYPTED:
                objection = "encrypted: remove the password"
            elif stat.S_ISLNK(info.external_attr >> 16):
                objection = "a link: refused"
            yield Item(info.filename, info.file_size, not info.is_dir(), objection)

    def content(self, at: int) -> bytes:
        return self._archive.read(self._archive.infolist()[at])


class TarBox(Box):
    """A tar, packed by gzip or not. Kept open, so that reading its members in order unpacks it once."""

    def __init__(self, path: Path) -> None:
        self._archive = tarfile.open(path, "r:*")  # noqa: SIM115 - lives as long as the child reads this archive

    def items(self) -> Iterator[Item]:
        for info in self._archive:
            objection = "" if info.isfile() else "a link or a device: refused"
            yield Item(info.name, info.size if info.isfile() else 0, not info.isdir(), objection)

    def content(self, at: int) -> bytes:
        file = self._archive.extractfile(self._archive.getmembers()[at])
        if file is None:
            raise tarfile.TarError("not a file")
        with file:
            return file.read()
