"""Fits `rag/support.json` anew: `python -m evals.fit.support --data attributionbench/dev.jsonl`.

Fits how probable it is that a claim follows, on claims that people judged. The errors that are told are those of
a model and a threshold that saw no claim of the questions they are told over: half of the questions choose, the others
report. What is shipped is then fitted on all of them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from sklearn.metrics import roc_auc_score

from corpus import Settings
from evals.fit.logistic import Array, fit, interval, out_of_fold
from evals.importers.port import read_lines
from rag import build_reranker, support_signals

_RIDGE = 10.0
_AIMED_AT = 0.185  # false pass where the threshold is chosen, so that other claims stay under .20


@dataclass(frozen=True, slots=True)
class Row:
    """A judged claim: its data set, its question, what was seen, and whether it follows."""

    source: str
    question: str
    signals: Mapping[str, float]
    supported: bool


def calibrate(rows: Sequence[Row]) -> dict[str, Any]:
    """The contents of `support.json`: the model, its threshold, and figures over questions that chose neither."""
    names = sorted(rows[0].signals)
    x = np.array([[row.signals[name] for name in names] for row in rows])
    y = np.array([float(row.supported) for row in rows])
    weight, groups = np.ones(len(rows)), [row.question for row in rows]
    choosing = np.array([_half(row.question) for row in rows])
    chosen = out_of_fold(x[choosing], y[choosing], weight[choosing], _of(groups, choosing), _RIDGE)
    threshold = _threshold(chosen, y[choosing])
    told = fit(x[choosing], y[choosing], weight[choosing], _RIDGE).probability(x[~choosing])
    sources = _of([row.source for row in rows], ~choosing)
    model = fit(x, y, weight, _RIDGE)
    columns = {"weights": model.weights, "means": model.means, "scales": model.scales}
    rounded = {part: {n: round(float(v), 5) for n, v in zip(names, of, strict=True)} for part, of in columns.items()}
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "data": "AttributionBench, development part",
        "ridge": _RIDGE,
        "threshold": round(_threshold(out_of_fold(x, y, weight, groups, _RIDGE), y), 4),
        "model": {"intercept": round(model.intercept, 5), **rounded},
        "figures": {
            "all": figures_of(told, y[~choosing], threshold),
            **{
                source: figures_of(told[at], y[~choosing][at], threshold)
                for source in sorted(set(sources))
                if 0 < y[~choosing][at := np.array([one == source for one in sources])].sum() < at.sum()
            },
        },
    }


def figures_of(probability: Array, y: Array, threshold: float) -> dict[str, Any]:
    """Both error rates with 95 % bootstrap intervals [mean, low, high], their balanced accuracy, and the AUROC."""
    passed = (probability >= threshold).astype(float)
    false_pass, false_strip = interval(passed[y == 0]), interval(1 - passed[y == 1])
    return {
        "n": len(y),
        "false pass": false_pass,
        "false strip": false_strip,
        "balanced accuracy": round(1 - (false_pass[0] + false_strip[0]) / 2, 3),
        "auroc": round(float(roc_auc_score(y, probability)), 3),
    }


def _threshold(probability: Array, y: Array) -> float:
    """The probability over which the share aimed at of the unsupported claims lies."""
    return float(np.quantile(probability[y == 0], 1 - _AIMED_AT))


def _half(question: str) -> bool:
    """Whether a question is of the half that chooses: the same half each time."""
    return hashlib.sha256(question.encode("utf-8", "surrogatepass")).digest()[0] % 2 == 0


def _of(values: Sequence[str], places: Any) -> list[str]:
    return [value for value, taken in zip(values, places, strict=True) if taken]


def main(
    data: Annotated[Path, typer.Option(help="JSON Lines of {question, claim, references, supported, src}.")],
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("rag/support.json"),
    keep: Annotated[Path | None, typer.Option(help="JSON Lines of what was seen: read if there, else written.")] = None,
) -> None:
    """Fits the support check anew and prints its error rates."""
    if keep and keep.exists():
        rows = [Row(**json.loads(line)) for line in keep.read_text("utf-8").splitlines()]
    else:
        reranker = build_reranker(Settings())  # type: ignore[call-arg]  # pydantic fills it from the environment
        rows = [
            Row(
                raw.get("src", ""),
                raw["question"],
                support_signals(raw["claim"], raw["references"], reranker),
                raw["supported"],
            )
            for raw in read_lines(data)
        ]
        if keep:
            keep.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), "utf-8")
    result = calibrate(rows)
    out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    for name, figures in result["figures"].items():
        typer.echo(f"{name}: {json.dumps(figures)}")


if __name__ == "__main__":
    typer.run(main)
