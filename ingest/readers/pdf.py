"""PDF. The canonical text is what the pages print, column by column, line by line; every word has its place.

A line's end is a newline and a broken word keeps its hyphen: what is searched joins them, the text does not.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus import ReadFailure
from corpus.models import Block, BlockKind, Document
from ingest.describe import Candidate, choose
from ingest.describe_properties import property_candidates
from ingest.describe_text import text_candidates
from ingest.models import Reading, Source
from ingest.readers.assemble import quotable_text
from ingest.readers.pdf_flow import Placed
from ingest.readers.pdf_kinds import usual_size
from ingest.readers.pdf_layout import laid_out
from ingest.readers.pdf_pages import Sheet, sheets_of
from ingest.readers.pdf_text import written
from ingest.readers.port import FileReader
from ingest.sniff import PDF

_MOST_PAGES = 5_000
_MOST_LISTED = 10
_TITLE = 1.3  # times the text's size: a heading that can be the title
_SURE = 0.85
_UNKNOWN = 0.2  # share of letters that a document's fonts do not tell
_WHY = {
    pdfium.FPDF_ERR_PASSWORD: "encrypted: remove the password (print it to a new PDF, or `qpdf --decrypt`)",
    pdfium.FPDF_ERR_SECURITY: "protected in a way that is not known here: print it to a new PDF",
}


class PdfReader(FileReader):
    """Pages, columns, furniture and hidden text as `pdf_*` find them."""

    def read(self, raw: bytes, source: Source) -> Reading:
        with closing(_opened(raw)) as document:
            if len(document) > _MOST_PAGES:
                raise ReadFailure(f"{len(document):,} pages, more than {_MOST_PAGES:,}: split it")
            try:
                sheets = list(sheets_of(document))
            except pypdfium2.PdfiumError as error:
                raise ReadFailure(f"a damaged PDF, a page cannot be opened ({error}): print it to a new PDF") from error
            properties = document.get_metadata_dict()
        if objection := _objection(sheets):
            raise ReadFailure(objection)
        flow = laid_out(sheets)
        text, blocks, pages, words = written(flow, sheets)
        known = choose([*property_candidates(properties), *_candidates(flow, text, blocks)], PDF)
        return Reading(
            Document(source.id, text, known, str(source.path), blocks, pages), words, tuple(_remarks(sheets))
        )


def _opened(raw: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        # PDFium may still tell the error of the file before.
        locked = _WHY.get(error.err_code or 0) if b"/Encrypt" in raw else None
        raise ReadFailure(locked or f"a damaged PDF ({error}): get it again, or print it to a new PDF") from error


def _candidates(flow: Sequence[Placed], text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """What the pages themselves say: the largest heading of the first one, and the words at head and foot."""
    headings = [one.paragraph for one in flow if one.kind is BlockKind.HEADING and one.paragraph.page == 1]
    size = usual_size(word for one in flow for line in one.paragraph.lines for word in line.words)
    largest = max(headings, key=lambda one: one.size, default=None)
    if largest is not None and largest.size >= _TITLE * size:
        yield Candidate("title", largest.text, "largest heading", _SURE)
    yield from text_candidates(quotable_text(text, blocks))


def _objection(sheets: list[Sheet]) -> str:
    """Why nothing of it can be quoted; empty where something can."""
    if not any(sheet.words or sheet.sideways or sheet.unseen for sheet in sheets):
        return "it holds no text, only pictures of it (a scan?): run OCR, e.g. `ocrmypdf IN.pdf OUT.pdf`"
    if not any(sheet.words for sheet in sheets):
        return "nobody can see its text: it is invisible, tiny, in the colour of its ground, or off the page"
    if _unknown(sheets) > _UNKNOWN:
        return "its fonts do not say which letters they draw: run OCR, e.g. `ocrmypdf --force-ocr IN.pdf OUT.pdf`"
    return ""


def _unknown(sheets: list[Sheet]) -> float:
    """The share of glyphs that stand for no letter."""
    words = [word for sheet in sheets for word in sheet.words]
    return sum(word.unknown for word in words) / sum(len(word.text) for word in words)


def _remarks(sheets: list[Sheet]) -> Iterator[str]:
    """What is off though the rest can be quoted."""
    empty = [str(number) for number, sheet in enumerate(sheets, start=1) if not sheet.words]
    if empty:
        yield f"no text on page {_listed(empty)}: if a picture of text, run OCR"
    if any(sheet.recognised for sheet in sheets):
        yield "a scan whose letters a program recognised: quotes can hold its errors"
    if share := _unknown(sheets):
        yield f"its fonts do not say what {share:.1%} of its letters are; quotes show them as \ufffd"


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers[:_MOST_LISTED]) + (
        f" and {len(numbers) - _MOST_LISTED} more" if len(numbers) > _MOST_LISTED else ""
    )
