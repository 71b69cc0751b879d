"""What a run will do, settled before anything is written: what to load, what to drop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import Stored, UsageError
from ingest.discover import discover
from ingest.models import Entry, Failure, Source
from ingest.readers import Readers
from ingest.sources import SourceNotes


@dataclass
class Plan:
    """Entries to load by fate, ids to drop, and what failed on the way."""

    added: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether the index already is what the paths say."""
        return not (self.added or self.changed or self.removed)


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
    for source, item in _items(paths, home, readers):
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


def _items(paths: Sequence[Path], home: Path, readers: Readers) -> "list[tuple[Source | None, Entry | Failure]]":
    notes = {path: SourceNotes.for_root(path) for path in {p.expanduser().resolve() for p in paths} if path.exists()}
    items: list[tuple[Source | None, Entry | Failure]] = []
    for found in discover(paths, home):
        if isinstance(found, Failure):
            items.append((None, found))
        else:
            items.extend((found, item) for item in readers.entries(found, notes[found.root]))
    return items


def _taken(item: Entry, seen: dict[str, Entry], known: Stored | None) -> str:
    """Why an id cannot be given to this entry; empty when it can."""
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
