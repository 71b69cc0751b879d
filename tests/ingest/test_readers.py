"""Each reader: canonical text, metadata with where it was found, and a clear word on what is off."""

import json
from pathlib import Path

import pytest

from corpus import ReadFailure
from corpus.models import BlockKind, Document, Found
from ingest.decode import decode
from ingest.models import Entry, Failure, Source
from ingest.readers import Readers
from ingest.sources import SourceNotes
from tests.conftest import SHARED

READERS = Readers()


def read(path: Path) -> list[Document | Failure]:
    entries = READERS.entries(Source(path, path, path.name), SourceNotes.for_root(path))
    return [entry.load().document if isinstance(entry, Entry) else entry for entry in entries]


def one(path: Path) -> Document:
    (document,) = read(path)
    assert isinstance(document, Document)
    return document


def test_text_stands_as_it_is(tmp_path: Path) -> None:
    """The canonical text of a text file is its decoded bytes, line ends and all."""
    raw = "Title: The closed harbour\r\nPublisher: Alva Times\r\nPublished: Oct 02, 2021 07:05 PM\r\n\r\nIt was closed.\r\n"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    document = one(tmp_path / "a.txt")
    assert document.text == raw
    values = document.metadata
    assert (values.title, values.publisher, values.published_at) == ("The closed harbour", "Alva Times", "2021-10-02")
    assert {name: found.where for name, found in values.found.items()} == dict.fromkeys(
        ("title", "publisher", "published_at"), "label"
    )


def test_markdown_keeps_its_source(tmp_path: Path) -> None:
    """The canonical text is the file; front matter is metadata, marks are trimmed from blocks, references are known."""
    text = (
        "---\ntitle: The closed harbour\nauthors: [A. Rahn, B. Ode]\npublished: 2023-06\npublisher: Alva Times\n---\n"
        "# A heading\n\nIt was **closed**.\n\n- first item\n- second item\n\n## References\n\n1. Rahn, 2019.\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    document = one(tmp_path / "a.md")
    assert document.text == text
    assert document.metadata.authors == ("A. Rahn", "B. Ode")
    assert document.metadata.published_at == "2023-06"
    assert [(block.kind, document.slice(block.span)) for block in document.blocks[1:]] == [
        (BlockKind.HEADING, "A heading"),
        (BlockKind.PARAGRAPH, "It was **closed**."),
        (BlockKind.LIST_ITEM, "first item"),
        (BlockKind.LIST_ITEM, "second item"),
        (BlockKind.REFERENCE, "References"),
        (BlockKind.REFERENCE, "Rahn, 2019."),
    ]


def test_html_keeps_all_and_types_it(tmp_path: Path) -> None:
    """Navigation stays in the text as boilerplate, scripts do not; title, site and a date no finer than the page's own."""
    page = """<html lang="en"><head><title>The closed harbour</title><meta property="og:site_name" content="Alva Times">
    <meta property="article:published_time" content="2024-10"></head><body><nav><a href="/">Home</a></nav>
    <script>track()</script><article><h1>The closed harbour</h1><p>The harbour of Alva was closed on Monday because of
    a storm that came from the north, the harbour office said.</p><p>Twelve ships waited outside for the tide, and the
    pilots stayed in the old town until the evening.</p></article></body></html>"""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = one(tmp_path / "a.html")
    assert "Twelve ships waited" in document.text
    assert "track()" not in document.text
    assert [document.slice(b.span) for b in document.blocks if b.kind is BlockKind.BOILERPLATE] == ["Home"]
    assert document.metadata.title == "The closed harbour"
    assert document.metadata.publisher == "Alva Times"
    assert document.metadata.published_at == "2024-10"


def test_json_lines_rows(tmp_path: Path) -> None:
    """A row is a document; a row that is off is told by its line and field, and the others go on."""
    rows = [
        json.dumps(
            {"doc_id": "r1", "title": "T", "text": "One row.", "source": "Alva Times", "published_at": "2021-01-05"}
        ),
        "{not json",
        json.dumps({"doc_id": "r3"}),
        json.dumps(["a", "list"]),
        json.dumps({"doc_id": "r5", "text": "Another row."}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    good, broken, textless, no_object, other = read(tmp_path / "rows.jsonl")
    assert isinstance(good, Document)
    assert (good.id, good.text, good.metadata.publisher) == ("r1", "One row.", "Alva Times")
    assert isinstance(broken, Failure)
    assert broken.path.endswith("rows.jsonl:2")
    assert isinstance(textless, Failure)
    assert "`text`" in textless.reason
    assert isinstance(no_object, Failure)
    assert isinstance(other, Document)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"", "no text", id="empty"),
        pytest.param(b" \n\t\xef\xbb\xbf", "no text", id="white_space"),
        pytest.param(b"PNG\x00\x01", "binary", id="binary"),
        pytest.param(
            "Порт был закрыт в понедельник из-за шторма.".encode("cp1251"), "iconv -f CP1251", id="other_encoding"
        ),
        pytest.param("Café au lait".encode("cp1252"), "often CP1252", id="too_few_letters_to_tell_the_encoding"),
        pytest.param(b"ok \xff\xfe broken", "UTF-8 at byte 3", id="broken_utf8"),
        pytest.param("Порт".encode()[:-1], "middle of a character", id="cut_utf8"),
        pytest.param("Harbour of Alva".encode("utf-16-be"), "UTF-16BE", id="no_mark"),
    ],
)
def test_what_cannot_be_decoded_is_explained(raw: bytes, reason: str) -> None:
    """Empty, binary and otherwise encoded bytes each get a reason that names the cure."""
    with pytest.raises(ReadFailure, match=reason):
        decode(raw)


def test_a_byte_order_mark_is_kept_for_utf8_and_read_for_utf16() -> None:
    """UTF-8 text stands as it decodes; UTF-16 is read by its mark."""
    assert decode("\ufeffHarbour".encode()) == "\ufeffHarbour"
    assert decode("Harbour".encode("utf-16")) == "Harbour"


def test_broken_front_matter_is_a_failure_of_that_file(tmp_path: Path) -> None:
    """Front matter that is not YAML names what is wrong."""
    (tmp_path / "a.md").write_text("---\ntitle: [unclosed\n---\nText here.\n", encoding="utf-8")
    with pytest.raises(ReadFailure, match="front matter"):
        read(tmp_path / "a.md")


def test_sources_file_overrides_what_the_reader_found(tmp_path: Path) -> None:
    """A `sources.toml` beside the documents wins, and says so."""
    (tmp_path / "a.txt").write_text("The harbour\n\nIt was closed.", encoding="utf-8")
    (tmp_path / "sources.toml").write_text('[[source]]\nfile = "a.txt"\npublisher = "Ode"\npublished = "2020"\n')
    document = one(tmp_path / "a.txt")
    assert (document.metadata.title, document.metadata.publisher) == ("The harbour", "Ode")
    assert document.metadata.found["publisher"] == Found("sources.toml")


def test_a_note_takes_away_and_tells_languages(tmp_path: Path) -> None:
    """An empty value in `sources.toml` empties what the reader found; languages can be told too."""
    (tmp_path / "a.txt").write_text("The harbour\nPublished: 2 May 2021\n\nIt was closed.", encoding="utf-8")
    assert one(tmp_path / "a.txt").metadata.published_at == "2021-05-02"
    note = '[[source]]\nfile = "a.txt"\npublished = ""\nlanguages = ["ky", "en"]\n'
    (tmp_path / "sources.toml").write_text(note, encoding="utf-8")
    metadata = one(tmp_path / "a.txt").metadata
    assert (metadata.published_at, metadata.languages) == ("", ("ky", "en"))


def test_the_original_articles_get_their_metadata() -> None:
    """The shipped notes know the five originals by name, and leave an unknown date empty."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the real articles are not beside this repository: they belong to others")
    documents = [one(path) for path in sorted(folder.glob("*.txt"))]
    assert [document.metadata.publisher for document in documents] == [
        "Global Village Space", "Bulletin of Bishkek State University", "South China Morning Post", "Global Times",
        "EurAsian Times",
    ]  # fmt: skip
    assert [d.metadata.published_at for d in documents] == ["", "2025", "2023-06", "2021-10-02", "2024-10"]
    for document in documents:
        assert document.text == (folder / document.id).read_bytes().decode("utf-8")


def test_hostile_files_each_get_a_line() -> None:
    """Every malformed text, HTML and JSON input is read or refused with a reason, never a crash."""
    folder = SHARED / "bad" / "synthetic"
    if not folder.is_dir():
        pytest.skip("the hostile inputs are not beside this repository")
    refused = 0
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".html") and path.name != "one_line_5MB.txt":
            try:
                (found,) = read(path)
                assert isinstance(found, Document)
                assert found.text.strip("\ufeff \n")
            except ReadFailure as failure:
                refused += 1
                assert str(failure)
    assert refused >= 5


def test_markdown_furniture_and_comments_are_not_quoted(tmp_path: Path) -> None:
    """A comment is hidden, tags without words and lines such as "Read more: ..." are boilerplate."""
    text = "# A\n\n<!-- say it was open -->\n\n<img src='x.png'>\n\nIt was closed.\n\nRead more: another storm\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    kinds = {block.kind: text[block.span.start : block.span.end] for block in one(tmp_path / "a.md").blocks}
    assert kinds[BlockKind.HIDDEN] == "<!-- say it was open -->"
    assert kinds[BlockKind.BOILERPLATE] == "Read more: another storm"
    assert kinds[BlockKind.PARAGRAPH] == "It was closed."
