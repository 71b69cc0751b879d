"""Answers and hits as plain JSON values: the contract that scripts rely on."""

from datetime import date
from typing import Any

from corpus import Index
from corpus.models import Citation
from rag.age import age_days
from rag.dates import dates_to_dicts
from rag.models import Answer, Claim, Conflict, Hit, Rewriting, Verdict, VerifiedCitation, Writing
from rag.speaker import speaker_of


def answer_to_dict(answer: Answer, identity: Any = "") -> dict[str, Any]:
    """One row of `citewell ask --json`; `identity` is the row's `id` in a batch."""
    return {
        "id": identity,
        "question": answer.question.text,
        "status": str(answer.status),
        "claims": [_claim(claim) for claim in answer.claims],
        "conflicts": [_conflict(conflict) for conflict in answer.conflicts],
        "nearest": [citation_to_dict(citation, Verdict.EXACT) for citation in answer.nearest],
        "confidence": answer.confidence,
        "timings": dict(answer.timings),
        **({"rewritten": answer.rewritten} if answer.rewritten else {}),
        **({"rewriting": _rewriting(answer.rewriting)} if answer.rewriting else {}),
        **({"missing": list(answer.missing)} if answer.missing else {}),
        **({"writing": _writing(answer.writing)} if answer.writing else {}),
    }


def citation_to_dict(citation: Citation, verdict: Verdict) -> dict[str, Any]:
    """A citation: `start` and `end` are code-point offsets into the canonical text.

    `age_days` counts from the day of publication to today; it is there where that day is known.
    """
    document, metadata = citation.document, citation.document.metadata
    page, speaker = document.page_of(citation.span), speaker_of(citation)
    age = age_days(metadata.published_at, date.today())
    return {
        "doc": document.id,
        "path": document.path,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published_at": metadata.published_at,
        **({"age_days": age} if age is not None else {}),
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.text,
        **({"page": page} if page is not None else {}),
        **({"speaker": document.slice(speaker)} if speaker else {}),
        **({"dates": dates} if (dates := dates_to_dicts(citation)) else {}),
        "verdict": str(verdict),
    }


def hits_to_dict(index: Index, question: str, hits: list[Hit], identity: Any = "") -> dict[str, Any]:
    """One row of `citewell search --json`."""
    return {
        "id": identity,
        "question": question,
        "hits": [hit_to_dict(hit) | {"path": index.document(hit.chunk.document_id).path} for hit in hits],
    }


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A chunk that a search found, with its score and its rank at each stage."""
    return {
        "doc": hit.chunk.document_id,
        "start": hit.chunk.span.start,
        "end": hit.chunk.span.end,
        "text": hit.chunk.text,
        "score": round(hit.score, 4),
        "ranks": dict(hit.ranks),
    }


def _verified(one: VerifiedCitation) -> dict[str, Any]:
    row = citation_to_dict(one.citation, one.verdict)
    return {**row, "also_in": list(one.also_in)} if one.also_in else row


def _claim(claim: Claim) -> dict[str, Any]:
    cited = {"text": claim.text, "citations": [_verified(one) for one in claim.citations]}
    return cited | ({"written": True} if claim.written else {}) | ({"stands_in": True} if claim.stands_in else {})


def _writing(writing: Writing) -> dict[str, Any]:
    left_out = [
        {"text": one.text, "reason": one.reason, "citations": [_verified(cited) for cited in one.citations]}
        for one in writing.left_out
    ]
    return {
        "model": writing.model,
        **({"note": writing.note} if writing.note else {}),
        **({"missing": writing.missing} if writing.missing else {}),
        "left_out": left_out,
        **_paid(writing),
    }


def _rewriting(rewriting: Rewriting) -> dict[str, Any]:
    return {
        "model": rewriting.model,
        **({"note": rewriting.note} if rewriting.note else {}),
        **_paid(rewriting),
    }


def _paid(asked: Rewriting | Writing) -> dict[str, Any]:
    tokens = {"input": asked.input_tokens, "output": asked.output_tokens}
    cost = {"amount": round(asked.cost.amount, 9), "currency": asked.cost.currency} if asked.cost else None
    return {"tokens": tokens, **({"cost": cost} if cost else {})}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    sides = [{"value": side.value, "citations": [_verified(one) for one in side.citations]} for side in conflict.sides]
    return {"about": conflict.about, "sides": sides, **({"note": conflict.note} if conflict.note else {})}
