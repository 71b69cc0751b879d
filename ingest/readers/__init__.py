"""One reader for each format, all behind one port."""

from ingest.readers.choose import Readers
from ingest.readers.port import Reader

__all__ = ["Reader", "Readers"]
