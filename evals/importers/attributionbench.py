"""AttributionBench (Li et al., 2024): claims with references, and whether people found them supported."""

from collections.abc import Iterator
from pathlib import Path

from corpus import UsageError
from evals.importers.port import Importer, Row, field, read_lines

_LABELS = {"attributable": True, "not attributable": False}


class AttributionBenchImporter(Importer):
    """Support cases, typed by the data set that they come from. No documents: references stand in the cases."""

    name = "attributionbench"
    source = "a .jsonl file of claims with references, or a folder of such files"

    def documents(self, source: Path) -> Iterator[Row]:
        return iter(())

    def cases(self, source: Path) -> Iterator[Row]:
        paths = sorted(source.rglob("*.jsonl")) if source.is_dir() else [source]
        if not paths:
            raise UsageError(f"{source} holds no .jsonl file")
        for path in paths:
            for number, row in enumerate(read_lines(path), 1):
                yield _case(row, f"{path}:{number}")


def _case(row: Row, where: str) -> Row:
    return {
        "id": str(field(row, "id", where)),
        "kind": "support",
        "type": row.get("src_dataset") or row.get("src") or "",
        "claim": field(row, "claim", where),
        "references": _references(row, where),
        "supported": _supported(row, where),
    }


def _supported(row: Row, where: str) -> bool:
    """Its own label in words, or already a truth value."""
    label = row.get("attribution_label", row.get("supported"))
    known = _LABELS.get(label, label) if isinstance(label, str) else label
    if not isinstance(known, bool):
        raise UsageError(f"{where}: `attribution_label` is one of {', '.join(_LABELS)}, not {label!r}")
    return known


def _references(row: Row, where: str) -> list[str]:
    references = field(row, "references", where)
    if not isinstance(references, list) or not all(isinstance(one, str) for one in references):
        raise UsageError(f"{where}: `references` is a list of texts, not {references!r}")
    return references
