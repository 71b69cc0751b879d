"""Metadata in which each value says where it was found."""

from dataclasses import replace

from corpus.models import Metadata

_VALUES = ("title", "publisher", "authors", "published_at", "url", "doi")


def found_in(where: str, metadata: Metadata) -> Metadata:
    """The same metadata, each value it holds marked as found in `where`, such as `front matter`."""
    return replace(metadata, found={name: where for name in _VALUES if getattr(metadata, name)})


def split_authors(text: str) -> tuple[str, ...]:
    """Names from a line that separates them by semicolons."""
    return tuple(name.strip() for name in text.split(";") if name.strip())
