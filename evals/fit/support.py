"""Fits `rag/support.json` anew: `python -m evals.fit.support --data attributionbench/dev.jsonl`.

Fits how probable it is that a claim follows, on claims that people judged. Every error that is told is one of a model
and a threshold that were made without any claim of its question: of the other half of the questions, and, as what is
shipped has seen more, of four fifths of them. What is shipped is then fitted on all.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from sklearn.metrics import roc_auc_score

from evals.fit.logistic import Array, fit, out_of_fold
from evals.importers.port import read_lines
from rag import packaged_support

_RIDGE = 10.0
_AIMED_AT = 0.175  # false pass where the threshold is chosen, so that other claims stay under .20
_SPLITS = 20  # ways to part the questions, over which the figures are told
_RESAMPLES = 100  # of the questions, of each of them


@dataclass(frozen=True, slots=True)
class Row:
    """A judged claim: its data set, its question, what was seen, and whether it follows."""

    source: str
    question: str
    signals: dict[str, float]
    supported: bool


@dataclass(frozen=True)
class Told:
    """Each claim's probability, and whether it passes, by a model that saw no claim of its question; a row a split."""

    probability: Array
    passed: Array


def calibrate(rows: Sequence[Row]) -> dict[str, Any]:
    """The contents of `support.json`: the model, its threshold, and figures over questions that chose neither."""
    names = sorted(rows[0].signals)
    x = np.array([[row.signals[name] for name in names] for row in rows])
    y = np.array([float(row.supported) for row in rows])
    questions = [row.question for row in rows]
    model = fit(x, y, np.ones(len(y)), _RIDGE)
    columns = {"weights": model.weights, "means": model.means, "scales": model.scales}
    rounded = {part: {n: round(float(v), 5) for n, v in zip(names, of, strict=True)} for part, of in columns.items()}
    halves, fifths = (told(x, y, questions, count) for count in (2, 5))
    sources = np.array([row.source for row in rows])
    by_source = {
        source: figures_of(fifths, y, questions, sources == source)
        for source in sorted(set(sources))
        if 0 < y[sources == source].sum() < (sources == source).sum()
    }
    everything = np.ones(len(y), dtype=bool)
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "data": "AttributionBench, development part",
        "ridge": _RIDGE,
        "threshold": round(_threshold(x, y, questions), 4),
        "model": {"intercept": round(model.intercept, 5), **rounded},
        "figures": {
            "held-out halves": figures_of(halves, y, questions, everything),
            "held-out fifths": figures_of(fifths, y, questions, everything),
            **by_source,
        },
    }


def told(x: Array, y: Array, questions: Sequence[str], count: int) -> Told:
    """Each claim judged by a model and a threshold made without its part of the questions, of `count` parts."""
    probability, passed = (np.zeros((_SPLITS, len(y))) for _ in range(2))
    for split in range(_SPLITS):
        part = np.array([_part(question, split, count) for question in questions])
        for one in range(count):
            here, rest = part == one, part != one
            known = [question for question, taken in zip(questions, rest, strict=True) if taken]
            model = fit(x[rest], y[rest], np.ones(int(rest.sum())), _RIDGE)
            probability[split, here] = model.probability(x[here])
            passed[split, here] = probability[split, here] >= _threshold(x[rest], y[rest], known)
    return Told(probability, passed)


def figures_of(given: Told, y: Array, questions: Sequence[str], where: Array) -> dict[str, Any]:
    """Both error rates and their balanced accuracy, each [mean, low, high], and the mean AUROC.

    The 95 % intervals are of resampled questions and of splits together.
    """
    true = y[where] == 1
    _, place = np.unique(np.array(questions, dtype=object)[where].astype(str), return_inverse=True)
    drawn = np.random.default_rng(0).multinomial(
        place.max() + 1, np.full(place.max() + 1, 1 / (place.max() + 1)), _RESAMPLES
    )
    weight = np.vstack([np.ones(len(place)), drawn[:, place]])  # the claims as they are, then resampled
    false_pass = _shares(given.passed[:, where], weight, ~true)
    false_strip = 1 - _shares(given.passed[:, where], weight, true)
    return {
        "n": int(where.sum()),
        "false pass": _interval(false_pass),
        "false strip": _interval(false_strip),
        "balanced accuracy": _interval(1 - (false_pass + false_strip) / 2),
        "auroc": round(float(np.mean([roc_auc_score(true, one) for one in given.probability[:, where]])), 3),
    }


def _shares(passed: Array, weight: Array, kind: Any) -> Array:
    """Of the claims of a kind, the share that passed: a row a split, a column a resample."""
    with np.errstate(invalid="ignore", divide="ignore"):  # a resample without any of the kind: NaN
        return np.asarray(passed[:, kind] @ weight[:, kind].T / weight[:, kind].sum(axis=1))


def _interval(values: Array) -> list[float]:
    low, high = np.nanquantile(values[:, 1:], (0.025, 0.975))
    return [round(float(one), 3) for one in (values[:, 0].mean(), low, high)]


def _threshold(x: Array, y: Array, questions: Sequence[str]) -> float:
    """The probability, out of fold, over which the share aimed at of the unsupported claims lies."""
    probability = out_of_fold(x, y, np.ones(len(y)), list(questions), _RIDGE)
    return float(np.quantile(probability[y == 0], 1 - _AIMED_AT))


def _part(question: str, split: int, count: int) -> int:
    """Which part of a split a question belongs to: the same each time."""
    digest = hashlib.sha256(f"{split} {question}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4]) % count


def main(
    data: Annotated[Path, typer.Option(help="JSON Lines of {question, claim, references, supported, src}.")],
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("rag/support.json"),
    keep: Annotated[Path | None, typer.Option(help="JSON Lines of what was seen: read if there, else written.")] = None,
) -> None:
    """Fits the support check anew and prints its error rates."""
    if keep and keep.exists():
        rows = [Row(**json.loads(line)) for line in keep.read_text("utf-8").splitlines()]
    else:
        seen = packaged_support().signals
        rows = [
            Row(raw.get("src", ""), raw["question"], seen(raw["claim"], raw["references"]), raw["supported"])
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
