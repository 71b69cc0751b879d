"""Placeholder until the fitted signals land."""

from collections.abc import Sequence

from rag.models import Hit
from rag.query import Query
from rag.read import Evidence


def signals_of(query: Query, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> dict[str, float]:
    return {"best": evidence[0].score if evidence else -20.0}
