"""The forms that a run's rows are handed on in, one a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus import UsageError
from evals.exporters.beir import BeirExporter
from evals.exporters.port import Exporter
from evals.exporters.ragas import RagasExporter
from evals.exporters.trec import TrecExporter

EXPORTERS: dict[str, Exporter] = {one.name: one for one in (BeirExporter(), RagasExporter(), TrecExporter())}


def write_export(exporter: Exporter, rows: Sequence[Mapping[str, Any]], out: Path) -> list[Path]:
    """Writes the files into `out` and gives their paths. Raises UsageError where there is nothing to write."""
    files = exporter.files(rows)
    if not files:
        takes = "answers" if isinstance(exporter, RagasExporter) else "retrieval"
        raise UsageError(f"the run holds no {takes} cases that could be exported as {exporter.name}")
    for path, text in files.items():
        try:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise UsageError(f"cannot write in {out} ({error.strerror}): name another with --out DIR") from error
    return [out / path for path in files]


__all__ = ["EXPORTERS", "Exporter", "write_export"]
