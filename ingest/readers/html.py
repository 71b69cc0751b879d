"""HTML. The canonical text is all of the page's text in its order; blocks say which of it is the content."""

import codecs
import html
import re
from collections.abc import Sequence
from dataclasses import replace

import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from corpus import ReadFailure
from corpus.models import Block, BlockKind, Document, Metadata
from ingest.decode import decode
from ingest.describe import choose, completed
from ingest.describe_page import ADDRESS, page_candidates
from ingest.describe_text import text_candidates
from ingest.models import Reading, Source
from ingest.readers.assemble import assembled, quotable_text
from ingest.readers.html_main import kinds_of_pieces
from ingest.readers.html_page import Piece, pieces_of
from ingest.readers.port import FileReader

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_ABOVE = 2  # blocks
_TITLE = re.compile(r"<title[^>]*>([^<]{1,1000})", re.I)
# What browsers take such names for (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_BROWSERS_DO = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip


class HtmlReader(FileReader):
    """Everything a page says is kept; navigation, comments, notices and what nobody sees are typed as that."""

    def read(self, raw: bytes, source: Source) -> Reading:
        page = decode(raw, _declared(raw))
        pieces = _pieces(page)
        told = page_candidates(raw)
        metadata = choose((one for one in told if one.where != ADDRESS), "text/html")
        text, blocks = assembled(zip(_kinds(pieces, page, metadata), (one.text for one in pieces), strict=True))
        if not any(block.kind.quotable for block in blocks):
            raise ReadFailure("the page holds no article text: save the text itself as .txt")
        last = [one for one in told if one.where == ADDRESS]
        metadata = completed(metadata, [*text_candidates(_opened(text, blocks)), *last])
        return Reading(Document(source.id, text, metadata, str(source.path), blocks))


def _opened(text: str, blocks: Sequence[Block]) -> str:
    """What can be quoted, and the lines right over it: "Press release", a day."""
    first = next(at for at, block in enumerate(blocks) if block.kind.quotable)
    above = [
        replace(one, kind=BlockKind.PARAGRAPH)
        for one in blocks[max(0, first - _ABOVE) : first]
        if one.kind is not BlockKind.HIDDEN
    ]
    return quotable_text(text, [*above, *blocks[first:]])


def _declared(raw: bytes) -> str:
    match = _CHARSET.search(raw[:4096])
    if match is None:
        return "utf-8"
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return "utf-8"
    return _AS_BROWSERS_DO.get(name, name)


def _pieces(page: str) -> list[Piece]:
    try:
        return pieces_of(page)
    except etree.LxmlError as error:
        raise ReadFailure(f"not HTML that can be parsed: {error}") from error


def _kinds(pieces: list[Piece], page: str, metadata: Metadata) -> list[BlockKind]:
    named = _TITLE.search(page)
    titles = (metadata.title, html.unescape(named[1]) if named else "")
    # with_metadata would read the page twice; formatting would put marks into the words that are compared.
    options = Extractor(output_format="txt", comments=False, tables=True, with_metadata=False, dedup=False)
    return kinds_of_pieces(pieces, trafilatura.extract(page, options=options) or "", titles, metadata.publisher)
