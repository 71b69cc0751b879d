"""What broke: saved answers and cases after the documents changed."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpus import Catalogue, Home, Settings, UsageError, open_catalogue
from ingest import Ingester, QuoteFile
from tests.fakes import FakeEmbedder

TEXT = "The harbour of Alva was closed on Monday because of the storm. Twelve ships waited outside for the pilots."
OTHER = "The ferry to Bruma sails twice a day in summer, and once a day in winter."


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "docs" / "b.txt").write_text(OTHER, encoding="utf-8")
    Ingester(Settings(home=tmp_path / "home"), FakeEmbedder()).run([tmp_path / "docs"])
    return Home(tmp_path / "home")


def reindexed(home: Home, text: str) -> Catalogue:
    folder = home.path.parent / "docs"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.txt").unlink()
    Ingester(Settings(home=home.path), FakeEmbedder()).run([folder])
    return open_catalogue(home)


def read(home: Home, *rows: dict[str, Any]) -> QuoteFile:
    path = home.path.parent / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with closing(open_catalogue(home)) as before:
        return QuoteFile(path, before)


def test_cases_and_answers_are_told_apart_into_stand_moved_and_broke(home: Home) -> None:
    """A case's offsets and an answer's citations: unmoved, moved, changed, and gone with their document."""
    closed, waited = "was closed on Monday because of the storm", "Twelve ships waited outside for the pilots."
    file = read(
        home,
        {"id": "case", "question": "?", "evidence": [{"doc": "a.txt", **span("The harbour")}, {"doc": "a.txt", **span(waited)}]},
        {"id": "answer", "question": "?", "claims": [{"text": closed, "citations": [{"doc": "a.txt", "text": closed, **span(closed)}]}]},
        {"question": "Who sails?", "conflicts": [{"sides": [{"value": "2", "citations": [{"doc": "b.txt", **span(OTHER, OTHER)}]}]}]},
        {"id": "elsewhere", "evidence": [{"doc": "z.txt", "start": 0, "end": 4}]},
    )  # fmt: skip
    now = reindexed(home, "The harbour of Alva was closed on Tuesday because of the fog. It rained. " + waited)
    found = file.check(now)
    moved = span(waited, now.document("a.txt").text)
    now.close()
    assert (found.stand, found.unknown) == (1, 1)
    assert [(one.answer, one.doc, one.new) for one in found.moved] == [
        ("case", "a.txt", (moved["start"], moved["end"]))
    ]
    assert [(one.answer, one.doc, one.old) for one in found.broke] == [
        ("answer", "a.txt", closed),
        ("Who sails?", "b.txt", OTHER),
    ]
    assert found.broke[0].nearest == "was closed on Tuesday because of the fog"
    assert found.broke[1].nearest == ""


def test_new_places_are_written_into_the_file(home: Home) -> None:
    """The file then speaks of the index of today; what was not understood in a row stays as it was."""
    words = "Twelve ships waited outside for the pilots."
    row = {"id": "c", "note": "kept", "evidence": [{"doc": "a.txt", **span(words)}]}
    file = read(home, row)
    with closing(reindexed(home, "It rained. " + TEXT)) as now:
        assert len(file.check(now).moved) == 1
        file.write()
        again = QuoteFile(file.path, now).check(now)
    assert (again.stand, again.moved, again.broke) == (1, [], [])
    written = json.loads(file.path.read_text(encoding="utf-8"))
    assert (written["id"], written["note"]) == ("c", "kept")
    assert written["evidence"][0]["start"] == row["evidence"][0]["start"] + 11  # type: ignore[index]


def test_a_renamed_document_keeps_its_quotes(home: Home) -> None:
    """The same text under another name: its quotes moved there, in cases (`quote`) as in answers (`text`)."""
    words = "Twelve ships waited outside for the pilots."
    file = read(
        home,
        {"id": "case", "evidence": [{"doc": "a.txt", **span(words), "quote": words}]},
        {"id": "answer", "claims": [{"citations": [{"doc": "a.txt", "path": "?", **span(words), "text": words}]}]},
    )
    folder = home.path.parent / "docs"
    (folder / "a.txt").rename(folder / "harbour.txt")
    Ingester(Settings(home=home.path), FakeEmbedder()).run([folder])
    with closing(open_catalogue(home)) as now:
        found = file.check(now)
        file.write()
        again = QuoteFile(file.path, now).check(now)
    assert [(one.doc, one.doc_now, one.old == one.new) for one in found.moved] == [("a.txt", "harbour.txt", True)] * 2
    assert (again.stand, again.moved, again.broke) == (2, [], [])
    assert str(folder / "harbour.txt") in file.path.read_text(encoding="utf-8")


def test_words_given_with_a_quote_outlive_the_record(home: Home) -> None:
    """A case whose words are gone goes on being told, also when its offsets are looked up in the newer record."""
    words = "because of the storm"
    row = {"id": "case", "evidence": [{"doc": "a.txt", **span(words), "quote": words}]}
    file = read(home, row)
    with closing(reindexed(home, TEXT.replace("storm", "fog"))) as now:
        first, again = file.check(now), QuoteFile(file.path, now).check(now)
    assert [one.nearest for one in first.broke] == [one.nearest for one in again.broke] == ["because of the fog"]


def test_selectors_find_what_offsets_cannot(home: Home) -> None:
    """A row with its own selectors needs no record of the time it was written."""
    words = "because of the storm"
    selectors = [{"type": "TextQuoteSelector", "exact": words, "prefix": "closed on Monday ", "suffix": ". Twelve"}]
    row = {"saved": "s", "claims": [{"citations": [{"doc": "a.txt", "start": 3, "end": 23, "selectors": selectors}]}]}
    file = read(home, row)
    with closing(open_catalogue(home)) as now:
        (moved,) = file.check(now).moved
    assert moved.new == (TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    "line",
    ["{broken", "[1]", '{"evidence": [{"doc": "a.txt"}]}', '{"evidence": [{"doc": "a", "start": 5, "end": 2}]}'],
)
def test_a_file_that_is_off_is_told(home: Home, line: str) -> None:
    """A row that is no answer and no case is a usage error that names what is wrong."""
    path = home.path.parent / "rows.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError):
        QuoteFile(path, None)
    with pytest.raises(UsageError, match="cannot be read"):
        QuoteFile(home.path / "nowhere", None)
