"""Which documents a question may be answered from."""

from dataclasses import dataclass
from datetime import date

from corpus.models.dates import date_bounds
from corpus.models.document import Metadata


@dataclass(frozen=True, slots=True)
class Filter:
    """All given conditions must hold. A document without a date fails any date condition.

    `publisher` is compared without case; `since` and `until` are inclusive days, and a
    document dated only to the month or year passes when some day of it lies in the range.
    `docs`, where there are any, is a closed list: a document must be one of them.
    """

    doc: str = ""
    publisher: str = ""
    since: date | None = None
    until: date | None = None
    docs: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.doc or self.publisher or self.since or self.until or self.docs)

    def admits(self, document_id: str, metadata: Metadata) -> bool:
        """Whether a document meets every condition."""
        if self.doc and document_id != self.doc:
            return False
        if self.docs and document_id not in self.docs:
            return False
        if self.publisher and metadata.publisher.casefold() != self.publisher.casefold():
            return False
        if not (self.since or self.until):
            return True
        if not metadata.published_at:
            return False
        first, last = date_bounds(metadata.published_at)
        return not (self.since and last < self.since) and not (self.until and first > self.until)
