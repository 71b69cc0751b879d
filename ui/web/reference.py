"""How a page names a place in a source: a string that needs no memory on the server.

A reference comes back from the browser, so it may be forged: it is parsed strictly and resolved
against the index, and can only ever show what the index holds. It may also be old: it carries a
digest of the words, so that a place whose words have changed is not shown as the quote.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from corpus import Index, UsageError
from corpus.models import Citation, Span
from rag.models import VerifiedCitation

_FORM = re.compile(r"([A-Za-z0-9_-]{1,2000})\.([0-9]{1,10})\.([0-9]{1,10})\.([0-9a-f]{12})\.([a-z]{5,10})")


def pack(text: str) -> str:
    """Any text, lone surrogates included, in letters that JSON and an address can carry (base64url)."""
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def unpack(packed: str) -> str:
    """The inverse of `pack`; raises ValueError for what it cannot have made."""
    padded = packed + "=" * (-len(packed) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8", "surrogatepass")


class Standing(StrEnum):
    """What a place is to the answer that shows it."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of a document and a digest of its words.

    As text `DOCUMENT.START.END.DIGEST.STANDING`, the document's id in base64url.
    """

    document_id: str
    span: Span
    digest: str
    standing: Standing

    @classmethod
    def to(cls, shown: Citation | VerifiedCitation) -> Self:
        """The reference to a checked quote, or to a passage that is not an answer."""
        if isinstance(shown, VerifiedCitation):
            citation, standing = shown.citation, Standing(shown.verdict.value)
        else:
            citation, standing = shown, Standing.NEAREST
        return cls(citation.document.id, citation.span, _digest(citation), standing)

    @classmethod
    def parse(cls, raw: object) -> Self:
        """Raises UsageError for anything but what `str()` of a reference gives."""
        form = _FORM.fullmatch(raw) if isinstance(raw, str) else None
        if form is None:
            raise UsageError("This is not a reference to a place in a document.")
        packed, start, end, digest, standing = form.groups()
        try:
            return cls(unpack(packed), Span(int(start), int(end)), digest, Standing(standing))
        except ValueError as error:
            raise UsageError("This is not a reference to a place in a document.") from error

    def resolve(self, index: Index) -> Citation:
        """The place itself; raises UsageError when the index does not hold it, or not with these words."""
        try:
            citation = Citation(index.document(self.document_id), self.span)
        except ValueError as error:
            raise UsageError(f"The document {self.document_id} has no characters {self.span}.") from error
        if _digest(citation) != self.digest:
            raise UsageError("This document has changed since the answer was given. Please ask again.")
        return citation

    def __str__(self) -> str:
        return f"{pack(self.document_id)}.{self.span.start}.{self.span.end}.{self.digest}.{self.standing}"


def _digest(citation: Citation) -> str:
    return hashlib.sha256(citation.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
