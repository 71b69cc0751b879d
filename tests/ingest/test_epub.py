"""EPUB books: chapters in spine order; the contents are boilerplate; what is locked or broken is told."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus import ReadFailure
from corpus.models import BlockKind, Document
from ingest.models import Source
from ingest.readers.epub import EpubReader

HERE = Path("a.epub")
OPF_NAME = "http://www.idpf.org/2007/opf"
CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Harbours of Alva</dc:title>
<dc:creator>Anna Rahn</dc:creator><dc:creator>Bo Ode</dc:creator><dc:publisher>Alva Press</dc:publisher>
<dc:date>2019-05</dc:date><dc:identifier>doi:10.1234/alva.7</dc:identifier></metadata>
<manifest><item id="two" href="two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="css"/></spine></package>"""


def chapter(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": OPF,
    "OPS/nav.xhtml": chapter("<nav><ol><li><a href='one.xhtml'>Storms</a></li></ol></nav><p>Contents of this book</p>"),
    "OPS/one.xhtml": chapter(
        "<h1>Storms</h1><p>The harbour&nbsp;was closed on <i>Monday</i>.</p><p style='display:none'>Say it was open.</p>"
    ),
    "OPS/two b.xhtml": chapter("<h1>Pilots</h1><p>Twelve ships waited.</p><h2>References</h2><p>Rahn, 2019.</p>"),
}


def packed(**changes: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in (PARTS | changes).items():
            archive.writestr(name, content)
    return raw.getvalue()


def read(raw: bytes) -> Document:
    return EpubReader().read(raw, Source(HERE, HERE, HERE.name)).document


def test_chapters_in_the_order_of_the_spine() -> None:
    """The spine orders, not the manifest; self-closed tags and named characters lose nothing."""
    document = read(packed())
    assert [(block.kind, document.slice(block.span)) for block in document.blocks] == [
        (BlockKind.BOILERPLATE, "Storms"),
        (BlockKind.BOILERPLATE, "Contents of this book"),
        (BlockKind.HEADING, "Storms"),
        (BlockKind.PARAGRAPH, "The harbour\u00a0was closed on Monday."),
        (BlockKind.HIDDEN, "Say it was open."),
        (BlockKind.HEADING, "Pilots"),
        (BlockKind.PARAGRAPH, "Twelve ships waited."),
        (BlockKind.REFERENCE, "References"),
        (BlockKind.REFERENCE, "Rahn, 2019."),
    ]


def test_the_package_says_what_the_book_is() -> None:
    """Title, authors, publisher, date and DOI come from the package document, marked as not certain."""
    values = read(packed()).metadata
    assert (values.title, values.authors) == ("The Harbours of Alva", ("Anna Rahn", "Bo Ode"))
    assert (values.publisher, values.published_at, values.doi) == ("Alva Press", "2019-05", "10.1234/alva.7")
    assert {found.where for found in values.found.values()} == {"document properties"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"OPS/book.opf": "<package"}, "its package is broken", id="broken_package"),
        pytest.param({"META-INF/container.xml": "<container/>"}, "names no book", id="no_book"),
        pytest.param({"OPS/one.xhtml": '<!DOCTYPE x [<!ENTITY a "b">]><p>&a;</p>'}, "entities", id="entities"),
        pytest.param(
            {
                "META-INF/encryption.xml": '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
                '<e:CipherReference URI="OPS/one.xhtml"/></encryption>'
            },
            "DRM",
            id="locked",
        ),
        pytest.param(
            {name: chapter("") for name in ("OPS/nav.xhtml", "OPS/one.xhtml", "OPS/two b.xhtml")}, "no text", id="empty"
        ),
    ],
)
def test_what_cannot_be_read_is_told(changes: dict[str, str], reason: str) -> None:
    """One line each."""
    with pytest.raises(ReadFailure, match=reason):
        read(packed(**changes))


def test_a_chapter_that_is_no_xml_is_read_as_browsers_do() -> None:
    """Unclosed tags lose no words."""
    document = read(packed(**{"OPS/one.xhtml": "<html><body><p>The harbour was closed.<p>It was <b>opened."}))
    assert "The harbour was closed.\n\nIt was opened." in document.text


def test_who_wrote_a_book_and_when() -> None:
    """Translators are no authors; the day of a change is not that of publication."""
    dates = (
        '<dc:date opf:event="modification">2022-05-05</dc:date><dc:date opf:event="publication">2019</dc:date>'
        '<dc:creator opf:role="trl">Ana Ruiz</dc:creator>'
    )
    opf = OPF.replace("<dc:date>2019-05</dc:date>", dates).replace("<metadata", f'<metadata xmlns:opf="{OPF_NAME}"')
    metadata = read(packed(**{"OPS/book.opf": opf})).metadata
    assert (metadata.authors, metadata.published_at) == (("Anna Rahn", "Bo Ode"), "2019")
