"""HTML. The canonical text is the article as trafilatura extracts it, one paragraph a line."""

import re

from corpus import ReadFailure
from corpus.models import Document, Metadata
from ingest.blocks import blocks_of
from ingest.decode import MOST_BYTES
from ingest.describe import found_in, partial_date, split_authors
from ingest.models import Reading, Source
from ingest.readers.port import FileReader

_MONTH_OR_YEAR = re.compile(
    rb"<meta\s[^>]*(?:published|date)[^>]*\scontent=[\"'](\d{4}(?:-(?:0[1-9]|1[0-2]))?)[\"']", re.I
)


class HtmlReader(FileReader):
    """Main content only: no navigation, comments or scripts. Metadata from the page's own tags."""

    def read(self, raw: bytes, source: Source) -> Reading:
        import trafilatura  # takes a second to import: paid only where there is HTML
        from trafilatura.settings import Extractor

        if len(raw) > MOST_BYTES:
            raise ReadFailure(f"{len(raw):,} bytes, more than {MOST_BYTES:,}: split the page")
        options = Extractor(output_format="txt", comments=False, tables=True, with_metadata=False)
        text = trafilatura.extract(raw, options=options)
        if not text or not text.strip():
            raise ReadFailure("the page holds no article text: save the text itself as .txt")
        page = trafilatura.extract_metadata(raw)
        metadata = found_in(
            "page metadata",
            Metadata(
                media_type="text/html",
                title=page.title or "",
                publisher=page.sitename or "",
                authors=split_authors(page.author or ""),
                published_at=_partial_date(raw) or partial_date(page.date or ""),
                url=page.url or "",
            ),
        )
        return Reading(Document(source.id, text, metadata, str(source.path), blocks_of(text)))


def _partial_date(raw: bytes) -> str:
    """A date that the page gives only to the month or year; trafilatura would fill in a day."""
    match = _MONTH_OR_YEAR.search(raw)
    return partial_date(match[1].decode()) if match else ""
