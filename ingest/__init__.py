"""How files become known: found, read, cut into sentences and chunks, embedded, published."""

from ingest.pipeline import Ingester
from ingest.progress import Progress, Silent
from ingest.recheck import QuoteFile, Recheck

__all__ = ["Ingester", "Progress", "QuoteFile", "Recheck", "Silent"]
