"""What a row of a table is read behind: the table's first row, and the line that announces the table.

A row by itself ("total revenue | 11,287 | 8,512") tells neither the years of its columns nor what it is about.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus import Index
from corpus.models import BlockKind, Sentence

_LONGEST = 80  # rows above, among which the first is looked for
_ANNOUNCES = 240  # characters of a line over a table; a longer one is text of its own


def table_heads(index: Index, sentences: Sequence[Sentence]) -> dict[int, Sentence]:
    """By its ordinal, for each row among sentences side by side the first row of its table with the line over it.

    A row with neither has none.
    """
    rows = [one for one in sentences if one.kind is BlockKind.TABLE]
    if not rows:
        return {}
    first = max(0, rows[0].ordinal - _LONGEST)
    near = index.sentences(rows[0].document_id, first, rows[-1].ordinal)
    heads = {row.ordinal: _head(near[max(0, row.ordinal - _LONGEST - first) : row.ordinal - first + 1]) for row in rows}
    return {ordinal: head for ordinal, head in heads.items() if head is not None}


def _head(above: Sequence[Sentence]) -> Sentence | None:
    """The head of the table whose row comes last."""
    rows = [above[-1]]
    while len(rows) < len(above) and above[-len(rows) - 1].kind is BlockKind.TABLE:
        rows.append(above[-len(rows) - 1])
    over = above[-len(rows) - 1] if len(rows) < len(above) else None
    announced = over if over and len(over.span) <= _ANNOUNCES else None
    if len(rows) == 1:
        return announced
    return replace(rows[-1], span=announced.span.cover(rows[-1].span)) if announced else rows[-1]
