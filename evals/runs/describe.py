"""What a run is of: its sets, its index by content, what answers, and which version of the program."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from corpus import Catalogue, Settings
from evals.models import CaseSet
from evals.runs.folder import FORMAT


def describe_run(
    sets: Sequence[CaseSet],
    record: Catalogue | None,
    settings: Settings,
    answerer: Mapping[str, Any],
    how: Mapping[str, Any],
) -> dict[str, Any]:
    """The contents of `run.json`; `how` are the run's own settings, beside those of the program.

    Without a record no document was asked of.
    """
    return {
        "format": FORMAT,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "sets": [_set(one) for one in sets],
        "index": describe_index(record) if record else {},
        "answerer": dict(answerer),
        "settings": {**settings.model_dump(mode="json", exclude={"home"}), **how},
        "version": _version(),
        "commit": _commit(Path(__file__).resolve().parents[2]),
    }


def describe_index(record: Catalogue) -> dict[str, Any]:
    """Sizes and parts of the index; `fingerprint` is of what it holds, not of when it was built."""
    manifest = record.manifest()
    return {
        "generation": manifest.generation,
        "fingerprint": fingerprint(record),
        "documents": manifest.documents,
        "chunks": manifest.chunks,
        "embedder": str(manifest.embedder),
    }


def fingerprint(record: Catalogue) -> str:
    """SHA-256 over every document's id, text and searched metadata, the embedder and the chunker."""
    manifest = record.manifest()
    whole = hashlib.sha256(json.dumps([manifest.embedder.fingerprint, manifest.chunker]).encode())
    for document in record.documents():
        known = document.metadata
        said = [known.title, known.publisher, *known.authors, known.published_at]
        whole.update(json.dumps([document.id, document.content_hash, said]).encode())
    return whole.hexdigest()


def _set(one: CaseSet) -> dict[str, Any]:
    path = one.path.name  # not where it lies: a run's folder is shown to others
    return {"name": one.name, "path": path, "sha256": one.sha256, "kind": one.kind, "cases": len(one.cases)}


def _version() -> str:
    try:
        return metadata.version("citewell")
    except metadata.PackageNotFoundError:  # run from its sources
        return ""


def _commit(root: Path) -> str:
    """The commit that the sources are at, where they are a working copy of their own."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return ""
    asked = [git, "-C", str(root), "rev-parse", "HEAD"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - no word of it is foreign
    return done.stdout.strip() if done.returncode == 0 else ""
