"""An explanation as plain JSON values."""

from typing import Any

from rag.models import Explanation, Weighed
from rag.wire import hit_to_dict


def explanation_to_dict(explanation: Explanation) -> dict[str, Any]:
    """The value of `explanation` in a row of `citewell ask --explain --json`; `others` are those of further parts."""
    return {
        "understood": explanation.understood,
        "language": explanation.language,
        "asks_for": explanation.asks_for,
        "keywords": list(explanation.keywords),
        "candidates": [hit_to_dict(hit) for hit in explanation.chunks],
        "sentences": [_sentence(one) for one in explanation.sentences],
        "signals": [
            {"name": one.name, "value": round(one.value, 4), "pull": round(one.pull, 4)} for one in explanation.signals
        ],
        "confidence": explanation.confidence,
        "threshold": round(explanation.threshold, 4),
        **({"others": [explanation_to_dict(one) for one in explanation.others]} if explanation.others else {}),
    }


def _sentence(one: Weighed) -> dict[str, Any]:
    return {
        "doc": one.citation.document.id,
        "start": one.citation.span.start,
        "end": one.citation.span.end,
        "text": one.citation.text,
        "in_place": round(one.in_place, 3),
        "chunk": round(one.chunk, 3),
        "answers": round(one.answers, 3),
        "timely": one.timely,
        "score": round(one.score, 3),
        **({"worth": round(one.worth, 4)} if one.worth is not None else {}),
        "fate": str(one.fate),
        **({"points_at": one.points_at} if one.points_at else {}),
    }
