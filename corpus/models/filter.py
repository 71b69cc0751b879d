"""Which documents a question may be answered from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.models.dates import date_bounds
from corpus.models.document import Metadata


@dataclass(frozen=True, slots=True)
class Filter:
    """All given conditions must hold. A document without a date fails any date condition.

    `publisher` is compared without case; `since` and `until` are inclusive days, and a
    document dated only to the month or year passes when some day of it lies in the range.
    `docs`, where there are any, is a closed list: a document must be one of them. `language` (ISO 639-1) is one of
    those that the document is in, `type` what `Metadata.type` calls it, or its media type; both without case.
    """

    doc: str = ""
    publisher: str = ""
    since: date | None = None
    until: date | None = None
    docs: frozenset[str] = frozenset()
    language: str = ""
    type: str = ""

    def __bool__(self) -> bool:
        given = (self.doc, self.publisher, self.since, self.until, self.docs, self.language, self.type)
        return any(given)

    def admits(self, document_id: str, metadata: Metadata) -> bool:
        """Whether a document meets every condition."""
        if self.doc and document_id != self.doc:
            return False
        if self.docs and document_id not in self.docs:
            return False
        if self.publisher and not _is_one_of(self.publisher, (metadata.publisher,)):
            return False
        if self.language and not _is_one_of(self.language, metadata.languages):
            return False
        if self.type and not _is_one_of(self.type, (metadata.type, metadata.media_type)):
            return False
        return self._in_range(metadata)

    def _in_range(self, metadata: Metadata) -> bool:
        if not (self.since or self.until):
            return True
        if not metadata.published_at:
            return False
        first, last = date_bounds(metadata.published_at)
        return not (self.since and last < self.since) and not (self.until and first > self.until)


def _is_one_of(value: str, known: Iterable[str]) -> bool:
    return value.casefold() in (one.casefold() for one in known)
