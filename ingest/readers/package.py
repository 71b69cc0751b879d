"""A zip that is one document (Word, EPUB): checked for bombs before any part of it is parsed."""

import zipfile
import zlib
from io import BytesIO

from corpus import ReadFailure

_MOST_PART = 50_000_000  # bytes of one XML part
_MOST_ALL = 600_000_000  # bytes of all parts, pictures too
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_MARKUP = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm")


class Package:
    """The parts of such a file, by name; none is ever written to disk."""

    def __init__(self, raw: bytes) -> None:
        """Raises ReadFailure where it is damaged, encrypted or unpacks to too much."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except _DAMAGED as error:
            raise ReadFailure(f"a damaged file ({error}): get it again") from error
        parts = self._archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise ReadFailure("encrypted: remove the password")
        largest = max((part.file_size for part in parts if part.filename.lower().endswith(_MARKUP)), default=0)
        if largest > _MOST_PART or sum(part.file_size for part in parts) > _MOST_ALL:
            raise ReadFailure(
                f"it unpacks to too much (a part of {largest:,} bytes): it is made to do harm, or split it"
            )
        self.names = frozenset(part.filename for part in parts)

    def part(self, name: str) -> bytes:
        """One part's content. Raises ReadFailure where there is none, or it declares entities of its own."""
        try:
            raw = self._archive.read(name)
        except KeyError as error:
            raise ReadFailure(f"damaged: its part {name} is missing; get it again") from error
        except _DAMAGED as error:
            raise ReadFailure(f"its part {name} is damaged ({error}): get it again") from error
        if b"<!ENTITY" in raw:
            raise ReadFailure(f"its part {name} declares entities: it is made to do harm, or save it anew")
        return raw
