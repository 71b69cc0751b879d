"""HTML. The canonical text is the article as trafilatura extracts it, one paragraph a line."""

from corpus import ReadFailure
from corpus.models import Document
from ingest.blocks import blocks_of
from ingest.decode import MOST_BYTES
from ingest.describe import choose, completed
from ingest.describe_page import page_candidates
from ingest.describe_text import text_candidates
from ingest.models import Reading, Source
from ingest.readers.port import FileReader


class HtmlReader(FileReader):
    """Main content only: no navigation, comments or scripts. Metadata as `ingest.describe_page` finds it."""

    def read(self, raw: bytes, source: Source) -> Reading:
        import trafilatura  # takes a second to import: paid only where there is HTML
        from trafilatura.settings import Extractor

        if len(raw) > MOST_BYTES:
            raise ReadFailure(f"{len(raw):,} bytes, more than {MOST_BYTES:,}: split the page")
        options = Extractor(output_format="txt", comments=False, tables=True, with_metadata=False)
        text = trafilatura.extract(raw, options=options)
        if not text or not text.strip():
            raise ReadFailure("the page holds no article text: save the text itself as .txt")
        metadata = completed(choose(page_candidates(raw), "text/html"), text_candidates(text))
        return Reading(Document(source.id, text, metadata, str(source.path), blocks_of(text)))
