"""BEIR's own forms: judgements as `qrels/test.tsv`, results as `run.json`, a folder a level."""

import json
from collections.abc import Sequence
from pathlib import Path

from evals.exporters.port import LEVELS, Exporter, Row, depth_score, rankings


class BeirExporter(Exporter):
    """`run.json` maps a query to its documents' scores, as BEIR's evaluation takes results."""

    name = "beir"

    def files(self, rows: Sequence[Row]) -> dict[Path, str]:
        written: dict[Path, str] = {}
        for level in LEVELS:
            found = list(rankings(rows, level))
            if not found:
                continue
            run = {
                query: {one: float(depth_score(ranked, rank)) for rank, one in enumerate(ranked)}
                for query, ranked, _ in found
            }
            lines = [f"{query}\t{one}\t{grade}\n" for query, _, grades in found for one, grade in grades.items()]
            written[Path(level) / "qrels" / "test.tsv"] = "".join(["query-id\tcorpus-id\tscore\n", *lines])
            written[Path(level) / "run.json"] = json.dumps(run, ensure_ascii=False, indent=1) + "\n"
        return written
