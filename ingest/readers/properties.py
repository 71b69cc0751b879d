"""What a file's own properties say of the document, as metadata."""

from corpus.models import Metadata
from ingest.describe import choose
from ingest.describe_properties import property_candidates


def described(
    media_type: str,
    *,
    title: str = "",
    author: str = "",
    publisher: str = "",
    identifier: str = "",
    published: str = "",
) -> Metadata:
    """Metadata from properties; `published` is only what says so: most dates tell when a file was made."""
    given = {
        "title": title,
        "author": author,
        "dc:publisher": publisher,
        "doi": identifier,
        "dcterms:issued": published,
    }
    return choose(property_candidates(given), media_type)
