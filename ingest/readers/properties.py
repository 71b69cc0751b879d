"""What a file's own properties say of the document. Often wrong: typed once, or left from a template."""

import re

from corpus.models import Metadata
from ingest.describe import found_in, split_authors

_SURE = 0.7
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint) - .*|untitled.*|word document|(?:document|presentation|slide|layout) ?\d*|"
    r".*\.\w{2,5}|[\W\d_]*)$",
    re.I,
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")


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
    doi = _DOI.search(identifier)
    return found_in(
        "document properties",
        Metadata(
            media_type=media_type,
            title="" if _NO_TITLE.match(title.strip()) else " ".join(title.split()),
            authors=split_authors(" ".join(author.split())),
            publisher=" ".join(publisher.split()),
            published_at=published,
            doi=doi.group() if doi else "",
        ),
        _SURE,
    )
