"""The generations that are kept: what each is, and going back to one."""

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.embed import Embedder
from corpus.errors import IndexDamaged
from corpus.generations import Home
from corpus.holds import sole
from corpus.layout import CATALOGUE
from corpus.local_index import LocalIndex
from corpus.models import Manifest
from corpus.settings import Settings
from corpus.versions import Parts


@dataclass(frozen=True, slots=True)
class Kept:
    """A generation on disk; `manifest` is None where its record cannot be read."""

    number: int
    folder: Path
    serves: bool
    is_read: bool
    size: int
    manifest: Manifest | None


def kept_generations(home: Home) -> list[Kept]:
    """Every whole generation, oldest first. Raises IndexMissing where there is no index."""
    try:
        serving: Path | None = home.current()
    except IndexDamaged:
        serving = None
    return [_kept(folder, serves=folder == serving) for folder in home.kept()]


def roll_back(settings: Settings, embedder: Embedder, number: int | None = None) -> Manifest:
    """Lets a kept generation serve again, the one before by default, when it proves to be whole.

    Raises UsageError for one that is not kept, IndexMismatch or IndexDamaged for one that cannot serve.
    """
    home = Home(settings.home)
    with home.writing():
        folder = home.generation(number)
        with closing(LocalIndex(home, embedder, Parts.in_force(settings), folder)) as index:
            home.serve(folder)
            return index.manifest


def _kept(folder: Path, *, serves: bool) -> Kept:
    with sole(folder) as free:
        is_read = not free
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    manifest: Manifest | None = None
    with suppress(IndexDamaged), closing(Catalogue(folder / CATALOGUE)) as catalogue:
        manifest = catalogue.manifest()
    return Kept(int(folder.name), folder, serves, is_read, size, manifest)
