"""The names of a generation's parts, and how its searchers are opened for one reader."""

from pathlib import Path

from corpus.vectors import written_when_opened
from corpus.view import PrivateView

CATALOGUE, VECTORS, LEXICAL = "catalogue.sqlite", "chroma", "lexical"


def open_view(folder: Path) -> PrivateView:
    """A generation's searchers for this process alone."""
    return PrivateView(folder, {VECTORS: written_when_opened, LEXICAL: lambda _: False})
