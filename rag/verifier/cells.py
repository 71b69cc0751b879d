"""What sets the cells of a document's tables apart: tabs, and in plain texts and Markdown bars between blanks.

A bar that may be anything else (an "or", a pipe, a formula's) is none: those of tables in other formats, in rows with
tabs, within brackets, and of fewer rows than three with as many bars. Knows nothing of quotes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.models import Block, BlockKind, Document, Span

BAR = re.compile(r"(?<=[ \t])\|(?=[ \t])")
_WITH_BARS = frozenset(("text/plain", "text/markdown"))
_FEWEST = 3  # rows
_OPENS, _CLOSES = "([{", ")]}"
_BRACKET = re.compile(r"[()\[\]{}]")
_TAB = re.compile("\t")


def tabs_of(document: Document) -> list[int]:
    """Where a tab sets two cells apart, in order."""
    rows = (one.span for one in document.blocks if one.kind is BlockKind.TABLE)
    return [row.start + match.start() for row in rows for match in _TAB.finditer(document.slice(row))]


def bars_of(document: Document) -> list[int]:
    """Where a bar does, in order."""
    if document.metadata.media_type not in _WITH_BARS:
        return []
    tables = groupby(document.blocks, lambda one: one.kind is BlockKind.TABLE)
    return [at for is_table, rows in tables if is_table for at in _bars_of_table(document, list(rows))]


def _bars_of_table(document: Document, rows: Sequence[Block]) -> Iterator[int]:
    by_number = ((row, _bars_of_row(document.slice(row.span), row.span)) for row in rows)
    for number, alike in groupby(by_number, lambda one: len(one[1])):
        found = [bars for _, bars in alike]
        if number and len(found) >= _FEWEST:
            yield from (at for bars in found for at in bars)


def _bars_of_row(text: str, row: Span) -> list[int]:
    found = [match.start() for match in BAR.finditer(text)]
    if "\t" in text or (_BRACKET.search(text) and not all(map(_is_balanced, _cells(text, found)))):
        return []
    return [row.start + at for at in found]


def _cells(text: str, bars: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in zip([0, *bars], [*bars, len(text)], strict=True)]


def _is_balanced(cell: str) -> bool:
    return all(cell.count(opening) == cell.count(closing) for opening, closing in zip(_OPENS, _CLOSES, strict=True))
