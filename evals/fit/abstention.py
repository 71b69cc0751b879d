"""Fits `rag/abstention.json` anew: `python -m evals.fit.abstention --data ../shared/data --articles ../shared/corpus`.

Runs the real pipeline over each data set, fits one logistic model for English and one for other
languages, and prints both error directions, each question judged by a model that did not see its group.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from corpus import Embedder, SentenceTransformersEmbedder, Settings, open_index
from evals.fit.data import Asked, DataSet, articles, clapnq, squad2, xquad
from evals.fit.logistic import Array, Fitted, fit, out_of_fold, refusals, threshold_for
from ingest import Ingester
from rag import (
    HybridSearch,
    Reranker,
    answerability,
    build_reranker,
    parse_query,
    read_sentences,
    signals_of,
    without_sources,
)
from rag.models import Hit

_RIDGE = 10.0
_WRONG = 0.10  # share of the answerable that may be refused, every data set weighing alike
_EVERY = 4  # of the 1,190 Russian questions
_FEWEST = 20  # rows: of a data set with fewer questions of a kind, those are left out


@dataclass(frozen=True, slots=True)
class Row:
    """The signals of one question."""

    data: str
    group: str
    answerable: bool
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Parts:
    """The models in use, loaded once."""

    embedder: Embedder
    reranker: Reranker


def gather(data: DataSet, parts: Parts, home: Path, every: int = 1) -> list[Row]:
    """Indexes the documents at `home` and asks every n-th question."""
    settings = _settings(home=home)
    Ingester(settings, parts.embedder).run([data.source], rebuild=True)
    index = open_index(settings, parts.embedder)
    search = HybridSearch(index, parts.reranker, settings)
    rows = []
    for asked in data.asked[::every]:
        query = parse_query(without_sources(asked.text, index.source_names()))
        hits = [hit for hit in search.fused(query, asked.where, settings.candidates) if not _hidden(hit, asked)]
        evidence = []
        if query.language == "en":  # for other languages, neither order nor sentences are looked at
            hits = search.rerank(query, hits)
            evidence = read_sentences(index, parts.reranker, query, hits)
        signals = signals_of(query, evidence, hits, answerability(parts.reranker, query, evidence))
        if signals:
            rows.append(Row(data.name, asked.group, asked.answerable, signals))
    index.close()
    return rows


def _settings(**given: Any) -> Settings:
    return Settings(**given)


def _hidden(hit: Hit, asked: Asked) -> bool:
    span, hide = hit.chunk.span, asked.hide
    return hide is not None and span.start < hide.end and hide.start < span.end


def calibrate(rows: list[Row]) -> dict[str, Any]:
    """The contents of `abstention.json`: models, one threshold for all, data and figures.

    The threshold refuses the aimed share of the answerable of the English rows, every data set
    weighing alike; the other model's intercept is moved so that the threshold does so there too.
    """
    models: dict[str, Any] = {}
    threshold = 0.0
    for kind in ("english", "other"):
        own = _enough([row for row in rows if ("shared" in row.signals) == (kind == "other")])
        model, found = _model(own)
        _, y, weight = _columns(own)
        limit = threshold_for(found, y, weight, _WRONG)
        if kind == "english":
            threshold = limit
        shift = _odds(threshold) - _odds(limit)
        moved = 1 / (1 + np.exp(-(np.array([_odds(p) for p in found]) + shift)))
        models[kind] = _written(model, sorted(own[0].signals), shift) | {"figures": _figures(own, moved, threshold)}
    made = datetime.now(UTC).date().isoformat()
    return {"made": made, "threshold": threshold, "wrong_refusals_aimed_at": _WRONG, "ridge": _RIDGE, "models": models}


def _enough(rows: list[Row]) -> list[Row]:
    sizes = Counter(row.data for row in rows)
    return [row for row in rows if sizes[row.data] >= min(_FEWEST, max(sizes.values()))]


def _model(rows: list[Row]) -> tuple[Fitted, Array]:
    x, y, weight = _columns(rows)
    return fit(x, y, weight, _RIDGE), out_of_fold(x, y, weight, [row.group for row in rows], _RIDGE)


def _columns(rows: list[Row]) -> tuple[Array, Array, Array]:
    """Signals in the order of their names, labels, and weights that make data sets count alike."""
    names = sorted(rows[0].signals)
    x = np.array([[row.signals[name] for name in names] for row in rows])
    y = np.array([float(row.answerable) for row in rows])
    sets = [row.data for row in rows]
    return x, y, np.array([len(rows) / len(set(sets)) / sets.count(name) for name in sets])


def _odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


def _written(model: Fitted, names: list[str], shift: float) -> dict[str, Any]:
    columns = {"weights": model.weights, "means": model.means, "scales": model.scales}
    rounded = {part: {n: round(float(v), 5) for n, v in zip(names, of, strict=True)} for part, of in columns.items()}
    return {"intercept": round(model.intercept + shift, 5), **rounded}


def _figures(rows: list[Row], found: Array, threshold: float) -> dict[str, Any]:
    """Out-of-fold figures of each data set: [share, low, high] of the 95 % interval; Brier score."""
    figures = {}
    for name in sorted({row.data for row in rows}):
        own = np.array([row.data == name for row in rows])
        y = np.array([float(row.answerable) for row in rows])[own]
        figures[name] = asdict(refusals(found[own], y, threshold)) | {"brier": float(((found[own] - y) ** 2).mean())}
    return figures


def main(
    data: Annotated[Path, typer.Option(help="Folder with squad2, clapnq and xquad_ru.")],
    articles_at: Annotated[Path, typer.Option("--articles", help="Folder of the five articles.")],
    cases: Annotated[list[Path], typer.Option(help="Case files over the articles; may be repeated.")],
    out: Annotated[Path, typer.Option(help="Where to write.")] = Path("rag/abstention.json"),
    every: Annotated[int, typer.Option(help="Ask every n-th question only: a quick trial.")] = 1,
    keep: Annotated[Path | None, typer.Option(help="JSON Lines of the signals: read if there, else written.")] = None,
) -> None:
    """Fits the confidence anew and prints both error directions."""
    if keep and keep.exists():
        rows = [Row(**json.loads(line)) for line in keep.read_text("utf-8").splitlines()]
    else:
        rows = _gather_all(data, articles_at, cases, every)
        if keep:
            keep.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), "utf-8")
    result = calibrate(rows)
    out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    typer.echo(f"threshold {result['threshold']:.3f}")
    for kind, model in result["models"].items():
        for name, figures in model["figures"].items():
            typer.echo(f"{kind} {name}: {json.dumps(figures)}")


def _gather_all(data: Path, articles_at: Path, cases: list[Path], every: int) -> list[Row]:
    settings = _settings()
    parts = Parts(SentenceTransformersEmbedder(settings), build_reranker(settings))
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        sets = (
            articles(articles_at, cases),
            squad2(data / "squad2", Path(scratch)),
            xquad(data / "xquad_ru", _EVERY),
            clapnq(data / "clapnq"),
        )
        for one in sets:
            rows += gather(one, parts, Path(scratch) / f"index-{one.name}", every)
            typer.echo(f"{one.name}: {len(rows)} rows so far", err=True)
    return rows


if __name__ == "__main__":
    typer.run(main)
