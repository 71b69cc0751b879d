"""The index: what goes in comes out, generations flip whole, damage and mismatch are told."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from corpus import (
    CitewellError,
    Home,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    LiveIndex,
    Settings,
    UnknownDocument,
    UnknownValue,
    build_generation,
    open_index,
)
from corpus.local_index import refuse_unknown
from corpus.models import Filter, Metadata
from corpus.seal import write_seal
from corpus.versions import Parts
from ingest import Ingester
from tests.fakes import FakeEmbedder

A = "The harbour of Alva was closed on Monday. Twelve ships waited outside."
B = "В порту Альва стояли двенадцать кораблей. Порт был закрыт в понедельник из-за шторма на море."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An index of two small documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(A, encoding="utf-8")
    (folder / "b.txt").write_text(B, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([folder])
    return settings


def test_both_searchers_find_the_chunk(settings: Settings) -> None:
    """Dense and lexical search name the chunk that holds the words, and its text is the slice."""
    index = open_index(settings, FakeEmbedder())
    dense = index.dense(index.embed(["harbour closed Monday"])[0], 1, Filter())
    lexical = index.lexical("harbours closing", "en", 5, Filter())
    assert dense[0][0] == lexical[0][0]
    chunk = index.chunk(dense[0][0])
    assert chunk.text == index.document("a.txt").slice(chunk.span) == A
    index.close()


def test_lexical_search_stems_by_language(settings: Settings) -> None:
    """A Russian query in another case finds the Russian document, and an English one does not."""
    index = open_index(settings, FakeEmbedder())
    assert [c.split("#")[0] for c, _ in index.lexical("корабль", "ru", 5, Filter())] == ["b.txt"]
    assert index.lexical("lighthouse", "en", 5, Filter()) == []
    index.close()


def test_filters_are_pushed_down(settings: Settings) -> None:
    """A filter on a document, a language or a type keeps both searchers inside it; one that admits nothing finds nothing."""
    index = open_index(settings, FakeEmbedder())
    vector = index.embed(["harbour closed Monday"])[0]
    assert {c.split("#")[0] for c, _ in index.dense(vector, 5, Filter(doc="b.txt"))} == {"b.txt"}
    assert index.lexical("harbour", "en", 5, Filter(doc="b.txt")) == []
    assert {c.split("#")[0] for c, _ in index.dense(vector, 5, Filter(docs=frozenset({"b.txt"})))} == {"b.txt"}
    assert {c.split("#")[0] for c, _ in index.dense(vector, 5, Filter(language="ru"))} == {"b.txt"}
    assert index.lexical("harbour", "en", 5, Filter(language="ru")) == []
    assert index.dense(vector, 5, Filter(doc="a.txt", language="ru")) == []
    with pytest.raises(UnknownDocument, match=r"nope\.txt"):
        index.dense(vector, 5, Filter(doc="nope.txt"))
    index.close()


@pytest.mark.parametrize(
    ("where", "named"),
    [
        pytest.param(Filter(language="de"), r"language 'de'.* there is en, ru$", id="language"),
        pytest.param(Filter(type="pdf"), r"type 'pdf'.* there is text$", id="type"),
        pytest.param(Filter(publisher="nobody"), r"publisher 'nobody'.* there is", id="publisher"),
    ],
)
def test_a_value_that_no_document_has_names_those_that_there_are(settings: Settings, where: Filter, named: str) -> None:
    """Both searchers refuse it in the same words, whatever else the filter asks for."""
    index = open_index(settings, FakeEmbedder())
    with pytest.raises(UnknownValue, match=named):
        index.dense(index.embed(["harbour"])[0], 5, where)
    with pytest.raises(UnknownValue, match=named):
        index.lexical("harbour", "en", 5, where)
    index.close()


def test_of_many_values_the_likest_are_named() -> None:
    """A misspelt publisher of hundreds is told with what it may have meant, and how many more there are."""
    known = [Metadata(publisher=f"Paper {number}") for number in range(40)] + [Metadata(publisher="The Alva Times")]
    with pytest.raises(UnknownValue, match=r"there is The Alva Times, .* and 33 more$"):
        refuse_unknown(Filter(publisher="Alva Time"), known)


def test_an_index_of_another_embedder_is_refused(settings: Settings) -> None:
    """Vectors of one model are never searched with another's; the message names the command."""
    with pytest.raises(IndexMismatch, match="--rebuild"):
        open_index(settings, FakeEmbedder("other"))


def test_no_index_is_told_with_the_cure(tmp_path: Path) -> None:
    """Opening a home without an index says how to make one."""
    with pytest.raises(IndexMissing, match="citewell index PATH"):
        open_index(Settings(home=tmp_path), FakeEmbedder())


@pytest.mark.parametrize("part", ["chroma", "catalogue.sqlite", "lexical"])
def test_a_missing_part_is_found_before_it_serves(settings: Settings, part: str) -> None:
    """An index that lost a part is refused, not searched."""
    path = Home(settings.home).current() / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(IndexDamaged, match="doctor --fix"):
        open_index(settings, FakeEmbedder())


def test_a_catalogue_that_lost_rows_is_refused(settings: Settings) -> None:
    """Counts that differ from the manifest are damage, even where the seal was made anew."""
    with sqlite3.connect(Home(settings.home).current() / "catalogue.sqlite") as database:
        database.execute("DELETE FROM chunk WHERE document = 'a.txt'")
    database.close()
    with pytest.raises(IndexDamaged, match="is not what was written"):
        open_index(settings, FakeEmbedder())
    write_seal(Home(settings.home).current())
    with pytest.raises(IndexDamaged, match="instead of"):
        open_index(settings, FakeEmbedder())


def test_an_unpublished_generation_changes_nothing(settings: Settings) -> None:
    """A build that ends without publishing leaves the serving generation and no folder behind."""
    home = Home(settings.home)
    serving = home.current()
    with pytest.raises(RuntimeError, match="killed"), build_generation(home, FakeEmbedder(), Parts("c")) as builder:
        builder.remove(["a.txt"])
        raise RuntimeError("killed")
    assert home.current() == serving
    assert [path.name for path in (settings.home / "generations").iterdir()] == [serving.name]
    index = open_index(settings, FakeEmbedder())
    assert {document.id for document in index.documents()} == {"a.txt", "b.txt"}
    index.close()


def test_an_open_index_goes_on_while_the_next_is_published(settings: Settings, tmp_path: Path) -> None:
    """A reader keeps its generation; who opens after the flip gets the new one."""
    reader = open_index(settings, FakeEmbedder())
    (tmp_path / "docs" / "c.txt").write_text("A third document speaks of lighthouses.", encoding="utf-8")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "docs"])
    assert len(reader.documents()) == 2
    assert reader.lexical("harbour", "en", 5, Filter())
    after = open_index(settings, FakeEmbedder())
    assert len(after.documents()) == 3
    reader.close()
    after.close()


def test_a_live_index_follows_its_home(settings: Settings, tmp_path: Path) -> None:
    """After each of several re-indexes the live index answers from the new generation, while leases on old ones read on."""
    live = LiveIndex(settings, FakeEmbedder())
    with ExitStack() as leases:
        for n in range(6):
            before = leases.enter_context(live.lease())
            (tmp_path / "docs" / "new.txt").write_text(f"Lighthouse number {n} was lit.", encoding="utf-8")
            Ingester(settings, FakeEmbedder()).run([tmp_path / "docs"])
            assert f"number {n}" in live.document("new.txt").text
            assert live.manifest.generation == n + 2
            assert live.lexical("lighthouses", "en", 5, Filter())
            assert before.lexical("harbour", "en", 5, Filter())
            assert before.manifest.generation == n + 1
        assert len(list((settings.home / "generations").iterdir())) == 7  # none that is read is dropped
    Ingester(settings, FakeEmbedder()).remove(["new.txt"])
    assert len(list((settings.home / "generations").iterdir())) == 3
    live.close()


def test_readers_in_threads_while_it_is_re_indexed(settings: Settings, tmp_path: Path) -> None:
    """Eight threads ask on through three re-indexes without an error, each snapshot of one generation."""
    live = LiveIndex(settings, FakeEmbedder())

    def ask(_: int) -> int:
        with live.lease() as index:
            chunk, _score = index.dense(index.embed(["harbour closed Monday"])[0], 1, Filter())[0]
            assert index.chunk(chunk).text.startswith("The harbour of Alva")
            return index.manifest.generation

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, n) for n in range(100)]
        for n in range(3):
            (tmp_path / "docs" / "new.txt").write_text(f"Lighthouse number {n} was lit.", encoding="utf-8")
            Ingester(settings, FakeEmbedder()).run([tmp_path / "docs"])
            asked += [pool.submit(ask, n) for n in range(100)]
        assert {one.result() for one in asked} == {1, 2, 3, 4}
    live.close()


def test_a_filter_only_leaves_out(settings: Settings) -> None:
    """What a filter lets through has the same score as without one."""
    with closing(open_index(settings, FakeEmbedder())) as index:
        vector = index.embed(["harbour closed Monday"])[0]
        free = dict(index.dense(vector, 50, Filter()))
        held = dict(index.dense(vector, 50, Filter(doc="a.txt")))
        assert held
        assert held == pytest.approx({one: score for one, score in free.items() if one in held}, abs=1e-5)
        assert {index.chunk(one).document_id for one in held} == {"a.txt"}


def test_two_builders_at_once_are_refused(settings: Settings) -> None:
    """The second builder is told to wait."""
    home = Home(settings.home)
    with home.building(), pytest.raises(CitewellError, match="another"), Home(settings.home).building():
        pass


def test_old_generations_are_dropped(settings: Settings, tmp_path: Path) -> None:
    """Re-indexing many times keeps the disk bounded: as many generations as the setting says."""
    for n in range(4):
        (tmp_path / "docs" / "a.txt").write_text(f"{A} Take {n}.", encoding="utf-8")
        Ingester(settings, FakeEmbedder()).run([tmp_path / "docs"])
    assert len(list((settings.home / "generations").iterdir())) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("counter-terrorism", {"broken.txt", "hyphened.txt", "joined.txt"}),
        ("counterterrorism", {"broken.txt", "hyphened.txt", "joined.txt"}),
        ("organizations", {"broken.txt"}),
        ("organi", set()),
    ],
)
def test_words_broken_or_hyphened_are_found_whole(tmp_path: Path, query: str, found: set[str]) -> None:
    """Lexical search finds a word however its source breaks or hyphens it, and not by half of it."""
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "broken.txt").write_text(
        "Ports\n\nThe ports of Alva and their organi-\n\nzations speak of count-\n\ner-terrorism at sea.",
        encoding="utf-8",
    )
    (folder / "hyphened.txt").write_text("A counter-terrorism drill closed the harbour.", encoding="utf-8")
    (folder / "joined.txt").write_text("Pilots joined the counterterrorism course.", encoding="utf-8")
    settings = Settings(home=tmp_path / "words-home")
    Ingester(settings, FakeEmbedder()).run([folder])
    index = open_index(settings, FakeEmbedder())
    assert {chunk.split("#")[0] for chunk, _ in index.lexical(query, "en", 9, Filter())} == found
    index.close()
