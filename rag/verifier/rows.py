"""Places of a quote whose words are a table's rows, copied with other marks between cells than the document has.

A page shows a bar where the text has a tab; whoever copies a plain text's row may lose its bars. Everything else is
compared as in any quote. A bar of the quote must stand where cells meet, one for each, and behind a figure
something must stand that keeps it apart from the next cell.
"""

import re
from itertools import islice, pairwise

from rag.verifier.fold import FoldedDocument, fold_text
from rag.verifier.standing import Place, Wanted, places

_APART = re.compile(r"\t|[ \u00a0]{2}")


def rows_like(quote: Wanted, document: FoldedDocument, most: int) -> list[Place]:
    """The places in order, none of them torn, `most` at most; empty where a quote has nothing to do with cells."""
    copied = quote.text.strip()
    bare = quote.without_bars
    barred = bare is not quote
    if not (barred or document.has_bars):
        return []
    if not any(form.replace("|", "") in document.letters_but_bars for form in bare.forms):
        return []
    if not (barred or document.is_cut_by_bars) or not document.has_cells:
        return []
    found = (one for one in places(bare, document.cells) if not one.torn and _same_cells(copied, bare, document, one))
    return [Place(one.start, one.end, exact=False, torn=False) for one in islice(found, most)]


def _same_cells(copied: str, bare: Wanted, document: FoldedDocument, place: Place) -> bool:
    """Whether the quote cuts cells only where the text does, and keeps figures of two cells apart."""
    here = fold_text(document.cells.text[place.start : place.end])
    mine = bare.folded
    if len(here.letters) != len(mine.letters):  # an editor's brackets or the like: not looked into
        return False
    theirs = pairwise(here.places.tolist())
    ours = pairwise(mine.places.tolist())
    return all(
        _same_cut(
            copied[left + 1 : right],
            document,
            (place.start + start + 1, place.start + end),
            figure=letter.isdigit(),
        )
        for letter, (start, end), (left, right) in zip(here.letters, theirs, ours, strict=False)
    )


def _same_cut(gap: str, document: FoldedDocument, between: tuple[int, int], *, figure: bool) -> bool:
    """The same of what stands between two letters, in the quote and between two places of the text.

    Behind a `figure` a blank is not enough for a bar: of "12 | M" it would make twelve million.
    """
    start, end = between
    bars, cuts = gap.count("|"), document.cuts_in(start, end)
    if bars:
        return bars == cuts
    return not (cuts and figure and "|" in document.document.text[start:end]) or _APART.search(gap) is not None
