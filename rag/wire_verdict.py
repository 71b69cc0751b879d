"""A verdict on a quote as plain JSON values: one row of `citewell verify --json`."""

from typing import Any

from corpus.models import Citation
from rag.models import Rejection, VerifiedCitation


def verdict_to_dict(found: VerifiedCitation | Rejection, identity: Any = "") -> dict[str, Any]:
    """`doc`, `start`, `end` and `text` are where the quote stands, or the words that it was made of; else null.

    `rivals` and `places` are there where the quote stands several times, `diff` (from the text to the quote) where
    it drifted, `pieces` where it was spliced.
    """
    citation = found.citation if isinstance(found, VerifiedCitation) else found.elsewhere
    row: dict[str, Any] = {
        "id": identity,
        "verdict": str(found.verdict),
        **_place(citation),
        "detail": "" if isinstance(found, VerifiedCitation) else found.detail,
    }
    if isinstance(found, VerifiedCitation):
        if found.places > 1:
            row |= {"places": found.places, "rivals": [[one.span.start, one.span.end] for one in found.rivals]}
        return row
    if found.diff:
        row["diff"] = [{"op": str(one.op), "quote": one.quote, "text": one.text} for one in found.diff]
    if found.pieces:
        row["pieces"] = [_place(piece) for piece in found.pieces]
    return row


def _place(citation: Citation | None) -> dict[str, Any]:
    if citation is None:
        return dict.fromkeys(("doc", "start", "end", "text"))
    span = citation.span
    return {"doc": citation.document.id, "start": span.start, "end": span.end, "text": citation.text}
