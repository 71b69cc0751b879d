"""Has a model write the answer, and lets through what its own sentences say. Never raises for the model's sake.

Whatever the model does, the outcome is checked claims, or none and a note that says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus import stems
from rag.guards.text import Said, folded, hides
from rag.models import Claim, Conflict, LeftOut, VerifiedCitation, Writing
from rag.query import Query
from rag.words import is_content
from rag.writer import Prompt, Writer, WriterFailed
from rag.writing.check import Checker
from rag.writing.draft import Draft, DraftClaim, read_draft
from rag.writing.prompt import answer_prompt, repair_prompt
from rag.writing.repair import repointed
from rag.writing.shown import Shown, number, pointed_at

_LONGEST_SHOWN = 300  # characters of a refused claim that are told
_LONGEST_MISSING = 200


@dataclass
class _Job:
    """One answer in the making."""

    question: str
    shown: list[Shown]
    claims: list[Claim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True)
class Scribe:
    """Writes over sentences of at most `most_tokens` tokens."""

    writer: Writer
    checker: Checker
    most_tokens: int

    def write(
        self, query: Query, best_first: Sequence[VerifiedCitation], conflicts: Sequence[Conflict]
    ) -> tuple[tuple[Claim, ...], Writing]:
        """The claims that stand, and the model's part in them; without claims the writing's note says why."""
        job = _Job(query.text, number(best_first, self.most_tokens))
        if not job.shown:
            return (), Writing(self.writer.name, note="no sentence fits into what the model may be shown")
        try:
            draft = self._ask(job, answer_prompt(job.question, job.shown, conflicts))
        except WriterFailed as failure:
            return (), self._told(job, note=str(failure))
        if not draft.answerable:
            return (), self._told(job, note="it found no answer in the sentences")
        if not draft.claims:
            return (), self._told(job, note="it wrote nothing")
        self._write_again(job, self._check(job, draft.claims))
        if not job.claims:
            return (), self._told(job, note="nothing that it wrote is borne out by the sentences it points at")
        return (*job.claims, *_untold(conflicts, job.claims)), self._told(job, missing=_of_the_question(draft, query))

    def _ask(self, job: _Job, prompt: Prompt) -> Draft:
        reply = self.writer.write(prompt)
        job.input_tokens += reply.input_tokens
        job.output_tokens += reply.output_tokens
        return read_draft(reply.text, [one.id for one in job.shown])

    def _check(self, job: _Job, claims: Sequence[DraftClaim]) -> list[tuple[DraftClaim, str]]:
        """Keeps the claims that stand, where they point or elsewhere; gives the others and what is wrong with each."""
        failed = []
        for claim in claims:
            sources = pointed_at(claim.sources, job.shown)
            wrong = self.checker.wrong(claim.text, sources, job.question)
            if wrong:
                sources = repointed(self.checker, claim.text, sources, job.shown, job.question) or []
            if not sources:
                failed.append((claim, wrong))
            elif not any(folded(one.text) == folded(claim.text) for one in job.claims):
                job.claims.append(Claim(claim.text, tuple(one.cited for one in sources), written=True))
        return failed

    def _write_again(self, job: _Job, failed: Sequence[tuple[DraftClaim, str]]) -> None:
        """Has failed claims written once more; what fails again is left out, under its first reason."""
        if not failed:
            return
        try:
            prompt = repair_prompt(
                job.question, job.shown, [(one.text[:_LONGEST_SHOWN], wrong) for one, wrong in failed]
            )
            again = self._ask(job, prompt)
        except WriterFailed:
            pass  # the claims that already stand are an answer; the others are left out below
        else:
            self._check(job, again.claims[: len(failed)])
        for claim, wrong in failed:
            cited = tuple(one.cited for one in pointed_at(claim.sources, job.shown))
            job.left_out.append(LeftOut(_shortened(claim.text), wrong, cited))

    def _told(self, job: _Job, note: str = "", missing: str = "") -> Writing:
        return Writing(self.writer.name, note, missing, tuple(job.left_out), job.input_tokens, job.output_tokens)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _of_the_question(draft: Draft, query: Query) -> str:
    """What the model calls missing, where its content words are the question's: else it is the model's own tale."""
    words = [word.lower for word in Said(draft.missing).words if is_content(word.lower)]
    own = set(stems(" ".join(words), query.language)) - set(stems(query.text, query.language))
    if not words or own or hides(draft.missing) or len(draft.missing) > _LONGEST_MISSING:
        return ""
    return draft.missing


def _untold(conflicts: Sequence[Conflict], claims: Sequence[Claim]) -> list[Claim]:
    """A quote for each side of a conflict that no claim tells: a model cannot keep one back."""
    told = [one.citation for claim in claims for one in claim.citations]
    return [
        Claim(side.citations[0].citation.text, side.citations[:1])
        for conflict in conflicts
        for side in conflict.sides
        if not any(
            one.citation.document.id == other.document.id and one.citation.span.overlaps(other.span)
            for one in side.citations
            for other in told
        )
    ]
