"""Fits `rag/selection.json` anew: `python -m evals.fit.selection --data ../shared/data --articles ...`.

Runs the real pipeline over questions whose evidence is known, fits how probable it is that a
sentence is evidence, and prints what showing the chosen ones gives, each question judged by a model
that did not see its group. Articles and CLAP NQ weigh alike: of the one a sentence or two answer a
question, of the other three.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from corpus import Index, SentenceTransformersEmbedder, Settings, open_index
from corpus.models import Span
from evals.fit.data import Asked, DataSet, articles, clapnq
from evals.fit.logistic import Array, Fitted, fit, interval, out_of_fold
from evals.models import Gold
from ingest import Ingester
from rag import (
    HybridSearch,
    Reranker,
    build_reranker,
    enough,
    features_of,
    parse_query,
    read_sentences,
    without_sources,
)

_RIDGE = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that was weighed: what was seen of it, and which pieces of gold evidence it overlaps."""

    features: Mapping[str, float]
    gold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its candidates, best ranked first; `whole` is how many pieces of gold there are."""

    data: str
    group: str
    whole: int
    candidates: tuple[Candidate, ...]


def gather(data: DataSet, reranker: Reranker, index: Index, settings: Settings) -> list[Row]:
    """Asks every question whose evidence is known and that the models can read."""
    search = HybridSearch(index, reranker, settings)
    rows = []
    for asked in data.asked:
        query = parse_query(without_sources(asked.text, index.source_names()))
        if not asked.gold or query.language != "en":
            continue
        evidence = read_sentences(index, reranker, query, search.search(query, asked.where))
        places = [(one.document.id, one.span) for one in evidence]
        candidates = tuple(
            Candidate(features, _overlapped(document, span, asked))
            for features, (document, span) in zip(features_of(query, evidence), places, strict=False)
        )
        if candidates:
            rows.append(Row(data.name, asked.group, len(asked.gold), candidates))
    return rows


def _overlapped(document: str, span: Span, asked: Asked) -> tuple[int, ...]:
    def holds(gold: Gold) -> bool:
        return gold.doc == document and gold.span is not None and gold.span.overlaps(span)

    return tuple(place for place, gold in enumerate(asked.gold) if holds(gold))


def calibrate(rows: Sequence[Row], most: int, doubt: float) -> dict[str, Any]:
    """The contents of `selection.json`: the model, its data and figures."""
    names = sorted(rows[0].candidates[0].features)
    x = np.array([[one.features[name] for name in names] for row in rows for one in row.candidates])
    y = np.array([float(bool(one.gold)) for row in rows for one in row.candidates])
    weight, groups = _weights(rows), [row.group for row in rows for _ in row.candidates]
    found = out_of_fold(x, y, weight, groups, _RIDGE)
    figures = {
        name: {
            "f1 alone": figures_of(rows, found, name, most, 1.0),
            "shipped": figures_of(rows, found, name, most, doubt),
        }
        for name in sorted({row.data for row in rows})
    }
    made = datetime.now(UTC).date().isoformat()
    written = _written(fit(x, y, weight, _RIDGE), names)
    return {"made": made, "ridge": _RIDGE, "most": most, "doubt": doubt, "model": written, "figures": figures}


def _weights(rows: Sequence[Row]) -> Array:
    """Of each candidate, so that the data sets count alike."""
    sizes = {name: sum(len(row.candidates) for row in rows if row.data == name) for name in {row.data for row in rows}}
    whole = sum(sizes.values())
    return np.array([whole / len(sizes) / sizes[row.data] for row in rows for _ in row.candidates])


def figures_of(rows: Sequence[Row], found: Array, data: str, most: int, doubt: float) -> dict[str, Any]:
    """Means over one data set's questions with 95 % bootstrap intervals: [mean, low, high]."""
    measured: list[dict[str, float]] = []
    start = 0
    for row in rows:
        worth = found[start : start + len(row.candidates)]
        start += len(row.candidates)
        if row.data == data:
            measured.append(_measured(row, enough(list(worth), most, doubt)))
    return {"n": len(measured), **{name: interval(np.array([one[name] for one in measured])) for name in measured[0]}}


def _measured(row: Row, shown: Sequence[int]) -> dict[str, float]:
    picked = [row.candidates[place].gold for place in shown]
    precision = sum(map(bool, picked)) / len(picked)
    recall = len({piece for gold in picked for piece in gold}) / row.whole
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "evidence shown": float(recall > 0),
        "sentences": float(len(picked)),
    }


def _written(model: Fitted, names: Sequence[str]) -> dict[str, Any]:
    columns = {"weights": model.weights, "means": model.means, "scales": model.scales}
    rounded = {part: {n: round(float(v), 5) for n, v in zip(names, of, strict=True)} for part, of in columns.items()}
    return {"intercept": round(model.intercept, 5), **rounded}


def main(
    data: Annotated[Path, typer.Option(help="Folder with clapnq.")],
    articles_at: Annotated[Path, typer.Option("--articles", help="Folder of the five articles.")],
    cases: Annotated[list[Path], typer.Option(help="Case files over the articles; may be repeated.")],
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("rag/selection.json"),
    keep: Annotated[Path | None, typer.Option(help="JSON Lines of what was seen: read if there, else written.")] = None,
) -> None:
    """Fits the worth of sentences anew and prints what it gives."""
    settings = Settings()  # type: ignore[call-arg]  # pydantic fills it from the environment
    if keep and keep.exists():
        rows = [_row(json.loads(line)) for line in keep.read_text("utf-8").splitlines()]
    else:
        rows = _gather_all([articles(articles_at, cases), clapnq(data / "clapnq")], settings)
        if keep:
            keep.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), "utf-8")
    result = calibrate(rows, settings.max_claims, settings.doubt)
    out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    for name, figures in result["figures"].items():
        for rule, values in figures.items():
            typer.echo(f"{name}, {rule}: {json.dumps(values)}")


def _row(raw: Mapping[str, Any]) -> Row:
    candidates = tuple(Candidate(one["features"], tuple(one["gold"])) for one in raw["candidates"])
    return Row(raw["data"], raw["group"], raw["whole"], candidates)


def _gather_all(sets: Sequence[DataSet], settings: Settings) -> list[Row]:
    embedder, reranker = SentenceTransformersEmbedder(settings), build_reranker(settings)
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for one in sets:
            own = settings.model_copy(update={"home": Path(scratch) / one.name})
            Ingester(own, embedder).run([one.source], rebuild=True)
            index = open_index(own, embedder)
            rows += gather(one, reranker, index, own)
            index.close()
            typer.echo(f"{one.name}: {len(rows)} questions so far", err=True)
    return rows


if __name__ == "__main__":
    typer.run(main)
