"""A file is what its content says, whatever it is called; what no reader knows gets one line."""

import io
import tarfile
import zipfile
import zlib

import pytest

from corpus import ReadFailure
from ingest import sniff


def zipped(**members: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return raw.getvalue()


def tarred() -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    return raw.getvalue()


WORD = zipped(**{"[Content_Types]_DOT_xml": "", "word__document_DOT_xml": ""})


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        pytest.param(b"%PDF-1.7\n", "a.txt", sniff.PDF, id="pdf_called_txt"),
        pytest.param(b"\xef\xbb\xbf junk %PDF-1.4\n", "a", sniff.PDF, id="pdf_behind_junk"),
        pytest.param(b"<html><!--%PDF-1.4", "a.pdf", sniff.HTML, id="page_that_quotes_the_mark_of_a_pdf"),
        pytest.param(b"<html><body>Harbour", "a.pdf", sniff.HTML, id="html_called_pdf"),
        pytest.param(b"\n<!-- x -->\n<!DOCTYPE html>", "a.txt", sniff.HTML, id="html_called_txt"),
        pytest.param('<?xml version="1.0"?><html>'.encode("utf-16"), "a", sniff.HTML, id="xhtml_in_utf16"),
        pytest.param(b"<p>Harbour", "a.htm", sniff.HTML, id="fragment_called_htm"),
        pytest.param(b"<p>Harbour", "a.md", sniff.MARKDOWN, id="fragment_in_markdown"),
        pytest.param(b"# Harbour", "a.MD", sniff.MARKDOWN, id="markdown_by_name"),
        pytest.param(b"# Harbour", "a.txt", sniff.TEXT, id="text_by_name"),
        pytest.param(b"PKK was banned in 1993.", "a.txt", sniff.TEXT, id="text_that_begins_like_a_zip"),
        pytest.param(b'{"doc_id": "a", "text": "b"}\n', "a.txt", sniff.JSON_LINES, id="rows_called_txt"),
        pytest.param(b"{braces} in prose", "a.txt", sniff.TEXT, id="braces"),
        pytest.param(b"rows", "a.jsonl", sniff.JSON_LINES, id="rows_by_name"),
        pytest.param(b"Harbour", "a.png", sniff.TEXT, id="text_called_png"),
        pytest.param(b"Harbour", "a.unknown", sniff.TEXT, id="text_of_unknown_name"),
        pytest.param(WORD, "a.pdf", sniff.DOCX, id="word_called_pdf"),
        pytest.param(zipped(mimetype="application/epub+zip"), "a.zip", sniff.EPUB, id="epub_called_zip"),
        pytest.param(zipped(a_DOT_docx=WORD.decode("latin-1")), "a.docx", sniff.ZIP, id="archive_of_word"),
        pytest.param(tarred(), "a", sniff.TAR, id="tar"),
        pytest.param(zlib.compress(tarred(), wbits=31), "a.txt", sniff.TAR, id="tar_gz"),
    ],
)
def test_content_tells(raw: bytes, name: str, kind: str) -> None:
    """The content decides; the name only tells kinds of text apart."""
    assert sniff.media_type_of_bytes(raw, name) == kind


@pytest.mark.parametrize(
    ("raw", "name", "reason"),
    [
        pytest.param(b"\x89PNG\r\n", "a.txt", "picture", id="picture"),
        pytest.param(b"{\\rtf1", "a.txt", "RTF", id="rtf"),
        pytest.param(b"\xd0\xcf\x11\xe0", "a.doc", "old or encrypted Office", id="old_word"),
        pytest.param(b'<?xml version="1.0"?><r/>', "a.xml", "XML", id="xml"),
        pytest.param(b"body { color: red }", "a.css", "code or data", id="code_in_a_folder"),
        pytest.param(zlib.compress(b"text", wbits=31), "a.gz", "compressed", id="gzip"),
        pytest.param(b"PK\x03\x04" + b"\0" * 40 + b"PK\x05\x06", "a.docx", "damaged", id="broken_zip"),
        pytest.param(
            zipped(**{"[Content_Types]_DOT_xml": "", "xl__workbook_DOT_xml": ""}), "a", "spreadsheet", id="xlsx"
        ),
    ],
)
def test_what_no_reader_knows(raw: bytes, name: str, reason: str) -> None:
    """One line that names what the file is and the way out."""
    with pytest.raises(ReadFailure, match=reason):
        sniff.media_type_of_bytes(raw, name)


def test_a_named_file_is_tried() -> None:
    """Code that a user names by itself is read as text."""
    assert sniff.media_type(io.BytesIO(b"body { color: red }"), "a.css", named=True) == sniff.TEXT
