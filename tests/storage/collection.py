"""A small collection that changes, and what its index must hold before and after each change."""

import random
from contextlib import closing
from pathlib import Path

from corpus import Settings, open_index
from corpus.models import Filter
from tests.fakes import FakeEmbedder

NOUNS = "harbour pilot lantern quay rope anchor tide buoy sail keel mast deck crew cargo crane dock"  # of our own
_WORDS = NOUNS.split()


def text_of(seed: int) -> str:
    """Several sentences of our own that no other seed has."""
    chance = random.Random(seed)
    pick = [chance.choice(_WORDS) for _ in range(40)]
    return " ".join(
        f"The {pick[n]} of ship {seed} stood by the {pick[n + 1]} and the {pick[n + 2]}." for n in range(0, 36, 3)
    )


class Collection:
    """Files in a folder, and their texts by name."""

    def __init__(self, folder: Path, size: int = 30) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self._made = 0
        self._chance = random.Random(7)
        folder.mkdir(parents=True)
        for _ in range(size):
            self._put(f"{len(self.texts):03d}.txt")

    def change(self) -> None:
        """Changes some files, adds one, removes one."""
        names = sorted(self.texts)
        for name in self._chance.sample(names, 4):
            self._put(name)
        self._put(f"new{self._made:05d}.txt")
        gone = self._chance.choice(names)
        (self.folder / gone).unlink()
        del self.texts[gone]

    def _put(self, name: str) -> None:
        self._made += 1
        self.texts[name] = text_of(self._made)
        (self.folder / name).write_text(self.texts[name], encoding="utf-8")


def held(home: Path) -> dict[str, str]:
    """The texts that the index holds, each checked to be whole: it is found, sliced, and quoted to its end."""
    with closing(open_index(Settings(home=home), FakeEmbedder())) as index:
        texts = {}
        for document in index.documents():
            sentences = index.sentences(document.id)
            assert sentences, f"{document.id} has no sentences"
            assert sentences[-1].span.end == len(document.text), f"{document.id} is half there"
            texts[document.id] = document.text
            question = index.embed([document.text[:200]])[0]
            found = [index.chunk(chunk) for chunk, _ in index.dense(question, 3, Filter(doc=document.id))]
            assert found, f"{document.id} is not found"
            assert all(chunk.text in document.text for chunk in found)
            assert index.lexical(f"ship {document.text.split()[4]}", "en", 3, Filter(doc=document.id))
        return texts
