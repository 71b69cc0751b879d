"""Looks at everything an index consists of, and says of each thing whether it is as it should be.

Reads only. Chroma, which a damaged file can bring down with the whole process, is not given one:
the seals are looked at first.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.embed import Embedder
from corpus.errors import CitewellError, IndexDamaged, IndexMissing
from corpus.generations import Home
from corpus.layout import CATALOGUE, LEXICAL, VECTORS, open_view
from corpus.lexical import LexicalIndex
from corpus.local_index import refuse_mismatch
from corpus.models import Citation, Manifest
from corpus.packaged import MINILM_EMBEDDER, MINILM_RERANKER, PackagedModel
from corpus.schema import FORMAT
from corpus.seal import broken_seals
from corpus.searchers import prove_lexical, prove_vectors
from corpus.settings import PACKAGED, Settings
from corpus.unfinished import UNFINISHED
from corpus.vectors import VectorStore
from corpus.versions import Parts

_SAMPLED = 500  # documents of which every sentence is sliced again
_FIX = "citewell doctor --fix"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `cure` is what to type where something is off."""

    check: str
    ok: bool
    detail: str
    cure: str = ""

    def to_dict(self) -> dict[str, object]:
        """Plain JSON values."""
        return asdict(self)


def examine(settings: Settings, embedder: Embedder) -> Iterator[Finding]:
    """Every check in turn; what rests on something that is off is left out."""
    home = Home(settings.home)
    yield from _models(settings)
    yield _room(home)
    yield _leftovers(home)
    try:
        folder = home.current()
        manifest = _manifest(folder)
    except CitewellError as error:
        cure = "citewell index PATH..." if isinstance(error, IndexMissing) and not home.kept() else _FIX
        yield Finding("pointer", False, str(error), cure)
        return
    yield Finding("pointer", True, f"generation {int(folder.name)} serves")
    if manifest and manifest.format != FORMAT:
        detail = f"the index has layout {manifest.format}, this version reads {FORMAT}"
        yield Finding("parts", False, detail, "citewell index --rebuild")
        return
    broken = broken_seals(folder)
    yield from _seals(broken)
    yield from _others(home, folder)
    if manifest and not _of_part(broken, CATALOGUE):
        yield from _record(folder, settings, embedder)
        if not broken:
            yield from _searchers(folder)


def _manifest(folder: Path) -> Manifest | None:
    """None where the record cannot be read; raises IndexDamaged where there is no folder."""
    if not folder.is_dir():
        raise IndexDamaged(f"generation {folder.name} is missing")
    with suppress(IndexDamaged), closing(Catalogue(folder / CATALOGUE)) as catalogue:
        return catalogue.manifest()
    return None


def _models(settings: Settings) -> Iterator[Finding]:
    for name, model in ((settings.embedder, MINILM_EMBEDDER), (settings.reranker, MINILM_RERANKER)):
        if name == PACKAGED:
            yield _checked("model", partial(_published, model))


def _published(model: PackagedModel) -> str:
    model.folder()
    return f"{model.name} is the published one"


def _room(home: Home) -> Finding:
    standing = next(path for path in (home.path, *home.path.resolve().parents) if path.exists())
    free = shutil.disk_usage(standing).free
    try:
        due = 2 * sum(path.stat().st_size for path in home.current().rglob("*") if path.is_file())
    except CitewellError:
        due = 0
    detail = f"{free >> 20:,} MB are free; the next generation may take {due >> 20:,} MB"
    return Finding("disk", free > due, detail, "make room, e.g. `citewell gc --keep 1`")


def _leftovers(home: Home) -> Finding:
    process = home.writer()
    if process is not None:
        return Finding("writer", True, f"a run is writing now{f' (process {process})' if process else ''}")
    left = [path.name for path in home.leftovers()]
    if left:
        return Finding("leftovers", False, f"a run that was killed left {', '.join(left)}", _FIX)
    kept = " and vectors that the next run goes on with" if (home.path / UNFINISHED).exists() else ""
    return Finding("leftovers", True, f"no half generation{kept}")


def _seals(broken: list[str]) -> Iterator[Finding]:
    parts = {"record": CATALOGUE, "vectors": VECTORS, "words": LEXICAL}
    for name, part in parts.items():
        wrong = _of_part(broken, part)
        yield Finding(f"{name}: files", not wrong, "; ".join(wrong) or "every byte is what was written", _FIX)
    if other := [line for line in broken if not any(_of_part([line], part) for part in parts.values())]:
        yield Finding("seal", False, "; ".join(other), _FIX)


def _of_part(broken: list[str], part: str) -> list[str]:
    return [line for line in broken if Path(line.split(" ", 1)[0]).is_relative_to(part)]


def _others(home: Home, serving: Path) -> Iterator[Finding]:
    for folder in home.kept():
        if folder != serving:
            broken = broken_seals(folder)
            detail = broken[0] if broken else "whole, can be gone back to"
            yield Finding(f"generation {int(folder.name)}", not broken, detail, _FIX)


def _record(folder: Path, settings: Settings, embedder: Embedder) -> Iterator[Finding]:
    with closing(Catalogue(folder / CATALOGUE)) as catalogue:
        wrong = catalogue.integrity()
        yield Finding("record: integrity", not wrong, "; ".join(wrong) or "SQLite finds nothing wrong", _FIX)
        if not wrong:
            yield _checked("record: counts", lambda: _counts(catalogue), _FIX)
            yield _checked("record: quotes", lambda: _quotes(catalogue), _FIX)
            yield _checked("parts", lambda: _parts(catalogue, settings, embedder), "citewell index --rebuild")


def _parts(catalogue: Catalogue, settings: Settings, embedder: Embedder) -> str:
    manifest = catalogue.manifest()
    refuse_mismatch(manifest, embedder, Parts.in_force(settings))
    return f"made by {manifest.embedder}, {Parts.in_force(settings)}"


def _counts(catalogue: Catalogue) -> str:
    manifest, held = catalogue.manifest(), catalogue.counts()
    if held != (manifest.documents, manifest.chunks):
        raise IndexDamaged(f"{held} documents and chunks instead of {(manifest.documents, manifest.chunks)}")
    return f"{held[0]:,} documents, {held[1]:,} chunks"


def _quotes(catalogue: Catalogue) -> str:
    """Slices the sentences of documents spread evenly; what cannot be sliced could not be quoted."""
    ids = [one.id for one in catalogue.stored()]
    sliced = 0
    for identity in ids[:: max(1, len(ids) // _SAMPLED)]:
        document = catalogue.document(identity)
        for sentence in catalogue.sentences(identity):
            try:
                blank = not Citation(document, sentence.span).text.strip()
            except ValueError as error:
                raise IndexDamaged(str(error)) from error
            if blank:
                raise IndexDamaged(f"{identity} {sentence.span} holds no words")
            sliced += 1
    return f"{sliced:,} sentences sliced from their documents"


def _searchers(folder: Path) -> Iterator[Finding]:
    with (
        closing(Catalogue(folder / CATALOGUE)) as catalogue,
        closing(open_view(folder)) as view,
        closing(VectorStore(view.path / VECTORS)) as vectors,
    ):
        chunks = catalogue.counts()[1]

        def vectors_hold() -> str:
            texts = catalogue.texts.count()
            if vectors.count() != texts:
                raise IndexDamaged(f"{vectors.count():,} vectors for {texts:,} different texts")
            prove_vectors(catalogue, vectors, at_most=max(1, texts))
            return f"each of {texts:,} is the record's and finds itself"

        def words_hold() -> str:
            prove_lexical(catalogue, LexicalIndex(view.path / LEXICAL))
            return f"the same {chunks:,} chunks as the record"

        yield _checked("vectors", vectors_hold, _FIX)
        yield _checked("words", words_hold, _FIX)


def _checked(check: str, look: Callable[[], str], cure: str = "") -> Finding:
    """What a look found; an error is its failure."""
    try:
        return Finding(check, True, look())
    except CitewellError as error:
        return Finding(check, False, str(error), cure)
