"""The searchers of a generation: taken over when little changed, built anew otherwise, proven always."""

import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import Home, IndexDamaged, Parts, Settings, build_generation, open_catalogue, open_index
from corpus.exact import nearest_of
from corpus.layout import LEXICAL, VECTORS, open_view
from corpus.lexical import LexicalIndex
from corpus.models import Filter
from corpus.record import text_key
from corpus.seal import write_seal
from corpus.searchers import prove_lexical, prove_vectors
from corpus.strays import name_strays
from corpus.vectors import VectorStore
from ingest import Ingester
from tests.fakes import FakeEmbedder

WORDS = [
    "harbour",
    "pilot",
    "lantern",
    "quay",
    "rope",
    "anchor",
    "tide",
    "buoy",
    "sail",
    "keel",
    "mast",
    "deck",
    "crew",
    "cargo",
    "crane",
    "dock",
]


def text(number: int, word: str = "again") -> str:
    first, second, third = WORDS[number % 16], WORDS[number // 16 % 16], WORDS[number * 7 % 16]
    return f"The {first} number {number} lay by the {second} of the {third} {word}."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03d}.txt").write_text(text(number), encoding="utf-8")
    return folder


def run(folder: Path, home: str = "home") -> int:
    settings = Settings(home=folder.parent / home)
    Ingester(settings, FakeEmbedder()).run([folder])
    index = open_index(settings, FakeEmbedder())
    index.close()
    return index.manifest.churned


def found(folder: Path, home: str, questions: Sequence[str]) -> list[object]:
    index = open_index(Settings(home=folder.parent / home), FakeEmbedder())
    answers: list[object] = []
    for vector, question in zip(index.embed(questions), questions, strict=True):
        dense = index.dense(vector, 5, Filter())
        answers.append(([round(score, 4) for _, score in dense], index.lexical(question, "en", 5, Filter())))
    index.close()
    return answers


def test_few_changes_are_put_into_a_copy_and_equal_a_control(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After changes, removals and additions both searchers answer as those of an index made at once."""
    monkeypatch.setattr("corpus.searchers._TAKEN_OVER_FROM", 1)
    monkeypatch.setattr("corpus.searchers._MOST_CHURN", 0.5)
    run(folder)
    (folder / "003.txt").write_text(text(3, "no more"), encoding="utf-8")
    (folder / "007.txt").unlink()
    (folder / "new.txt").write_text(text(99), encoding="utf-8")
    assert run(folder) == 4  # one changed counts twice, one went, one came
    (folder / "new.txt").unlink()
    assert run(folder) == 5
    run(folder, "control")
    questions = [text(number) for number in range(0, 60, 5)] + [text(3, "no more"), text(7), text(99)]
    assert found(folder, "home", questions) == found(folder, "control", questions)


def test_many_changes_build_it_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken out and put in adds up over the runs; past the limit nothing is taken over."""
    monkeypatch.setattr("corpus.searchers._TAKEN_OVER_FROM", 1)
    run(folder)
    churned = []
    for number in range(4):
        (folder / f"{number:03d}.txt").write_text(text(number, "no more"), encoding="utf-8")
        churned.append(run(folder))
    assert churned == [2, 4, 6, 0]


def test_a_damaged_cache_is_not_taken_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next generation is sound though the cache of the one before was not."""
    monkeypatch.setattr("corpus.searchers._TAKEN_OVER_FROM", 1)
    run(folder)
    (part,) = (Home(folder.parent / "home").current() / VECTORS).rglob("data_level0.bin")
    part.write_bytes(part.read_bytes()[:-5] + b"\x00\x01\x02\x03\x04")
    (folder / "003.txt").write_text(text(3, "no more"), encoding="utf-8")
    assert run(folder) == 0


def test_a_cache_that_lost_vectors_is_built_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache whose seal holds and whose vectors are not the record's does not get past the proof."""
    monkeypatch.setattr("corpus.searchers._TAKEN_OVER_FROM", 1)
    run(folder)
    serving = Home(folder.parent / "home").current()
    store = VectorStore(serving / VECTORS)
    store.remove([text_key(text(10)).hex().upper()])
    store.close()
    write_seal(serving)
    (folder / "003.txt").write_text(text(3, "no more"), encoding="utf-8")
    assert run(folder) == 0


def test_the_proof_sees_what_is_off(folder: Path) -> None:
    """A vector that is another's, one that is missing, a text that is missing: each is found."""
    run(folder)
    home = Home(folder.parent / "home")
    catalogue = open_catalogue(home)
    view = open_view(home.current())
    vectors = VectorStore(view.path / VECTORS)
    prove_vectors(catalogue, vectors, at_most=10)
    prove_lexical(catalogue, LexicalIndex(view.path / LEXICAL))
    rows = list(catalogue.searchable())
    texts = list(catalogue.texts.distinct())
    vectors.remove([texts[5].key])
    with pytest.raises(IndexDamaged, match="is not the record's"):
        prove_vectors(catalogue, vectors, at_most=10)
    vectors.add([texts[5].key], texts[20].vector.reshape(1, -1))
    with pytest.raises(IndexDamaged, match="is not the record's"):
        prove_vectors(catalogue, vectors, at_most=10)
    other = LexicalIndex(folder.parent / "other", create=True)
    other.add((one.id, one.document_id, one.language, one.text) for one in rows[1:])
    other.commit()
    with pytest.raises(IndexDamaged, match="differ in '000"):
        prove_lexical(catalogue, other)
    vectors.close()
    view.close()
    catalogue.close()


def test_a_text_that_hundreds_of_documents_share_is_held_once(folder: Path) -> None:
    """A graph of many equal vectors falls apart: each is held once, and every document that has it is found by it."""
    for number in range(400):
        (folder / f"copy{number:03d}.txt").write_text(text(number % 4, "as ever"), encoding="utf-8")
    run(folder)
    with closing(open_index(Settings(home=folder.parent / "home"), FakeEmbedder())) as index:
        for number in range(60):
            ((_, score),) = index.dense(index.embed([text(number)])[0], 1, Filter())
            assert score > 0.999
        question = index.embed([text(2, "as ever")])[0]
        found = index.dense(question, 90, Filter())
        assert sum(index.chunk(one).text == text(2, "as ever") for one, _ in found) == 90
        ((only, score),) = index.dense(question, 5, Filter(doc="copy398.txt"))
        assert (index.chunk(only).document_id, score > 0.999) == ("copy398.txt", True)


@pytest.mark.parametrize("k", [1, 7, 10_000])
def test_the_search_of_some_documents_is_exact(k: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are held at a time, the result is that of comparing all at once, best first."""
    monkeypatch.setattr("corpus.exact._AT_ONCE", 8)
    vectors = np.random.default_rng(3).normal(size=(50, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = vectors @ vectors[9]
    due = [str(place) for place in np.argsort(-scores)[:k]]
    found = nearest_of(vectors[9], k, ((str(place), vector.tobytes()) for place, vector in enumerate(vectors)))
    assert [one for one, _ in found] == due
    assert nearest_of(vectors[9], k, []) == []


def test_an_empty_index_can_be_built(tmp_path: Path) -> None:
    """When the last document is removed, an index of nothing is published and searched."""
    (tmp_path / "a.txt").write_text(text(1), encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    Ingester(settings, FakeEmbedder()).run([tmp_path / "a.txt"])
    Ingester(settings, FakeEmbedder()).remove(["a.txt"])
    index = open_index(settings, FakeEmbedder())
    assert index.documents() == []
    assert index.dense(index.embed(["harbour"])[0], 5, Filter()) == []
    index.close()


def test_a_damaged_record_is_never_copied(folder: Path) -> None:
    """A build that would start from a record that is not what was written is refused."""
    run(folder)
    home = Home(folder.parent / "home")
    record = home.current() / "catalogue.sqlite"
    raw = bytearray(record.read_bytes())
    raw[len(raw) // 2] ^= 1
    record.write_bytes(raw)
    with pytest.raises(IndexDamaged, match="doctor --fix"), build_generation(home, FakeEmbedder(), Parts("c")):
        pass


def test_many_likes_hide_no_other(folder: Path) -> None:
    """Where hundreds of texts have one vector, each other text is still found, also after a change."""
    for number in range(400):  # the stand-in for an embedder does not see the order of words
        words = " ".join(random.Random(number).sample(WORDS, len(WORDS)))
        (folder / f"same-{number}.txt").write_text(f"The {words}.", encoding="utf-8")
    run(folder)
    home = Home(folder.parent / "home")
    with closing(open_catalogue(home)) as catalogue, closing(VectorStore(home.current() / VECTORS)) as store:
        for one in catalogue.texts.distinct():
            assert store.nearest(one.vector, 5)[0][1] > 0.999
        assert len(store.nearest(next(iter(catalogue.texts.distinct())).vector, 50)) == 50
    (folder / "same-0.txt").write_text("A text of its own.", encoding="utf-8")
    run(folder)
    assert found(folder, "home", ["text of its own"]) != []


def test_strays_are_compared_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among hundreds of vectors that are nearly equal, each vector that is named finds itself, and so do the others."""
    monkeypatch.setattr("corpus.vectors.MOST", 0)  # as in a store that is too large to be searched exactly
    rng = np.random.default_rng(7)
    alike = np.ones((400, 16)) + rng.normal(scale=1e-6, size=(400, 16))
    vectors = np.vstack([alike, rng.normal(size=(40, 16))]).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [str(number) for number in range(len(vectors))]
    store = VectorStore(tmp_path / "store", create=True, expected=len(names))
    store.add(names, vectors)
    store.close()
    name_strays(tmp_path / "store", names[400:])
    with closing(VectorStore(tmp_path / "store")) as opened:
        assert all(opened.nearest(vectors[place], 3)[0][0] == names[place] for place in range(400, 440))
        assert min(opened.best_scores(vectors)) > 0.999
    (tmp_path / "store" / "strays.json").write_text("[", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="doctor --fix"), closing(VectorStore(tmp_path / "store")) as opened:
        opened.nearest(vectors[0], 3)
