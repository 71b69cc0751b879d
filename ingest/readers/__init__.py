"""One reader for each format, all behind one port."""

from ingest.readers.choose import SUFFIXES, reader_for
from ingest.readers.port import Reader

__all__ = ["SUFFIXES", "Reader", "reader_for"]
