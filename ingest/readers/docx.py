"""Word files (.docx). The canonical text is every paragraph in its order, tables row by row, notes at the end."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml import etree

from corpus import ReadFailure
from corpus.models import BlockKind, Document
from ingest.describe import Candidate, choose
from ingest.describe_properties import property_candidates
from ingest.describe_text import text_candidates
from ingest.header import header_of, without_header
from ingest.models import Reading, Source
from ingest.phrases import said_of_line
from ingest.readers.assemble import assembled, quotable_text
from ingest.readers.docx_story import Paragraph, paragraphs_of
from ingest.readers.docx_styles import Style, styles_of
from ingest.readers.package import Package
from ingest.readers.port import FileReader
from ingest.reference_list import REFERENCES
from ingest.sniff import DOCX

_LONGEST_HEADING = 160
_ENDS = (".", "!", "?", ":", ";", "…", "。", ",")


class DocxReader(FileReader):
    """Kinds come from paragraph styles, outline levels and numbering, then from the words themselves."""

    def read(self, raw: bytes, source: Source) -> Reading:
        package = Package(raw)
        for name in package.names:
            if name.endswith((".xml", ".rels")):
                package.part(name)  # refuses what declares entities before any parser sees it
        try:
            opened = docx.Document(BytesIO(raw))
            typed = list(_typed(opened))
        except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError) as error:
            raise ReadFailure(
                f"a damaged Word file ({type(error).__name__}: {error}): open and save it in Word"
            ) from error
        text, blocks = assembled(typed)
        said = text_candidates(quotable_text(text, blocks))  # without what is printed at the top of each page
        blocks = without_header(text, blocks, header_of(text))
        if not any(block.kind.quotable for block in blocks):
            raise ReadFailure(
                "the Word file holds no text: if it holds pictures of text, make a PDF with text of it (OCR)"
            )
        told = list(_candidates(opened, text))
        titled = any(one.field == "title" for one in told)  # somebody wrote it; a headline is a guess
        told += [one for one in said if one.field != "title" or not titled]
        metadata = choose(told, DOCX)
        return Reading(Document(source.id, text, metadata, str(source.path), blocks))


def _candidates(opened: Any, text: str) -> Iterator[Candidate]:
    if not any(one.reltype == RT.CORE_PROPERTIES for one in opened.part.package.rels.values()):
        return  # python-docx would make some up
    values = opened.core_properties
    author = values.author if _is_writer(values.author, values.last_modified_by, text) else ""
    yield from property_candidates({"title": values.title, "author": author, "doi": values.identifier})


def _is_writer(author: str, saved_by: str, text: str) -> bool:
    """Whether the author is not only that of a template: the one who saved it last, or named in the text."""
    family = re.findall(r"\w+", author)[-1:]
    return not saved_by or saved_by == author or any(name.casefold() in text.casefold() for name in family)


def _typed(opened: Any) -> Iterator[tuple[BlockKind, str]]:
    styles = styles_of(opened.styles.element)
    related = list(opened.part.rels.values())
    yield from _furniture(_stories(related, RT.HEADER), styles)
    yield from _body(paragraphs_of(opened.element.body, styles))
    for notes in (RT.FOOTNOTES, RT.ENDNOTES):
        for story in _stories(related, notes):
            # Separators are notes too, with a type; they hold no words.
            yield from _body(paragraphs_of(story, styles))
    yield from _furniture(_stories(related, RT.FOOTER), styles)


def _stories(related: Iterable[Any], kind: str) -> Iterator[Any]:
    for one in related:
        if one.reltype == kind and not one.is_external:
            yield parse_xml(one.target_part.blob)


def _furniture(stories: Iterable[Any], styles: dict[str, Style]) -> Iterator[tuple[BlockKind, str]]:
    said: set[str] = set()
    for story in stories:
        for paragraph in paragraphs_of(story, styles):
            if paragraph.text and paragraph.text not in said:
                said.add(paragraph.text)
                yield BlockKind.BOILERPLATE, paragraph.text


def _body(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[BlockKind, str]]:
    in_references = False
    for paragraph in paragraphs:
        if text := paragraph.text:
            kind = _kind(paragraph, text)
            if kind is BlockKind.HEADING or REFERENCES.match(text):
                in_references = bool(REFERENCES.match(text))
            yield (BlockKind.REFERENCE if in_references and kind.quotable else kind), text
        if paragraph.secret:
            yield BlockKind.HIDDEN, paragraph.secret


def _kind(paragraph: Paragraph, text: str) -> BlockKind:
    if paragraph.kind is BlockKind.HEADING or paragraph.kind is BlockKind.TABLE:
        return paragraph.kind
    if said := said_of_line(text):
        return said
    if paragraph.kind:
        return paragraph.kind
    if text.startswith(("•", "– ", "- ", "* ")):
        return BlockKind.LIST_ITEM
    if paragraph.bold and len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH
