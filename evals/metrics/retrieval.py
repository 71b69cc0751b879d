"""Retrieval at three levels: documents, chunks, and the sentences that would be shown as evidence."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from evals.metrics.port import Metric
from evals.metrics.ranking import hit, ndcg, recall, reciprocal_rank
from evals.metrics.shown import places
from evals.models import KindName, Result

_DEPTH = 10  # of MRR and nDCG
_KINDS = frozenset({KindName.RETRIEVAL})
_Measure = Callable[[Sequence[str], Mapping[str, int], int], float]


def retrieval_metrics(ks: Sequence[int]) -> list[Metric]:
    """Recall and hit at each k, MRR@10 and nDCG@10, by level."""
    metrics = []
    for level in ("document", "chunk"):
        for measure, name in ((recall, "recall"), (hit, "hit")):
            metrics += [_metric(f"{level} {name}@{k}", partial(_ranked, level, measure, k)) for k in ks]
        metrics.append(_metric(f"{level} MRR@{_DEPTH}", partial(_ranked, level, reciprocal_rank, _DEPTH)))
        metrics.append(_metric(f"{level} nDCG@{_DEPTH}", partial(_ranked, level, ndcg, _DEPTH)))
    metrics += [_metric(f"quote@{k}", partial(_quote_shown, k)) for k in ks]
    return metrics + [_metric(f"quote recall@{k}", partial(_quotes_found, k)) for k in ks]


def ranking_of(answer: Mapping[str, Any], level: str) -> list[str]:
    """Ids in the order in which they were found, each once."""
    hits = answer.get("hits", ())
    return list(dict.fromkeys(hit["doc"] if level == "document" else chunk_id(hit) for hit in hits))


def chunk_id(hit: Mapping[str, Any]) -> str:
    """A chunk's id, from its row."""
    return f"{hit['doc']}#{hit['start']}:{hit['end']}"


def _metric(name: str, score: Callable[[Result], float | None]) -> Metric:
    return Metric(name, score, _KINDS)


def _ranked(level: str, measure: _Measure, k: int, result: Result) -> float | None:
    """None where nothing is known to be relevant. A case that failed found nothing."""
    if result.error:
        judged = result.case.evidence or (level == "document" and result.case.relevant)
        return 0.0 if judged else None
    grades = result.answer["relevant"][level]
    return measure(ranking_of(result.answer, level), grades, k) if any(grades.values()) else None


def _quote_shown(k: int, result: Result) -> float | None:
    """1 when one of the first k sentences overlaps a gold quote; None where no gold spans are known."""
    found = _quotes_found(k, result)
    return None if found is None else float(found > 0)


def _quotes_found(k: int, result: Result) -> float | None:
    """Share of gold quotes that the first k sentences overlap; None where no gold spans are known."""
    gold = result.case.evidence
    if not gold:
        return None
    shown = places(result.answer.get("sentences", ())[:k])
    return sum(any(place.meets(one) for place in shown) for one in gold) / len(gold)
