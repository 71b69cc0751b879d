"""Files to a new generation: read what changed, split, chunk, embed, publish."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus import (
    Builder,
    Catalogue,
    Embedder,
    Home,
    IndexDamaged,
    Parts,
    Prepared,
    ReadFailure,
    Settings,
    Stored,
    UnknownDocument,
    UsageError,
    build_generation,
    open_catalogue,
    refuse_mismatch,
)
from corpus.models import Manifest
from ingest.isolate import Limits
from ingest.models import Entry, Reading, Report
from ingest.plan import Plan, plan_run
from ingest.prepare import prepare_entry
from ingest.progress import Progress, Silent
from ingest.readers import Readers

_EMBED_AT_ONCE = 2048  # chunks: enough to batch by length, little enough to hold twice


@dataclass(frozen=True)
class _Serving:
    """What the index holds when a run begins."""

    folder: Path | None = None
    manifest: Manifest | None = None
    stored: Sequence[Stored] = ()


class Ingester:
    """Brings the index at `settings.home` in line with the files under some paths."""

    def __init__(self, settings: Settings, embedder: Embedder, progress: Progress | None = None) -> None:
        self._settings = settings
        self._embedder = embedder
        self._progress = progress or Silent()
        self._home = Home(settings.home)
        self._parts = Parts.in_force(settings)
        self._readers = Readers(Limits(settings.read_seconds, settings.read_megabytes))

    def run(self, paths: Sequence[Path], *, rebuild: bool = False) -> Report:
        """Reads, embeds and writes what changed under `paths`; the rest of the index stays.

        With `rebuild` everything already indexed is read, cut and embedded anew; what lies under no
        path that stands is taken from the record. Raises UsageError when no path exists, IndexMismatch
        when the index was made with other parts; a file that cannot be read is in the report's `failed`.
        """
        started = time.perf_counter()
        serving, plan = self._settle(paths, rebuild=rebuild)
        if not rebuild and plan.changes_nothing:
            return _report(plan, serving.manifest, started)
        with build_generation(self._home, self._embedder, self._parts, fresh=rebuild) as builder:
            if self._home.exists() and self._home.current() != serving.folder:  # another run was quicker
                serving, plan = self._settle(paths, rebuild=rebuild)
            manifest = self._build(builder, plan, serving, rebuild=rebuild)
        return _report(plan, manifest or serving.manifest, started, builder.embedded)

    def plan(self, paths: Sequence[Path], *, rebuild: bool = False) -> Plan:
        """What `run` would do, settled by reading what changed; nothing is embedded or written."""
        _, plan = self._settle(paths, rebuild=rebuild)
        entries = plan.to_read(rebuild=rebuild)
        self._progress.begin("reading", len(entries))
        for _ in self._prepared(plan, entries):
            self._progress.advance()
        return plan

    def remove(self, document_ids: Sequence[str]) -> Report:
        """Takes documents out of the index, all of them or, raising UnknownDocument, none."""
        started = time.perf_counter()
        serving = self._serving(rebuild=False)
        held = {one.id for one in serving.stored}
        for identity in document_ids:
            if identity not in held:
                raise UnknownDocument(f"no document {identity!r} in the index: `citewell documents` lists them")
        plan = Plan(removed=list(dict.fromkeys(document_ids)))
        with build_generation(self._home, self._embedder, self._parts) as builder:
            manifest = self._build(builder, plan, serving, rebuild=False)
        return _report(plan, manifest, started)

    def _settle(self, paths: Sequence[Path], *, rebuild: bool) -> tuple[_Serving, Plan]:
        """What the index holds, and what is to be done to it."""
        if not paths and not (rebuild and self._home.exists()):
            raise UsageError("name the files or folders to index: `citewell index PATH...`")
        serving = self._serving(rebuild=rebuild)
        if paths:
            return serving, plan_run(paths, serving.stored, self._settings.home, self._readers)
        if not serving.stored:
            raise UsageError(
                "the index's record cannot be read: name the files or folders, `citewell index --rebuild PATH...`"
            )
        roots = [root for root in sorted({Path(one.root) for one in serving.stored}) if root.exists()]
        return serving, plan_run(roots, serving.stored, self._settings.home, self._readers).of_known(serving.stored)

    def _serving(self, *, rebuild: bool) -> _Serving:
        """What the index holds now; a rebuild goes on without it where it cannot be trusted."""
        if not self._home.exists():
            return _Serving()
        try:
            with closing(open_catalogue(self._home, checked=rebuild)) as catalogue:
                manifest = catalogue.manifest()
                if not rebuild:
                    refuse_mismatch(manifest, self._embedder, self._parts)
                return _Serving(catalogue.path.parent, manifest, catalogue.stored())
        except IndexDamaged:
            if rebuild:
                return _Serving()
            raise

    def _build(self, builder: Builder, plan: Plan, serving: _Serving, *, rebuild: bool) -> Manifest | None:
        """The new generation's manifest; None when nothing could be read and nothing changed."""
        entries = plan.to_read(rebuild=rebuild)
        known = set() if rebuild else {one.source_hash for one in serving.stored}
        if any(entry.source_hash not in known for entry in entries):  # else they were renamed
            builder.warm()
        self._put_in(builder, "reading and embedding", len(entries), self._prepared(plan, entries))
        if rebuild:
            done = {*plan.removed, *(entry.id for entry in plan.to_read(rebuild=True))}
            self._carry_over(builder, [one for one in serving.stored if one.id not in done])
        self._embedder.rest()  # what the searchers are built in is then free
        builder.remove(plan.removed)  # last, so that a renamed file still finds its vectors
        documents, chunks = builder.catalogue.counts()
        if not documents and not plan.removed:
            return None
        if not rebuild and plan.changes_nothing:
            return None
        self._progress.begin("building the searchers", chunks, "chunks")
        manifest = builder.publish(self._progress.advance)
        self._home.drop_old(self._settings.keep_generations)
        return manifest

    def _put_in(self, builder: Builder, stage: str, total: int, prepared: Iterable[Prepared]) -> None:
        """Embeds and records a batch of documents while the next one is read."""
        self._progress.begin(stage, total)
        with ThreadPoolExecutor(1, "put-in") as pool:
            try:
                going: Future[None] | None = None
                for batch in _batches(prepared):
                    if going:
                        going.result()
                    shown = self._shown(len(batch) / sum(len(one.chunks) for one in batch))
                    going = pool.submit(builder.add, batch, shown)
                if going:
                    going.result()
            except BaseException:  # an interruption too must not wait for the batch's end
                builder.stop()
                raise

    def _shown(self, documents_a_chunk: float) -> Callable[[int], None]:
        return lambda chunks: self._progress.advance(chunks * documents_a_chunk, chunks)

    def _carry_over(self, builder: Builder, kept: Sequence[Stored]) -> None:
        """Documents that this run did not read, cut and embedded anew from the record."""
        if not kept:
            return
        with closing(open_catalogue(self._home)) as catalogue:
            entries = [
                Entry(one.id, one.path, one.source_hash, partial(_again, catalogue, one.id), one.root) for one in kept
            ]
            prepared = (prepare_entry(entry, self._settings.chunk_tokens) for entry in entries)
            self._put_in(builder, "rebuilding from the record", len(kept), prepared)

    def _prepared(self, plan: Plan, entries: Sequence[Entry]) -> Iterator[Prepared]:
        """The documents that can be read; the others move from the plan to its failures."""
        try:
            for entry in entries:
                try:
                    yield prepare_entry(entry, self._settings.chunk_tokens, partial(plan.remark, entry))
                except ReadFailure as failure:
                    plan.fail(entry, str(failure))
        finally:
            self._readers.close()  # the child that parses is needed no more


def _again(catalogue: Catalogue, document_id: str) -> Reading:
    """A document as the record has it."""
    return Reading(catalogue.document(document_id), tuple(catalogue.words(document_id)))


def _report(plan: Plan, manifest: Manifest | None, started: float, embedded: int = 0) -> Report:
    return Report(
        added=len(plan.added),
        changed=len(plan.changed),
        removed=len(plan.removed),
        unchanged=len(plan.unchanged),
        failed=tuple(plan.failed),
        documents=manifest.documents if manifest else 0,
        chunks=manifest.chunks if manifest else 0,
        seconds=round(time.perf_counter() - started, 3),
        embedded=embedded,
        generation=manifest.generation if manifest else 0,
        remarks=tuple(plan.remarks),
    )


def _batches(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Documents in runs of about `_EMBED_AT_ONCE` chunks."""
    batch: list[Prepared] = []
    held = 0
    for one in prepared:
        batch.append(one)
        held += len(one.chunks)
        if held >= _EMBED_AT_ONCE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
