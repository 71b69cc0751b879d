"""Checks a quote against the document it is said to be from."""

from evals.kinds.port import Kind
from evals.models import Case, Result
from evals.sets.locate import Holds
from rag import verify
from rag.models import VerifiedCitation


class Check(Kind):
    """The row is `{verdict, doc, start, end, text, detail}`; without a place where the words stand nowhere."""

    def __init__(self, documents: Holds) -> None:
        self._documents = documents

    def measure(self, case: Case) -> Result:
        quoted = case.quoted
        assert quoted is not None  # a case of this kind cannot be read without
        found = verify(quoted.text, [self._documents.document(quoted.doc)], quoted.span)
        if not isinstance(found, VerifiedCitation):
            return Result(case, {"verdict": str(found.verdict), "doc": quoted.doc, "detail": found.detail})
        place = found.citation
        where = {"start": place.span.start, "end": place.span.end, "text": place.text}
        return Result(case, {"verdict": str(found.verdict), "doc": quoted.doc, **where})
