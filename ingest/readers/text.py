"""Plain text. The canonical text is the decoded file, character for character."""

from corpus.models import Document
from ingest.blocks import blocks_of
from ingest.decode import decode
from ingest.describe import choose
from ingest.describe_text import text_candidates
from ingest.header import header_of
from ingest.models import Reading, Source
from ingest.readers.port import FileReader


class TextReader(FileReader):
    """Its metadata is what its head and foot say (`ingest.describe_text`), or nothing."""

    def read(self, raw: bytes, source: Source) -> Reading:
        text = decode(raw)
        header = header_of(text)
        metadata = choose(text_candidates(text, header), "text/plain")
        return Reading(Document(source.id, text, metadata, str(source.path), blocks_of(text, metadata.title, header)))
