"""One part of a question: the chunks that are found for it, the sentences that are read, the quotes that stand.

Knows no conversation, no writer and no stages' names: `assistant` runs it.
"""

from dataclasses import dataclass, replace
from typing import Self

from corpus import Index, Settings
from corpus.models import Document, Filter, Span
from rag.abstain import Abstention, between
from rag.compare import find_differing
from rag.copies import counted_once, each_once, with_repeats
from rag.models import VerifiedCitation
from rag.part import Part, with_citation
from rag.read import Evidence, answerability, read_again
from rag.rerank import Reranker
from rag.retrieve import HybridSearch
from rag.select import Selection
from rag.settle import settled
from rag.signals import signals_of
from rag.timely import read_sentences
from rag.verify import verify
from rag.worth import Worth

_AGAIN = 4  # best sentences that a part which borrows its topic is held against without it


@dataclass(frozen=True)
class Quoter:
    """Finds, reads and checks, each from what the one before left in a part; withholds what is under `threshold`."""

    index: Index
    reranker: Reranker
    abstention: Abstention
    selection: Selection
    search: HybridSearch
    threshold: float

    @classmethod
    def over(cls, index: Index, reranker: Reranker, abstention: Abstention, settings: Settings) -> Self:
        """Over one index, as the settings say."""
        selection = Selection(Worth.load(), settings.max_claims, settings.doubt)
        threshold = abstention.threshold if settings.abstain_below is None else settings.abstain_below
        return cls(index, reranker, abstention, selection, HybridSearch(index, reranker, settings), threshold)

    def find(self, part: Part, where: Filter) -> Part:
        """The part with its chunks, best first. Raises UnknownDocument for a filter that names none of the index."""
        part = settled(self.index, part, where)
        return replace(part, hits=self.search.search(part.query, where))

    def read(self, part: Part, where: Filter) -> Part:
        """The part with its sentences, best first, and how sure it is that they answer.

        A question that names nothing is a new topic where that is answered, else a follow-up where that is.
        """
        read = self._read(part)
        if part.leaning is None or read.confidence >= self.threshold:
            return read
        leant = self._read(self.find(part.leaning, where))
        return leant if leant.confidence >= self.threshold else read

    def check(self, part: Part) -> Part:
        """The part with its quotes and disagreements, each read again from the record; none where it is not sure."""
        picks = self.selection.choose(self.index, part.query, part.evidence)
        found = (self.cite(pick.evidence.document, pick.span) for pick in picks)
        cited = [with_repeats(one, part.repeats) for one in found if one is not None]
        if not cited or part.confidence < self.threshold:
            return part
        differing = find_differing(part.query, part.evidence, self._beside, self.cite)
        conflicts = counted_once(differing.conflicts, self.index.copies(), part.repeats)
        sides = (one for conflict in conflicts for side in conflict.sides for one in side.citations)
        for one in (*differing.apart, *sides):
            cited = with_citation(cited, one)  # both sides are told, also where selection had room for one
        return replace(part, cited=cited, conflicts=conflicts)

    def cite(self, document: Document, span: Span) -> VerifiedCitation | None:
        """The words at a place as a quote; None where they do not stand in the record."""
        verdict = verify(document.slice(span), [self.index.document(document.id)], span)
        return verdict if isinstance(verdict, VerifiedCitation) else None

    def _read(self, part: Part) -> Part:
        read = read_sentences(self.index, self.reranker, part.query, part.hits, part.time)
        evidence, repeats = each_once(read, self.index.copies())
        sure = answerability(self.reranker, part.query, evidence)
        signals = signals_of(part.query, evidence, part.hits, sure)
        confidence = self.abstention.confidence(signals)
        unaided = None
        if part.bare is not None:
            again = read_again(self.reranker, part.bare, evidence[:_AGAIN])
            # Which of several events a sentence is about cannot be told by a question without its topic: `sure` stays.
            unaided = self.abstention.confidence(signals_of(part.bare, again, part.hits, sure))
            # Where only shared words are looked at, those that are borrowed say nothing of the part.
            confidence = between(confidence, unaided) if part.query.language == "en" else unaided
        return replace(
            part, evidence=evidence, repeats=repeats, signals=signals, confidence=confidence, unaided=unaided
        )

    def _beside(self, one: Evidence) -> list[Span]:
        at, paragraph = one.sentence.ordinal, one.sentence.paragraph
        near = self.index.sentences(one.document.id, max(0, at - 1), at + 1)
        return [sentence.span for sentence in near if sentence.paragraph == paragraph]
