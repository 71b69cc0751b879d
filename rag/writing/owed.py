"""What an answer tells whoever writes it: each side of a disagreement, and what answers each part best.

A model is believed in nothing, so neither in what it leaves unsaid. All that is added is quotes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.models import Claim, Conflict, VerifiedCitation
from rag.part import Part
from rag.pointed import pointed_at
from rag.query import Query
from rag.read import Evidence
from rag.relevant import likely_answers
from rag.words import content_stems


@dataclass(frozen=True, slots=True)
class Owed:
    """Quotes of which one is to be shown; `answer` are stems that a claim may say instead, none if that will not do."""

    quotes: tuple[VerifiedCitation, ...]
    answer: frozenset[str] = frozenset()
    language: str = "en"

    def told_by(self, claim: Claim) -> bool:
        """Whether a claim rests on one of the quotes, or says what answers in them."""
        if any(one.citation.overlaps(other.citation) for one in self.quotes for other in claim.citations):
            return True
        return bool(self.answer) and self.answer <= content_stems(claim.text, self.language)


def owed_sides(conflicts: Iterable[Conflict]) -> Iterator[Owed]:
    """Each side of each disagreement: its value alone, said by a model, would be half of it."""
    for conflict in conflicts:
        yield from (Owed(side.citations) for side in conflict.sides)


def owed_best(parts: Iterable[Part]) -> Iterator[Owed]:
    """The first quote of each part that the documents answer, where the reader takes it to say what is asked."""
    for part in parts:
        best = _evidence_of(part.cited[0], part.evidence) if part.cited else None
        if best is not None and best.words and likely_answers(best):
            yield Owed((part.cited[0],), _answer_in(best, part.query), part.query.language)


def untold(owed: Iterable[Owed], claims: Sequence[Claim]) -> list[Claim]:
    """A quote for each that no claim tells."""
    added: list[Claim] = []
    for one in owed:
        if not any(one.told_by(claim) for claim in (*claims, *added)):
            added.append(Claim(one.quotes[0].citation.text, one.quotes[:1]))
    return added


def _evidence_of(cited: VerifiedCitation, evidence: Iterable[Evidence]) -> Evidence | None:
    """The best sentence that a quote shows."""
    shown = cited.citation
    return next(
        (one for one in evidence if one.document.id == shown.document.id and shown.span.contains(one.span)), None
    )


def _answer_in(best: Evidence, query: Query) -> frozenset[str]:
    found = pointed_at(query, best)
    return content_stems(found.value.text, query.language) if found else frozenset()
