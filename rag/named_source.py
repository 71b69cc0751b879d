"""A question that names a publisher of the collection is about what that one printed, or about it.

"When did the Alva Times opinion appear?" is not answered by another paper's opinion, whatever words they share.
"""

import re
from collections.abc import Sequence

from corpus import clean_span
from corpus.models import Document, Span
from rag.query import Query
from rag.read import Evidence

_OPENING = 200  # characters in which a document says what it is about
_SHORTEST = 4  # characters of a name; shorter ones are words


def of_named_source(query: Query, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The sentences whose documents are of a publisher that the question names, or name it; all where it names none."""
    publishers = {one.document.metadata.publisher for one in evidence}
    named = [name for name in publishers if len(name) >= _SHORTEST and _names(query.text, name)]
    return [one for one in evidence if any(_is_of(one, name) for name in named)] if named else evidence


def _is_of(one: Evidence, name: str) -> bool:
    return one.document.metadata.publisher == name or _names(f"{_beginning(one.document)} {one.context}", name)


def _beginning(document: Document) -> str:
    return f"{document.metadata.title} {clean_span(document, Span(0, min(len(document.text), _OPENING)))}"


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) is not None
