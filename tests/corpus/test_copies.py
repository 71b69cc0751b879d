"""Copies of one story are found and grouped; what merely resembles is not."""

import json
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Home, IndexMismatch, LiveIndex, Settings, open_catalogue, open_index
from corpus.copies import Signature, groups_of
from corpus.schema import FORMAT
from ingest import Ingester
from tests.fakes import FakeEmbedder

_NOUN_WORDS = (
    "harbour pilot ferry storm tide council boat bar office island crew quay lamp rope sail winter market bridge"
)
_VERB_WORDS = "closed saw carried crossed left reached sold mended watched lost found held"
_NOUNS, _VERBS = _NOUN_WORDS.split(), _VERB_WORDS.split()


def story(seed: int, sentences: int = 20) -> str:
    """An invented text, the same for the same seed."""
    chance = random.Random(seed)  # a seed makes the test repeatable; nothing here is secret

    def sentence() -> str:
        return f"The {chance.choice(_NOUNS)} of {chance.choice(_NOUNS)} {chance.choice(_VERBS)} {chance.randint(2, 900)} {chance.choice(_NOUNS)}s."

    return " ".join(sentence() for _ in range(sentences))


def groups(*texts: str, published: dict[str, str] | None = None) -> list[set[str]]:
    """Which of the texts, named a, b, c, ..., are together."""
    named = {chr(ord("a") + place): Signature.of(text) for place, text in enumerate(texts)}
    found = groups_of(named, published or {})
    assert set(found.values()) <= set(found)  # a group is named for one of its own
    return [{one for one, group in found.items() if group == name} for name in sorted(set(found.values()))]


WIRE = story(1)


@pytest.mark.parametrize(
    ("other", "together"),
    [
        pytest.param(WIRE, True, id="same"),
        pytest.param(WIRE.upper().replace(".", " –"), True, id="same_words"),
        pytest.param(WIRE.replace("900", "901").replace("harbour", "port", 2), True, id="a_few_words_altered"),
        pytest.param(" ".join(WIRE.split(". ")[:8]), True, id="cut_to_its_first_half"),
        pytest.param("ALVA (Wire) -- " + WIRE + " (Reporting by A. Rahn; editing by B. Ode)", True, id="with_a_frame"),
        pytest.param(story(2), False, id="another_story_of_the_same_words"),
        pytest.param(story(2, 30) + " " + " ".join(WIRE.split(". ")[:3]), False, id="three_sentences_quoted"),
        pytest.param("", False, id="empty"),
    ],
)
def test_what_is_a_copy(other: str, together: bool) -> None:
    """A copy may be framed, cut or altered in a few words; another story, or one that quotes, is none."""
    assert groups(WIRE, other) == ([{"a", "b"}] if together else [])


def test_a_group_is_named_for_the_earliest() -> None:
    """The group's name is its earliest published document, without dates the first by id; documents alone have none."""
    assert groups(WIRE, story(3), WIRE, WIRE) == [{"a", "c", "d"}]
    named = {name: Signature.of(WIRE) for name in "abc"}
    assert set(groups_of(named, {}).values()) == {"a"}
    assert set(groups_of(named, {"b": "2021-10-02", "c": "2021-10"}).values()) == {"c"}
    assert groups_of({"a": Signature.of(WIRE)}, {}) == {}


@given(st.integers(0, 10**6), st.integers(1, 40))
@settings(deadline=None, max_examples=40)
def test_a_text_is_its_own_copy_and_no_other_story_s(seed: int, sentences: int) -> None:
    """Equal texts have equal signatures, whatever their case; stories of other words do not meet."""
    text = story(seed, sentences)
    assert Signature.of(text) == Signature.of(text.upper())
    assert Signature.of(text).is_copy_of(Signature.of(text))
    assert not Signature.of(text).is_copy_of(Signature.of(" ".join(reversed(text.split()))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two copies and another text."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in {"a": WIRE, "b": "Alva Times.\n\n" + WIRE, "c": story(4)}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_index_tells_copies(folder: Path) -> None:
    """Groups are made when an index is published and follow its changes, through every way to read it."""
    given = Settings(home=folder.parent / "home")
    Ingester(given, FakeEmbedder()).run([folder])
    live, opened = LiveIndex(given, FakeEmbedder()), open_index(given, FakeEmbedder())
    assert opened.copies() == live.copies() == {"a.txt": "a.txt", "b.txt": "a.txt"}
    opened.close()
    (folder / "d.txt").write_text(WIRE.replace("storm", "gale", 1), encoding="utf-8")
    (folder / "a.txt").unlink()
    Ingester(given, FakeEmbedder()).run([folder])
    assert live.copies() == {"b.txt": "b.txt", "d.txt": "b.txt"}
    live.close()


def test_what_did_not_change_is_not_signed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run signs the new document alone; a changed one is signed anew."""
    given = Settings(home=folder.parent / "home")
    Ingester(given, FakeEmbedder()).run([folder])
    signed: list[str] = []
    real = Signature.of
    monkeypatch.setattr(Signature, "of", lambda text: (signed.append(text), real(text))[1])
    (folder / "d.txt").write_text("A fourth text about lighthouses.", encoding="utf-8")
    (folder / "c.txt").write_text("The third text is another now.", encoding="utf-8")
    Ingester(given, FakeEmbedder()).run([folder])
    assert sorted(signed) == ["A fourth text about lighthouses.", "The third text is another now."]


def test_documents_tells_copies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`citewell documents --json` names the group, and what a copy is a copy of."""
    from ui.commands.index import documents

    given = Settings(home=folder.parent / "home")
    Ingester(given, FakeEmbedder()).run([folder])
    documents(home=given.home, json=True)
    told = {row["doc"]: (row["copy_of"], row["group"]) for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert told == {"a.txt": (None, "a.txt"), "b.txt": ("a.txt", "a.txt"), "c.txt": (None, None)}
    assert open_catalogue(Home(given.home)).copies.groups() == {"a.txt": "a.txt", "b.txt": "a.txt"}


def test_documents_of_an_older_layout_are_refused_with_the_cure(folder: Path) -> None:
    """An index without the table of copies names the command that makes it anew."""
    from ui.commands.index import documents

    given = Settings(home=folder.parent / "home")
    Ingester(given, FakeEmbedder()).run([folder])
    with sqlite3.connect(Home(given.home).current() / "catalogue.sqlite") as database:
        database.execute("DROP TABLE copy")
        told = (f'"format": {FORMAT}', f'"format": {FORMAT - 1}')
        database.execute("UPDATE manifest SET body = replace(body, ?, ?)", told)
    database.close()
    with pytest.raises(IndexMismatch, match="--rebuild"):
        documents(home=given.home, json=True)
