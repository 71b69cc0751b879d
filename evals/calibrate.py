"""Fits `rag/abstention.json` anew: `python -m evals.calibrate --data ../shared/data --articles ../shared/corpus`.

Runs the real pipeline over each data set, fits one logistic model for English and one for other
languages, and prints both error directions, each question judged by a model that did not see its group.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from corpus import Embedder, SentenceTransformersEmbedder, Settings, open_index
from evals.calibrate_data import Asked, DataSet, articles, clapnq, squad2, xquad
from evals.logistic import Array, Fitted, fit, out_of_fold, refusals, threshold_for
from ingest import Ingester
from rag import HybridSearch, Reranker, build_reranker, parse_query
from rag.models import Hit
from rag.read import read_sentences
from rag.signals import signals_of
from rag.soft_match import BGE_SMALL, OnnxSoftMatch, SoftMatch

_RIDGE = 10.0
_EVERY = 8  # of the 1,190 Russian questions
_HEAVIEST = 3.0  # a data set of a few rows must not decide


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
    soft: SoftMatch


def gather(data: DataSet, parts: Parts, home: Path) -> list[Row]:
    """Indexes the documents at `home` and asks every question."""
    settings = Settings(home=home)
    Ingester(settings, parts.embedder).run([data.source], rebuild=True)
    index = open_index(settings, parts.embedder)
    search = HybridSearch(index, parts.reranker, settings)
    rows = []
    for asked in data.asked:
        query = parse_query(asked.text)
        hits = [hit for hit in search.search(query, asked.where) if not _hidden(hit, asked)]
        signals = signals_of(query, read_sentences(index, parts.reranker, query, hits), hits, parts.soft)
        if signals:
            rows.append(Row(data.name, asked.group, asked.answerable, signals))
    index.close()
    return rows


def _hidden(hit: Hit, asked: Asked) -> bool:
    span, hide = hit.chunk.span, asked.hide
    return hide is not None and span.start < hide.end and hide.start < span.end


def calibrate(rows: list[Row], wrong: float) -> dict[str, Any]:
    """The contents of `abstention.json`: models, one threshold for all, data and figures.

    The threshold refuses a share `wrong` of the answerable of the first model's rows, every data
    set weighing the same; the other models' intercepts are moved so that it does so for them.
    """
    models: dict[str, Any] = {}
    threshold = 0.0
    for kind in ("english", "other"):
        own = [row for row in rows if ("shared" in row.signals) == (kind == "other")]
        model, found = _model(own)
        _, y, weight = _columns(own)
        limit = threshold_for(found, y, weight, wrong)
        if kind == "english":
            threshold = limit
        shift = _odds(threshold) - _odds(limit)
        moved = 1 / (1 + np.exp(-(np.array([_odds(p) for p in found]) + shift)))
        models[kind] = _written(model, sorted(own[0].signals), shift) | {"figures": _figures(own, moved, threshold)}
    made = datetime.now(UTC).date().isoformat()
    return {"made": made, "threshold": threshold, "wrong_refusals_aimed_at": wrong, "ridge": _RIDGE, "models": models}


def _model(rows: list[Row]) -> tuple[Fitted, Array]:
    x, y, weight = _columns(rows)
    return fit(x, y, weight, _RIDGE), out_of_fold(x, y, weight, [row.group for row in rows], _RIDGE)


def _columns(rows: list[Row]) -> tuple[Array, Array, Array]:
    """Signals in the order of their names, labels, and weights that make data sets count alike."""
    names = sorted(rows[0].signals)
    x = np.array([[row.signals[name] for name in names] for row in rows])
    y = np.array([float(row.answerable) for row in rows])
    sets = [row.data for row in rows]
    return x, y, np.array([min(_HEAVIEST, len(rows) / len(set(sets)) / sets.count(name)) for name in sets])


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
    wrong: Annotated[float, typer.Option(help="Share of answerable questions that may be refused.")] = 0.08,
    keep: Annotated[Path | None, typer.Option(help="JSON Lines of the signals: read if there, else written.")] = None,
) -> None:
    """Fits the confidence anew and prints both error directions."""
    if keep and keep.exists():
        rows = [Row(**json.loads(line)) for line in keep.read_text("utf-8").splitlines()]
    else:
        rows = _gather_all(data, articles_at, cases)
        if keep:
            keep.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), "utf-8")
    result = calibrate(rows, wrong)
    out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    typer.echo(f"threshold {result['threshold']:.3f}")
    for kind, model in result["models"].items():
        for name, figures in model["figures"].items():
            typer.echo(f"{kind} {name}: {json.dumps(figures)}")


def _gather_all(data: Path, articles_at: Path, cases: list[Path]) -> list[Row]:
    settings = Settings()
    parts = Parts(
        SentenceTransformersEmbedder(settings), build_reranker(settings), OnnxSoftMatch(BGE_SMALL.folder())
    )
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        sets = (
            articles(articles_at, cases),
            squad2(data / "squad2", Path(scratch)),
            xquad(data / "xquad_ru", _EVERY),
            clapnq(data / "clapnq"),
        )
        for one in sets:
            rows += gather(one, parts, Path(scratch) / f"index-{one.name}")
            typer.echo(f"{one.name}: {len(rows)} rows so far", err=True)
    return rows


if __name__ == "__main__":
    typer.run(main)
