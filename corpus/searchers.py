"""Builds what searches a generation, Chroma and tantivy, from its catalogue, and proves that it is whole.

Chroma's part of the generation before is taken over when little changed: to build it anew costs
about half a millisecond a vector (ADR 0010). Tantivy is quick enough to be built anew each time,
which also keeps its word statistics exactly those of the collection.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from corpus.errors import IndexDamaged
from corpus.layout import CATALOGUE, LEXICAL, VECTORS, open_view
from corpus.lexical import LexicalIndex
from corpus.models import Manifest
from corpus.seal import broken_seals
from corpus.strays import name_strays
from corpus.text_table import Distinct
from corpus.vectors import VectorStore

Advance = Callable[[int], None]
_BATCH = 2000  # chunks
_TAKEN_OVER_FROM = 2000  # chunks: fewer are built anew in a second
_MOST_CHURN = 0.1  # of the chunks, since Chroma's part was last built anew
_ALL_ASKED_TO = 25_000  # vectors: of more, so many spread evenly must find themselves, and all new ones
_ITSELF = 0.999  # cosine similarity


def build_searchers(
    folder: Path, catalogue: Catalogue, before: "tuple[Path, Manifest] | None", advance: Advance
) -> int:
    """Builds both parts in `folder`, from the generation `before` where that pays, and proves them.

    Returns how many vectors were taken out or put in since Chroma's part was last built anew.
    Raises IndexDamaged when a vector does not find itself, WriteFailure when something cannot be written.
    """
    with closing(Catalogue(catalogue.path)) as same, ThreadPoolExecutor(1, "words") as pool:
        words = pool.submit(_build_lexical, folder / LEXICAL, same)  # beside the vectors
        changes = _small_changes(catalogue, before)
        if before and changes:
            try:
                _take_over(before[0] / VECTORS, folder / VECTORS, catalogue, *changes)
                words.result()
                _prove(folder, catalogue, set(changes[1]))
            except IndexDamaged:
                shutil.rmtree(folder / VECTORS)  # it did not stand the change: build it anew below
            else:
                advance(catalogue.counts()[1])
                return before[1].churned + len(changes[0]) + len(changes[1])
        _build_vectors(folder / VECTORS, catalogue, advance)
        words.result()
    try:
        _prove(folder, catalogue, set())
    except IndexDamaged:
        _keep_strays(folder, catalogue)
        _prove(folder, catalogue, set())
    return 0


def prove_vectors(
    catalogue: Catalogue, vectors: VectorStore, *, at_most: int, always: "set[str] | None" = None
) -> None:
    """Raises IndexDamaged unless every vector is the record's, and each one asked for finds itself.

    Asked for are `at_most` vectors, spread evenly, besides those of the chunks in `always`.
    """
    step = max(1, catalogue.texts.count() // at_most)
    place = 0
    for batch in _batches(catalogue.texts.distinct()):
        held = vectors.stored([one.key for one in batch])
        for one in batch:
            if one.key not in held or float(held[one.key] @ one.vector) < _ITSELF:
                raise IndexDamaged(_of_chunk(catalogue, one, "is not the record's"))
        asked = [one for number, one in enumerate(batch, place) if number % step == 0 or one.key in (always or ())]
        place += len(batch)
        if not asked:
            continue
        scores = vectors.best_scores(np.array([one.vector for one in asked]))
        for one, score in zip(asked, scores, strict=True):
            if score < _ITSELF:
                raise IndexDamaged(_of_chunk(catalogue, one, "does not find itself"))


def _of_chunk(catalogue: Catalogue, one: Distinct, what: str) -> str:
    return f"the vector of {catalogue.texts.chunks_of(one.key)[0]!r} {what}: `citewell doctor --fix` repairs it"


def prove_lexical(catalogue: Catalogue, lexical: LexicalIndex) -> None:
    """Raises IndexDamaged unless the lexical index holds the record's chunks and no others."""
    due = {one.id for one in catalogue.searchable()}
    held = set(lexical.ids())
    if held != due:
        example = min(held ^ due)
        raise IndexDamaged(
            f"the lexical index and the record differ in {example!r}: `citewell doctor --fix` repairs it"
        )


def _small_changes(
    catalogue: Catalogue, before: "tuple[Path, Manifest] | None"
) -> "tuple[list[str], list[str]] | None":
    """Ids of the vectors to take out and to put in; None where building anew is better."""
    if before is None or before[1].chunks < _TAKEN_OVER_FROM or broken_seals(before[0], only=VECTORS):
        return None
    removed, added = catalogue.texts.differences(before[0] / CATALOGUE)
    churned = before[1].churned + len(removed) + len(added)
    return (removed, added) if churned <= _MOST_CHURN * before[1].chunks else None


def _take_over(source: Path, target: Path, catalogue: Catalogue, removed: list[str], added: list[str]) -> None:
    shutil.copytree(source, target)
    store = VectorStore(target)
    try:
        store.remove(removed)
        for batch in _batches(catalogue.texts.distinct(added)):
            _add(store, batch)
    finally:
        store.close()
    store.compact()


def _build_vectors(folder: Path, catalogue: Catalogue, advance: Advance) -> None:
    distinct, chunks = catalogue.texts.count(), catalogue.counts()[1]
    store = VectorStore(folder, create=True, expected=distinct)
    try:
        for batch in _batches(catalogue.texts.distinct()):
            _add(store, batch)
            advance(len(batch))
        advance(chunks - distinct)
    finally:
        store.close()
    store.compact()


def _keep_strays(folder: Path, catalogue: Catalogue) -> None:
    """Names the vectors that do not find themselves, to be compared one by one."""
    strays: list[str] = []
    with closing(open_view(folder)) as view, closing(VectorStore(view.path / VECTORS)) as vectors:
        for batch in _batches(catalogue.texts.distinct()):
            scores = vectors.best_scores(np.array([one.vector for one in batch]))
            strays += [one.key for one, score in zip(batch, scores, strict=True) if score < _ITSELF]
    name_strays(folder / VECTORS, strays)


def _add(store: VectorStore, batch: list[Distinct]) -> None:
    store.add([one.key for one in batch], np.array([one.vector for one in batch]))


def _build_lexical(folder: Path, catalogue: Catalogue) -> None:
    lexical = LexicalIndex(folder, create=True)
    lexical.add((one.id, one.document_id, one.language, one.text) for one in catalogue.searchable())
    lexical.commit()


def _prove(folder: Path, catalogue: Catalogue, added: set[str]) -> None:
    """Opens both parts as a reader does, and asks them."""
    with closing(open_view(folder)) as view, closing(VectorStore(view.path / VECTORS)) as vectors:
        lexical = LexicalIndex(view.path / LEXICAL)
        due = (catalogue.texts.count(), catalogue.counts()[1])
        if (vectors.count(), lexical.count()) != due:
            held = f"{vectors.count()} vectors and {lexical.count()} texts"
            raise IndexDamaged(f"{held} instead of {due[0]} and {due[1]}: try again")
        prove_vectors(catalogue, vectors, at_most=_ALL_ASKED_TO, always=added)


def _batches(rows: Iterable[Distinct]) -> Iterator[list[Distinct]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
