"""EPUB books: the chapters in the order of their spine, each read as the page it is.

Read with zipfile and lxml: ebooklib is under the AGPL (`docs/adr/0009-readers-of-formats.md`).
"""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from corpus import ReadFailure
from corpus.models import BlockKind, Document, Metadata
from ingest.decode import decode
from ingest.describe import completed, partial_date
from ingest.describe_text import text_candidates
from ingest.models import Reading, Source
from ingest.phrases import said_of_line
from ingest.readers.assemble import assembled, quotable_text
from ingest.readers.html_cues import Cue
from ingest.readers.html_page import Piece, pieces_of, pieces_of_xml
from ingest.readers.package import Package
from ingest.readers.port import FileReader
from ingest.readers.properties import described
from ingest.reference_list import REFERENCES
from ingest.sniff import EPUB

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container", "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/", "enc": "http://www.w3.org/2001/04/xmlenc#",
}  # fmt: skip
_ROLE, _EVENT = "{http://www.idpf.org/2007/opf}role", "{http://www.idpf.org/2007/opf}event"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]+);")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


class EpubReader(FileReader):
    """A book's navigation and tables of contents are boilerplate; its package says title, authors and date."""

    def read(self, raw: bytes, source: Source) -> Reading:
        package = Package(raw)
        folder, opf = _opf(package)
        text, blocks = assembled(_typed(package, folder, opf))
        if not any(block.kind.quotable for block in blocks):
            raise ReadFailure("the book holds no text: if it holds pictures of text, make a PDF with text of it (OCR)")
        metadata = completed(_metadata(opf), text_candidates(quotable_text(text, blocks)))
        return Reading(Document(source.id, text, metadata, str(source.path), blocks))


def _xml(raw: bytes, what: str) -> etree._Element:
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ReadFailure(f"a damaged EPUB, its {what} is broken ({error}): get it again") from error


def _opf(package: Package) -> tuple[str, etree._Element]:
    """The folder of the book's package document, and that document."""
    root = _xml(package.part(_CONTAINER), "container").find(".//c:rootfile", _NAMES)
    name = root.get("full-path", "") if root is not None else ""
    if not name:
        raise ReadFailure("a damaged EPUB, its container names no book: get it again")
    return posixpath.dirname(name), _xml(package.part(name), "package")


def _metadata(opf: etree._Element) -> Metadata:
    def all_of(name: str) -> list[str]:
        return [" ".join("".join(one.itertext()).split()) for one in opf.iterfind(f".//dc:{name}", _NAMES)]

    return described(
        EPUB,
        title=next(iter(all_of("title")), ""),
        author="; ".join(_authors(opf)),
        publisher=next(iter(all_of("publisher")), ""),
        identifier=" ".join(all_of("identifier")),
        published=next(_days(opf), ""),
    )


def _authors(opf: etree._Element) -> Iterator[str]:
    """Who wrote the book; translators and illustrators did not."""
    for one in opf.iterfind(".//dc:creator", _NAMES):
        named = f".//opf:meta[@refines='#{one.get('id')}'][@property='role']"
        role = one.get(_ROLE) or (opf.findtext(named, "", _NAMES) if one.get("id") else "")
        if role.strip() in ("", "aut"):
            yield " ".join("".join(one.itertext()).split())


def _days(opf: etree._Element) -> Iterator[str]:
    """Days of publication, those that are called so first; never those of a file's making or change."""
    days = [(one.get(_EVENT, ""), partial_date((one.text or "").strip())) for one in opf.iterfind(".//dc:date", _NAMES)]
    yield from (day for event, day in days if day and "publication" in event)
    yield from (day for event, day in days if day and not event)


def _typed(package: Package, folder: str, opf: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    locked = _locked(package)
    for name, is_contents in _spine(folder, opf):
        if name in locked:
            raise ReadFailure("the book is protected (DRM): get a copy without protection")
        if name not in package.names:
            continue
        for piece, kind in _chapter(_pieces(package.part(name))):
            yield (BlockKind.BOILERPLATE if is_contents and kind.quotable else kind), piece.text


def _spine(folder: str, opf: etree._Element) -> Iterator[tuple[str, bool]]:
    """Names of the chapters' parts in reading order, and whether each is the table of contents."""
    items = {one.get("id"): one for one in opf.iterfind(".//opf:manifest/opf:item", _NAMES)}
    for reference in opf.iterfind(".//opf:spine/opf:itemref", _NAMES):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in _PAGES:
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
            yield name, "nav" in (item.get("properties") or "").split()


def _locked(package: Package) -> frozenset[str]:
    """Parts that are encrypted; fonts are often only scrambled, which hurts nobody who reads."""
    if _ENCRYPTION not in package.names:
        return frozenset()
    found = _xml(package.part(_ENCRYPTION), "list of encrypted parts").iterfind(".//enc:CipherReference", _NAMES)
    return frozenset(unquote(one.get("URI") or "") for one in found)


def _pieces(raw: bytes) -> list[Piece]:
    page = decode(raw)
    try:
        return pieces_of_xml(_NAMED.sub(_resolved, page))
    except etree.LxmlError:
        return pieces_of(page)  # not the XML it ought to be: as browsers do


def _resolved(match: "re.Match[str]") -> str:
    """HTML's named characters, which XML does not know."""
    return match[0] if match[1] in _OF_XML else html.unescape(match[0])


def _chapter(pieces: list[Piece]) -> Iterator[tuple[Piece, BlockKind]]:
    level = 0
    for piece in pieces:
        kind = _kind(piece)
        if kind is BlockKind.HEADING and (not level or piece.level <= level):
            level = piece.level if REFERENCES.match(piece.text) else 0
        yield piece, (BlockKind.REFERENCE if level and kind.quotable else kind)


def _kind(piece: Piece) -> BlockKind:
    if piece.hidden:
        return BlockKind.HIDDEN
    if any(region.tag == "nav" for region in piece.regions):
        return BlockKind.BOILERPLATE
    if any(region.cue is Cue.REFERENCES for region in piece.regions):
        return BlockKind.REFERENCE
    said = said_of_line(piece.text)
    return said if said and piece.kind is BlockKind.PARAGRAPH else piece.kind
