"""The numbered sentences that a model is shown: as many as fit, each whole, those of one document together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus import clean_span, count_tokens
from corpus.models import Document
from rag.dates import mentions_in
from rag.guards.addressed import addresses_answerer
from rag.guards.text import Said, hides
from rag.models import VerifiedCitation

_ABOUT_EACH = 25  # tokens of a sentence's id and of its source's line


@dataclass(frozen=True)
class Shown:
    """A sentence under the `id` by which the model points at it (`S1`)."""

    id: str
    cited: VerifiedCitation

    @property
    def document(self) -> Document:
        """The sentence's document."""
        return self.cited.citation.document

    @cached_property
    def text(self) -> str:
        """The clean words, which the model reads; what is shown to people is the document's own."""
        return clean_span(self.document, self.cited.citation.span)

    @cached_property
    def said(self) -> Said:
        """The sentence as guards read it, with the days that its words mean."""
        days = tuple((one.earliest, one.latest) for one in mentions_in(self.cited.citation))
        return Said(self.text, days, self.document.metadata.publisher)


def number(best_first: Iterable[VerifiedCitation], most_tokens: int) -> list[Shown]:
    """The sentences that fit, numbered by document and place; what does not fit is left out from the end.

    No two overlap. One that hides characters is not shown, since nobody could see what it tells a model; nor is one
    that speaks to whoever answers.
    """
    kept: list[VerifiedCitation] = []
    left = most_tokens
    for one in best_first:
        words = one.citation.text
        if any(one.citation.overlaps(other.citation) for other in kept) or hides(words) or addresses_answerer(words):
            continue
        left -= count_tokens(words) + _ABOUT_EACH
        if left < 0:
            break
        kept.append(one)
    order = list(dict.fromkeys(one.citation.document.id for one in kept))
    kept.sort(key=lambda one: (order.index(one.citation.document.id), one.citation.span))
    return [Shown(f"S{place}", one) for place, one in enumerate(kept, 1)]


def pointed_at(ids: Sequence[str], shown: Sequence[Shown]) -> list[Shown]:
    """The sentences of these ids, in the order of the ids."""
    by_id = {one.id: one for one in shown}
    return [by_id[identity] for identity in dict.fromkeys(ids) if identity in by_id]
