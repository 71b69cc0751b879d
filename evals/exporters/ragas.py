"""Rows of RAGAS's `EvaluationDataset`: one answered question a line."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.exporters.port import Exporter, Row
from evals.metrics.shown import cited

_REFUSAL = "The documents do not hold the answer."


class RagasExporter(Exporter):
    """`response` is the claims, `retrieved_contexts` the quotes they rest on; a failed case is left out."""

    name = "ragas"

    def files(self, rows: Sequence[Row]) -> dict[Path, str]:
        asked = [row for row in rows if not row["error"] and "claims" in row["answer"]]
        lines = [json.dumps(_sample(row), ensure_ascii=False) + "\n" for row in asked]
        return {Path("ragas.jsonl"): "".join(lines)} if lines else {}


def _sample(row: Row) -> dict[str, Any]:
    gold, answer = row["gold"], row["answer"]
    answers = "; ".join(group[0] for group in gold["answers"] if group)
    return {
        "user_input": row["question"],
        "response": "\n".join(claim["text"] for claim in answer["claims"]) or _REFUSAL,
        "retrieved_contexts": list(dict.fromkeys(place.text for place in cited(answer))),
        "reference": gold.get("reference") or answers or ("" if gold["answerable"] else _REFUSAL),
        "reference_contexts": [one["text"] for one in gold["evidence"]],
    }
