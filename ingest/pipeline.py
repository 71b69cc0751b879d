"""Files to a new generation: read what changed, split, chunk, embed, publish."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from corpus import (
    Builder,
    Catalogue,
    Embedder,
    Home,
    IndexDamaged,
    IndexMismatch,
    Prepared,
    ReadFailure,
    Settings,
    Stored,
    UnknownDocument,
    UsageError,
    build_generation,
    clean,
    open_catalogue,
)
from corpus.models import Document, Manifest
from ingest.chunk import VERSION, chunks_of
from ingest.isolate import Limits
from ingest.models import Entry, Failure, Reading, Report
from ingest.plan import Plan, plan_run
from ingest.progress import Progress, Silent
from ingest.readers import Readers
from ingest.split import sentences_of

_EMBED_AT_ONCE = 512  # chunks; enough to batch by length, little enough to hold


class Ingester:
    """Brings the index at `settings.home` in line with the files under some paths."""

    def __init__(self, settings: Settings, embedder: Embedder, progress: Progress | None = None) -> None:
        self._settings = settings
        self._embedder = embedder
        self._progress = progress or Silent()
        self._home = Home(settings.home)
        self._readers = Readers(Limits(settings.read_seconds, settings.read_megabytes))
        self._chunker = f"{VERSION}/{settings.chunk_tokens}"

    def run(self, paths: Sequence[Path], *, rebuild: bool = False) -> Report:
        """Reads, embeds and writes what changed under `paths`; the rest of the index stays.

        With `rebuild` everything already indexed is cut and embedded anew, also what lies under
        no path. Raises UsageError when no path exists, IndexMismatch when the index was made
        with other parts; a file that cannot be read is in the report's `failed`.
        """
        started = time.perf_counter()
        if not paths and not (rebuild and self._home.exists()):
            raise UsageError("name the files or folders to index: `citewell index PATH...`")
        stored, manifest = self._stored(rebuild=rebuild)
        plan = plan_run(paths, stored, self._settings.home, self._readers)
        if rebuild or not plan.changes_nothing:
            manifest = self._build(plan, rebuild=rebuild) or manifest
        return _report(plan, manifest, started)

    def remove(self, document_ids: Sequence[str]) -> Report:
        """Takes documents out of the index, all of them or, raising UnknownDocument, none."""
        started = time.perf_counter()
        stored, _ = self._stored(rebuild=False)
        held = {one.id for one in stored}
        for identity in document_ids:
            if identity not in held:
                raise UnknownDocument(f"no document {identity!r} in the index: `citewell documents` lists them")
        plan = Plan(removed=list(dict.fromkeys(document_ids)))
        manifest = self._build(plan, rebuild=False)
        return _report(plan, manifest, started)

    def _stored(self, *, rebuild: bool) -> tuple[list[Stored], Manifest | None]:
        """What the index holds now; a rebuild goes on without it where it cannot be read."""
        if not self._home.exists():
            return [], None
        try:
            with closing(open_catalogue(self._home)) as catalogue:
                manifest = catalogue.manifest()
                if not rebuild:
                    self._refuse_mismatch(manifest)
                return catalogue.stored(), manifest
        except IndexDamaged:
            if rebuild:
                return [], None
            raise

    def _readable(self) -> bool:
        """Whether there is a record to rebuild from."""
        if not self._home.exists():
            return False
        try:
            with closing(open_catalogue(self._home)) as catalogue:
                catalogue.manifest()
        except IndexDamaged:
            return False
        return True

    def _refuse_mismatch(self, manifest: Manifest) -> None:
        now = (self._embedder.identity, self._chunker)
        if (manifest.embedder, manifest.chunker) != now:
            raise IndexMismatch(
                f"the index was made by {manifest.embedder} with chunks {manifest.chunker}; in force are "
                f"{now[0]} and {now[1]}: set them back, or run `citewell index --rebuild`"
            )

    def _build(self, plan: Plan, *, rebuild: bool) -> Manifest | None:
        """The new generation's manifest; None when nothing could be read and nothing changed."""
        with build_generation(self._home, self._embedder, self._chunker, fresh=rebuild) as builder:
            entries = [*plan.added, *plan.changed, *(plan.unchanged if rebuild else ())]
            self._progress.begin("reading and embedding", len(entries))
            for batch in _batches(self._prepared(plan, entries)):
                builder.add(batch)
                self._progress.advance(len(batch))
            if rebuild and self._readable():
                read = {entry.id for entry in (*plan.added, *plan.changed, *plan.unchanged)}
                self._carry_over(builder, {*plan.removed, *read})
            builder.remove(plan.removed)  # last, so that a renamed file still finds its vectors
            documents, chunks = builder.catalogue.counts()
            if not documents and not plan.removed:
                return None
            self._progress.begin("building the searchers", chunks)
            return builder.publish(self._progress.advance)

    def _prepared(self, plan: Plan, entries: Sequence[Entry]) -> Iterator[Prepared]:
        """The documents that can be read; the others move from the plan to its failures."""
        for entry in entries:
            try:
                yield self._prepare(entry.load(), entry.source_hash)
            except (ReadFailure, ValueError, TypeError, RecursionError) as failure:
                # A parser's own error is that file's failure, never the run's.
                known = isinstance(failure, ReadFailure)
                reason = str(failure) if known else f"cannot be read ({type(failure).__name__}: {failure})"
                plan.failed.append(Failure(entry.path, reason))
                for fate in (plan.added, plan.changed, plan.unchanged):
                    if entry in fate:
                        fate.remove(entry)

    def _prepare(self, reading: Reading, source_hash: str) -> Prepared:
        document = reading.document
        sentences = sentences_of(document)
        chunks = chunks_of(document, sentences, self._settings.chunk_tokens)
        if not chunks:
            raise ReadFailure("nothing in it can be quoted: only boilerplate or references")
        document = _with_languages(document)
        title = document.metadata.title
        searched = [f"{title}\n{clean(chunk.text)}" if title else clean(chunk.text) for chunk in chunks]
        return Prepared(document, source_hash, sentences, chunks, searched, reading.words)

    def _carry_over(self, builder: Builder, done: set[str]) -> None:
        """Documents that this run did not read, cut and embedded anew from the record."""
        with closing(open_catalogue(self._home)) as catalogue:
            kept = [one for one in catalogue.stored() if one.id not in done]
            self._progress.begin("rebuilding from the record", len(kept))
            for batch in _batches(self._prepare(_again(catalogue, one.id), one.source_hash) for one in kept):
                builder.add(batch)
                self._progress.advance(len(batch))


def _again(catalogue: Catalogue, document_id: str) -> Reading:
    """A document as the record has it."""
    return Reading(catalogue.document(document_id), tuple(catalogue.words(document_id)))


def _report(plan: Plan, manifest: Manifest | None, started: float) -> Report:
    return Report(
        added=len(plan.added),
        changed=len(plan.changed),
        removed=len(plan.removed),
        unchanged=len(plan.unchanged),
        failed=tuple(plan.failed),
        documents=manifest.documents if manifest else 0,
        chunks=manifest.chunks if manifest else 0,
        seconds=round(time.perf_counter() - started, 3),
    )


def _with_languages(document: Document) -> Document:
    """The document with the languages of its quotable blocks, most text first."""
    sizes: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind.quotable:
            sizes[block.language] += len(block.span)
    languages = tuple(language for language, _ in sizes.most_common())
    return replace(document, metadata=replace(document.metadata, languages=languages))


def _batches(prepared: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    batch: list[Prepared] = []
    for one in prepared:
        batch.append(one)
        if sum(len(held.chunks) for held in batch) >= _EMBED_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
