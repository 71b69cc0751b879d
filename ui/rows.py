"""A quote as lines: a row of a table on a line of its own with a bar between its cells, other words as one line.

In the text cells are set apart by a tab and rows by empty lines, which a terminal and a page show as one space.
"""

from corpus.models import BlockKind, Citation, Span


def lines_of(citation: Citation) -> list[str]:
    """The words of a citation, cut where rows of a table begin and end, without the rules between them."""
    document, span = citation.document, citation.span
    rows = [one.span for one in document.blocks if one.kind is BlockKind.TABLE and span.overlaps(one.span)]
    if not rows:
        return [citation.text]
    lines: list[str] = []
    at = span.start
    for row in rows:
        start, end = max(row.start, span.start), min(row.end, span.end)
        lines += [document.text[at:start], document.slice(Span(start, end)).replace("\t", " | ")]
        at = end
    lines.append(document.text[at : span.end])
    return [line.strip() for line in lines if any(map(str.isalnum, line))]
