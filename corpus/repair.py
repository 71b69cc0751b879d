"""Mends an index: from its own record where that is whole, else by going back to a generation that is.

Never guesses: a record that is not what was written is not mended but left, and said to be.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus.builder import build_generation
from corpus.catalogue import Catalogue
from corpus.embed import Embedder
from corpus.errors import CitewellError, IndexDamaged
from corpus.generations import Home
from corpus.layout import CATALOGUE
from corpus.local_index import refuse_mismatch
from corpus.seal import broken_seals, is_sealed, write_seal
from corpus.settings import Settings
from corpus.versions import Parts


def repair(settings: Settings, embedder: Embedder) -> Iterator[str]:
    """Mends what can be mended and says, line by line, what was done.

    Raises IndexDamaged when no generation has a whole record, IndexMismatch when other parts made it.
    """
    home = Home(settings.home)
    if not home.kept():
        home.current()  # says that there is no index
    with home.writing():
        left = home.leftovers()
        home.clear_leftovers()
        for path in left:
            yield f"removed {path.name}, which a killed run left"
        yield from _serve_a_whole_record(home)
    folder = home.current()
    with closing(Catalogue(folder / CATALOGUE)) as catalogue:
        refuse_mismatch(catalogue.manifest(), embedder, Parts.in_force(settings))
    if broken_seals(folder):
        yield from _build_anew(home, settings, embedder)
    with home.writing():
        for one in home.kept():
            if one != home.current() and broken_seals(one) and home.drop(one):
                yield f"dropped generation {int(one.name)}, which was damaged"


def _serve_a_whole_record(home: Home) -> Iterator[str]:
    """Leaves the pointer where it is when the record there is whole; else turns to the newest that is."""
    try:
        serving: Path | None = home.current()
    except CitewellError:
        serving = None
    if serving and _has_whole_record(serving):
        return
    whole = next((one for one in reversed(home.kept()) if one != serving and _has_whole_record(one)), None)
    if whole is None:
        raise IndexDamaged(
            "no generation has a whole record: make the index anew from your files, `citewell index --rebuild PATH...`"
        )
    home.serve(whole)
    what = f"the record of generation {int(serving.name)} is damaged" if serving else "no generation was named"
    yield f"{what}: generation {int(whole.name)} serves. `citewell index PATH...` brings it up to date"


def _has_whole_record(folder: Path) -> bool:
    """Whether every byte is what was written; where that is not known, whether SQLite finds nothing wrong."""
    if is_sealed(folder):
        return not broken_seals(folder, only=CATALOGUE)
    try:
        with closing(Catalogue(folder / CATALOGUE)) as catalogue:
            manifest = catalogue.manifest()
            return not catalogue.integrity() and catalogue.counts() == (manifest.documents, manifest.chunks)
    except IndexDamaged:
        return False


def _build_anew(home: Home, settings: Settings, embedder: Embedder) -> Iterator[str]:
    folder = home.current()
    if not is_sealed(folder):
        write_seal(folder)  # its record was looked through just now
    with build_generation(home, embedder, Parts.in_force(settings), take_over=False) as builder:
        number = builder.publish().generation
    yield f"built the searchers anew from the record: generation {number} serves"
