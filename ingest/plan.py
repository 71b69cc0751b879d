"""What a run will do, settled before anything is written: what to load, what to drop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus import Stored, UsageError
from ingest.discover import discover
from ingest.models import Entry, Failure, Source
from ingest.readers import Readers
from ingest.sources import SourceNotes


@dataclass
class Plan:
    """Entries to load by fate, ids to drop, what failed on the way, and what is off with what did not."""

    added: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    remarks: list[Failure] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether the index already is what the paths say."""
        return not (self.added or self.changed or self.removed)

    def to_read(self, *, rebuild: bool) -> list[Entry]:
        """What must be read: a rebuild reads the unchanged too."""
        return [*self.added, *self.changed, *(self.unchanged if rebuild else ())]

    def fail(self, entry: Entry, reason: str) -> None:
        """Moves an entry that turned out unreadable to the failures."""
        self.failed.append(Failure(entry.path, reason))
        for fate in (self.added, self.changed, self.unchanged):
            if entry in fate:
                fate.remove(entry)

    def remark(self, entry: Entry, text: str) -> None:
        """Notes what is off with an entry that could be read."""
        self.remarks.append(Failure(entry.path, text))

    def of_known(self, stored: Sequence[Stored]) -> "Plan":
        """The part of the plan that makes no document known and none unknown: for a rebuild of what there is."""
        paths = {one.path for one in stored}
        failed = [one for one in self.failed if one.path in paths]
        return Plan(changed=self.changed, unchanged=self.unchanged, failed=failed)

    def to_dict(self) -> dict[str, list[Any]]:
        """The plan by names, as `citewell index --dry-run --json` prints it."""
        fates = {"added": self.added, "changed": self.changed, "unchanged": self.unchanged}
        return {
            **{fate: [entry.id for entry in entries] for fate, entries in fates.items()},
            "removed": self.removed,
            "failed": [{"path": one.path, "reason": one.reason} for one in self.failed],
        }


def plan_run(paths: Sequence[Path], stored: Sequence[Stored], home: Path, readers: Readers) -> Plan:
    """Compares what stands under `paths` with what the index holds; a moved document has changed.

    Only documents whose source lay under one of the paths can be removed, and none whose
    source could not be read this time. Raises UsageError when none of the paths exists.
    """
    if paths and not any(path.expanduser().exists() for path in paths):
        raise UsageError(f"no such file or folder: {', '.join(map(str, paths))}. Check the path.")
    plan = Plan()
    known = {one.id: one for one in stored}
    seen: dict[str, Entry] = {}
    unread: set[str] = set()
    for source, item in _items(paths, stored, home, readers):
        if isinstance(item, Failure):
            plan.failed.append(item)
            unread.add(str(source.path) if source else item.path)
            continue
        if objection := _taken(item, seen, known.get(item.id)):
            plan.failed.append(Failure(item.path, objection))
            continue
        seen[item.id] = item
        _sort(plan, item, known.get(item.id))
    plan.removed = _gone(paths, stored, seen, unread)
    return plan


def _items(
    paths: Sequence[Path], stored: Sequence[Stored], home: Path, readers: Readers
) -> Iterator[tuple[Source | None, Entry | Failure]]:
    notes: dict[Path, SourceNotes] = {}
    by_path = {one.path: one for one in stored}
    for found in discover(paths, home):
        if isinstance(found, Failure):
            yield None, found
            continue
        source = _as_before(found, by_path.get(str(found.path)))
        if source.root not in notes:
            notes[source.root] = SourceNotes.for_root(source.root)
        for item in readers.entries(source, notes[source.root]):
            yield source, replace(item, root=str(source.root)) if isinstance(item, Entry) else item


def _as_before(found: Source, known: Stored | None) -> Source:
    """A file keeps the id by which it was indexed first, whether it is named alone or with its folder."""
    if known is None or known.id == found.id or not found.path.is_relative_to(known.root):
        return found
    root = Path(known.root)
    name = found.path.relative_to(root).as_posix() if found.path != root else found.path.name
    return Source(found.path, root, name)


def _taken(item: Entry, seen: dict[str, Entry], known: Stored | None) -> str:
    """Why an id cannot be given to this entry; empty when it can."""
    if item.id in seen and seen[item.id].path == item.path:
        return f"another row of it has the id {item.id!r} too: the first was taken; give each row its own `doc_id`"
    if item.id in seen:
        return f"the id {item.id!r} is already taken by {seen[item.id].path} in this run: index their common folder"
    elsewhere = known is not None and known.path != item.path and Path(known.path).exists()
    if elsewhere and known is not None and known.source_hash != item.source_hash:
        return f"the id {item.id!r} already belongs to {known.path}: rename one, or index their common folder"
    return ""


def _sort(plan: Plan, item: Entry, known: Stored | None) -> None:
    if known is None:
        plan.added.append(item)
    elif known.source_hash == item.source_hash and (known.path == item.path or Path(known.path).exists()):
        plan.unchanged.append(item)
    else:
        plan.changed.append(item)


def _gone(paths: Sequence[Path], stored: Sequence[Stored], seen: dict[str, Entry], unread: set[str]) -> list[str]:
    roots = [path.expanduser().resolve() for path in paths]
    return [
        one.id
        for one in stored
        if one.id not in seen
        and not any(Path(one.path).is_relative_to(path) for path in unread)
        and any(Path(one.path).is_relative_to(root) for root in roots if root.exists())
    ]
