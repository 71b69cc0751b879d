"""The versions of what turns a file into searchable text. Raise one when its work comes out differently.

An index records them and is opened with the same ones only: sentences and chunks of two kinds
in one index would make its numbers mean nothing.
"""

from dataclasses import dataclass

from corpus.clean import VERSION as CLEANER
from corpus.settings import Settings

CHUNKER = "sentences-5"
READERS = "10"  # part of each source's hash too: raising it makes every source be read anew


@dataclass(frozen=True, slots=True)
class Parts:
    """The versions, and the settings that change what they do."""

    chunker: str
    cleaner: str = CLEANER
    readers: str = READERS

    @classmethod
    def in_force(cls, settings: Settings) -> "Parts":
        """Those of this program under these settings."""
        return cls(chunker=f"{CHUNKER}/{settings.chunk_tokens}")

    def __str__(self) -> str:
        return f"chunker {self.chunker}, cleaner {self.cleaner}, readers {self.readers}"
