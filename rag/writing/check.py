"""Whether a claim may be shown over the sentences that it points at: guards, quotes, support, and the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import detect_language
from rag.abstain import log_odds
from rag.guards.check import breaches
from rag.guards.facts import NAME, facts_of
from rag.guards.text import Said, folded
from rag.models import VerifiedCitation
from rag.rerank import Reranker
from rag.support import SupportModel
from rag.verify import verify
from rag.writing.contrast import rather_said, untied
from rag.writing.shown import Shown
from rag.yes_or_no import asks_yes_or_no

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,})[”\"»“]")
_SURER = 0.7  # log-odds over the threshold of support, for a claim that holds a figure, date or name
_MOST_INSTEAD = 2  # sentences in the place of one claim
_ABOUT = -4.0  # logit of the claim for the question, in English: below, it answers something else


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a claim may not stand over its sentences, in one plain sentence.

    `untold`: they do not contradict it; whether they say it cannot be told.
    """

    reason: str
    untold: bool = False


@dataclass(frozen=True)
class Checker:
    """Holds claims to sentences; the models behind it can only refuse."""

    support: SupportModel
    reranker: Reranker

    def refused(self, text: str, sources: Sequence[Shown], question: str) -> Refused | None:
        """Why the claim may not stand over these sentences; None where it may."""
        if wrong := self._wrong(text, sources, question):
            return Refused(wrong)
        doubt = self._doubt(text, sources)
        return Refused(doubt, untold=True) if doubt else None

    def _wrong(self, text: str, sources: Sequence[Shown], question: str) -> str:
        if not sources:
            return "it points at no sentence that was shown"
        found = breaches(text, [one.said for one in sources])
        if found:
            return found[0].detail
        for quote in _QUOTED.findall(text):
            if not _stands(quote, sources):
                return f"“{quote}” is no quote of the sentences it cites"
        if _only_asks(Said(text), Said(question)):
            return "it says no more than the question"
        return "" if self._answers(text, question) else "it does not answer the question"

    def _doubt(self, text: str, sources: Sequence[Shown]) -> str:
        said, told = Said(text), [one.said for one in sources]
        if any(said.text == one.text for one in told):
            return ""
        holds_facts = bool(facts_of(said))
        if not self._follows(text, sources, _SURER if holds_facts else 0.0):
            return "it does not clearly follow from the sentences it cites"
        if holds_facts and len(sources) > 1:
            return "no one of the sentences it cites says it by itself"
        if pair := untied(said, told):
            return f"it is told in other words, in which “{pair[0]}” could as well be “{pair[1]}”"
        if said.language == "en" and (pair := rather_said(said, told, self.reranker)):
            return f"it says “{pair[0]}” where the sentences rather say “{pair[1]}”"
        return ""

    def instead(self, text: str, sources: Sequence[Shown], question: str) -> list[Shown]:
        """The cited sentences that are shown in place of a claim that cannot be told: few, and each to the point.

        The best for the question that has a word of the claim, and another with a figure, date or name of it that the
        best has not.
        """
        said = Said(text)
        near = [one for one in sources if set(said.content) & set(one.said.content)]
        scores = self.reranker.score(question, [one.text for one in near])
        order = sorted(zip(scores, near, strict=True), key=lambda one: -one[0])
        to_the_point = [one for score, one in order if score >= _ABOUT or detect_language(question) != "en"]
        kept: list[Shown] = []
        wanted = facts_of(said)
        for one in to_the_point:
            left = [fact for fact in wanted if not any(fact.same(other) for other in facts_of(one.said))]
            if not kept or len(left) < len(wanted):
                kept, wanted = [*kept, one], left
        return kept[:_MOST_INSTEAD]

    def _follows(self, text: str, sources: Sequence[Shown], surer: float) -> bool:
        probability = self.support.probability(text, [one.text for one in sources])
        return log_odds(probability) >= log_odds(self.support.threshold) + surer

    def _answers(self, text: str, question: str) -> bool:
        if detect_language(question) != "en":  # other languages are scored by shared words: that refuses nothing
            return True
        return self.reranker.score(question, [text])[0] >= _ABOUT


def _only_asks(said: Said, asked: Said) -> bool:
    """Whether every content word, figure and date of a claim is the question's, which asks for more than yes or no."""
    known = facts_of(asked)
    counted = (fact for fact in facts_of(said) if fact.kind != NAME)  # a number in words is no content word
    new = any(not any(fact.same(other) for other in known) for fact in counted)
    words = bool(said.content) and set(said.content) <= set(asked.content)
    return words and not new and not asks_yes_or_no(asked.text)


def _stands(quote: str, sources: Sequence[Shown]) -> bool:
    """Whether words that the model puts between quotation marks are those of a cited sentence."""
    if any(folded(quote).casefold() in one.said.text.casefold() for one in sources):
        return True
    for one in sources:
        found = verify(quote, [one.document], near=[one.cited.citation.span])
        if isinstance(found, VerifiedCitation) and found.citation.span.overlaps(one.cited.citation.span):
            return True
    return False
