"""Metadata that someone wrote down beside the documents, which overrides what a reader found.

A `sources.toml` holds `[[source]]` tables with `file` (a path relative to it, or a bare name)
or `sha256` (of the file's bytes), and any of `title, publisher, authors, published, languages, url, doi`.
An empty value, such as `published = ""`, takes away what a reader found.
The project ships one for the five articles of its first collection.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from importlib import resources
from pathlib import Path
from typing import Any

from corpus import UsageError
from corpus.models import Found, Metadata
from ingest.discover import SOURCES_FILE

_FIELDS = {"title": "title", "publisher": "publisher", "authors": "authors", "published": "published_at",
           "languages": "languages", "url": "url", "doi": "doi"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceNotes:
    """What is written down of each file, by its path under the root, its name and its hash."""

    by_key: Mapping[str, Mapping[str, Any]]

    @classmethod
    def for_root(cls, root: Path) -> "SourceNotes":
        """The notes beside a root, before the shipped ones; raises UsageError on a malformed file."""
        notes = dict(_shipped())
        beside = (root if root.is_dir() else root.parent) / SOURCES_FILE
        if beside.is_file():
            try:
                notes.update(_by_key(beside.read_text(encoding="utf-8")))
            except (OSError, TypeError, ValueError) as error:
                raise UsageError(f"{beside}: {error}") from error
        return cls(notes)

    def find(self, *keys: str) -> Mapping[str, Any]:
        """The note under the first key that has one; empty when none has."""
        return next((self.by_key[key] for key in keys if key in self.by_key), {})


def apply_note(metadata: Metadata, note: Mapping[str, Any]) -> Metadata:
    """The metadata with a note's values in place, each marked as found in `sources.toml`."""
    values: dict[str, Any] = {_FIELDS[key]: str(value) for key, value in note.items() if key in _FIELDS}
    for many in {"authors", "languages"} & values.keys():
        given = note[many] if isinstance(note[many], list) else [note[many]]
        values[many] = tuple(str(one) for one in given if one)
    found = {**metadata.found, **dict.fromkeys(values, Found(SOURCES_FILE))}
    return replace(metadata, **values, found=found)


def _shipped() -> dict[str, Mapping[str, Any]]:
    return _by_key(resources.files("corpus").joinpath(SOURCES_FILE).read_text(encoding="utf-8"))


def _by_key(raw: str) -> dict[str, Mapping[str, Any]]:
    notes: dict[str, Mapping[str, Any]] = {}
    for number, note in enumerate(tomllib.loads(raw).get("source", []), start=1):
        if not isinstance(note, dict) or not {"file", "sha256"} & note.keys():
            raise ValueError(f"source {number} names neither `file` nor `sha256`")
        apply_note(Metadata(), note)  # a bad date is found here, not at the first document
        notes.update({str(note[key]): note for key in ("file", "sha256") if key in note})
    return notes


assert set(_FIELDS.values()) <= {field.name for field in fields(Metadata)}
