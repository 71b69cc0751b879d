"""A small document, quotes of it, and answers as the wire has them: what metric tests are worked out on."""

from typing import Any

from corpus.models import Span
from evals.models import Case, Gold, KindName, Result
from rag.models import Question

TEXT = "Twelve ships waited outside. The harbour was closed. Nobody came."
OTHER = "Thirteen ships waited outside."
TEXTS = {"a.txt": TEXT, "b.txt": OTHER}


def cite(words: str, doc: str = "a.txt") -> dict[str, Any]:
    """A citation's row."""
    start = TEXTS[doc].index(words)
    return {"doc": doc, "start": start, "end": start + len(words), "text": words, "verdict": "exact"}


def answer(*quotes: str, sides: tuple[dict[str, Any], ...] = (), **more: Any) -> dict[str, Any]:
    """An answer's row: a claim a quote; `sides` are the citations of a stated conflict."""
    conflicts = [{"about": "ships", "sides": [{"value": one["text"], "citations": [one]} for one in sides]}]
    return {
        "status": "conflicting" if sides else "answered" if quotes else "not_in_documents",
        "claims": [{"text": quote, "citations": [cite(quote)]} for quote in quotes],
        "conflicts": conflicts if sides else [],
        "nearest": [],
        "confidence": 0.8,
        "timings": {"total": 1.0},
        **more,
    }


def gold(words: str, doc: str = "a.txt") -> Gold:
    """Where the words stand."""
    start = TEXTS[doc].index(words)
    return Gold(doc, Span(start, start + len(words)), words)


def case(*evidence: str, answerable: bool = True, **more: Any) -> Case:
    """A case with gold in the first document."""
    kind = more.pop("kind", KindName.ANSWERS)
    return Case("1", "fact", Question("q"), answerable, evidence=tuple(map(gold, evidence)), kind=kind, **more)


def result(asked: Case, given: dict[str, Any]) -> Result:
    """What came out, with the texts at hand."""
    return Result(asked, given, texts=TEXTS)


def failed(asked: Case) -> Result:
    """A case that raised."""
    return Result(asked, {}, error="Traceback\nKeyError: 'boom'")


def row(answerable: bool, confidence: float | None, status: str = "answered", **more: Any) -> dict[str, Any]:
    """A row of a run, as metrics of many cases read it."""
    given: dict[str, Any] = {} if confidence is None else {"status": status, "confidence": confidence, "timings": {}}
    told = {"set": "s", "kind": "answers", "id": "1", "slices": {}, "scores": {}, "error": "" if given else "Traceback"}
    return {**told, "gold": {"answerable": answerable}, "answer": given, **more}
