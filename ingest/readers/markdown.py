"""Markdown with optional YAML front matter. The canonical text is the decoded file itself."""

import re
from collections.abc import Iterator
from datetime import date

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus import ReadFailure, clean, detect_languages
from corpus.models import Block, BlockKind, Document, Metadata, Span
from ingest.blocks import trimmed
from ingest.decode import decode
from ingest.describe import Candidate, completed, found_in, partial_date
from ingest.describe_text import text_candidates
from ingest.header import header_of, without_header
from ingest.models import Reading, Source
from ingest.phrases import said_of_line
from ingest.readers.port import FileReader
from ingest.reference_list import REFERENCES

_FRONT = re.compile(r"\ufeff?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.S)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")  # what markdown-it takes for lines
_MEDIA_TYPE = "text/markdown"
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"<[^>]*>")
_SPOKEN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)  # kinds that the words themselves may correct
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "list_item_open": BlockKind.LIST_ITEM,
    "table_open": BlockKind.TABLE,
}


class MarkdownReader(FileReader):
    """Blocks by markdown-it (CommonMark), each trimmed to its words; front matter as metadata."""

    def read(self, raw: bytes, source: Source) -> Reading:
        text = decode(raw)
        front = _FRONT.match(text)
        metadata = _metadata(front.group(1)) if front else Metadata(media_type=_MEDIA_TYPE)
        start = front.end() if front else 0
        header = header_of(text, start)
        blocks = (*_front_block(text, start), *without_header(text, _blocks(text, start), header))
        heading = next((block.span for block in blocks if block.kind is BlockKind.HEADING), None)
        titles = [Candidate("title", clean(text[heading.start : heading.end]), "heading", 0.95)] if heading else []
        metadata = completed(metadata, [*titles, *text_candidates(text[start:], header)])
        return Reading(Document(source.id, text, metadata, str(source.path), blocks))


def _metadata(front: str) -> Metadata:
    try:
        raw = yaml.safe_load(front) or {}
    except (yaml.YAMLError, ValueError) as error:  # an impossible day is a plain ValueError
        raise ReadFailure(f"the front matter is not valid YAML: {error}") from error
    if not isinstance(raw, dict):
        raise ReadFailure("the front matter is not a list of `name: value` lines")
    authors = raw.get("authors") or raw.get("author")
    return found_in(
        "front matter",
        Metadata(
            media_type=_MEDIA_TYPE,
            title=str(raw.get("title") or ""),
            publisher=str(raw.get("publisher") or raw.get("source") or ""),
            authors=tuple(map(str, authors))
            if isinstance(authors, list)
            else tuple(filter(None, (str(authors or ""),))),
            published_at=_date(raw.get("published") or raw.get("date") or ""),
            url=str(raw.get("url") or ""),
            doi=str(raw.get("doi") or ""),
        ),
    )


def _date(value: object) -> str:
    return partial_date(value.isoformat()[:10] if isinstance(value, date) else str(value))


def _front_block(text: str, end: int) -> Iterator[Block]:
    if span := trimmed(text, 0, end):
        yield Block(BlockKind.BOILERPLATE, span, "en")


def _blocks(text: str, start: int) -> Iterator[Block]:
    # Front matter is blanked, not cut, so that line numbers still point into the file.
    lines = _LINE.findall(text)
    front_lines = len(_LINE.findall(text[:start]))
    body = "".join("\n" if n < front_lines else line for n, line in enumerate(lines))
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    parts = [
        (kind, span)
        for kind, token in _leaves(MarkdownIt("commonmark").enable("table").parse(body))
        if (span := _span(text, token, offsets))
    ]
    languages = detect_languages([text[span.start : span.end] for _, span in parts])
    in_references = False
    for (kind, span), language in zip(parts, languages, strict=True):
        if kind is BlockKind.HEADING:
            in_references = bool(REFERENCES.match(text[span.start : span.end]))
        said = said_of_line(text[span.start : span.end]) if kind in _SPOKEN else None
        yield Block(BlockKind.REFERENCE if in_references else said or kind, span, language)


def _leaves(tokens: list[Token]) -> Iterator[tuple[BlockKind, Token]]:
    """The innermost blocks that hold words, with what encloses them."""
    enclosing: list[str] = []
    for token in tokens:
        if token.type in ("code_block", "fence") and token.content.strip():
            yield BlockKind.PARAGRAPH, token
        elif token.type == "html_block" and token.content.strip():
            yield _html_kind(token.content), token
        elif token.type == "tr_open":
            yield BlockKind.TABLE, token  # a row is one block: its cells may repeat each other
            enclosing.append(token.type)
        elif token.type == "inline" and token.content.strip() and "tr_open" not in enclosing:
            kinds = [_KINDS[name] for name in enclosing if name in _KINDS]
            yield (kinds[-1] if kinds else BlockKind.PARAGRAPH), token
        elif token.nesting == 1:
            enclosing.append(token.type)
        elif token.nesting == -1:
            enclosing.pop()


def _html_kind(markup: str) -> BlockKind:
    """Comments are seen by nobody; tags around no words are furniture."""
    shown = _COMMENT.sub("", markup)
    if shown.strip() != markup.strip() and not shown.strip():
        return BlockKind.HIDDEN
    return BlockKind.PARAGRAPH if any(map(str.isalnum, _TAG.sub("", shown))) else BlockKind.BOILERPLATE


def _span(text: str, token: Token, offsets: list[int]) -> Span | None:
    """From the first to the last of the token's own characters, without list and heading marks."""
    if token.map is None:
        return None
    first, last = offsets[token.map[0]], offsets[min(token.map[1], len(offsets) - 1)]
    if token.type != "inline":
        return trimmed(text, first, last)
    content = token.content.strip().splitlines()
    at = text.find(content[0], first, last)
    end = text.rfind(content[-1], first, last)
    return trimmed(text, at, end + len(content[-1])) if at >= 0 and end >= at else trimmed(text, first, last)
