"""What a row of a table is read behind: the table's first row, and the line that announces the table.

A row by itself ("total revenue | 11,287 | 8,512") tells neither the years of its columns nor what it is about.
"""

from dataclasses import replace

from corpus import Index
from corpus.models import BlockKind, Sentence

_LONGEST = 80  # rows above, among which the first is looked for
_ANNOUNCES = 240  # characters of a line over a table; a longer one is text of its own


def table_head(index: Index, row: Sentence) -> Sentence | None:
    """The first row of the row's table with the line over it, as one; None for a row with neither."""
    above = index.sentences(row.document_id, max(0, row.ordinal - _LONGEST), row.ordinal)
    rows = [row]
    while len(rows) < len(above) and above[-len(rows) - 1].kind is BlockKind.TABLE:
        rows.append(above[-len(rows) - 1])
    over = above[-len(rows) - 1] if len(rows) < len(above) else None
    announced = over if over and len(over.span) <= _ANNOUNCES else None
    if len(rows) == 1:
        return announced
    return replace(rows[-1], span=announced.span.cover(rows[-1].span)) if announced else rows[-1]
