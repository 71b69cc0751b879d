"""Has a model write the answer, and lets through what its own sentences say. Never raises for the model's sake.

Whatever the model does, the outcome is checked claims, or none and a note that says why.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus import stems
from rag.guards.facts import facts_of
from rag.guards.text import Said, hides
from rag.models import Claim, Conflict, LeftOut, VerifiedCitation, Writing
from rag.prices import Prices
from rag.query import Query
from rag.words import is_content
from rag.writer import Prompt, Reply, Writer, WriterFailed
from rag.writing.check import Checker
from rag.writing.draft import Draft, DraftClaim, read_draft
from rag.writing.growing import GrowingClaims
from rag.writing.owed import Owed, owed_sides, untold
from rag.writing.prompt import LONGEST_MISSING, answer_prompt, repair_prompt
from rag.writing.repair import repointed
from rag.writing.shown import Shown, number, pointed_at

_LONGEST_SHOWN = 300  # characters of a refused claim that are told
_SAME_WORDS = 0.75  # of both statements' content words: "sets out" for "lays out" is no second statement
_INSTEAD = "its sentence is shown in its place"
_UNTOLD = "what it wrote could not be checked against the sentences it points at"
_NOT_BORNE_OUT = "nothing that it wrote is borne out by the sentences it points at"


@dataclass(frozen=True)
class Written:
    """What came of it: the claims that stand, and the model's part in them; without claims its note says why."""

    claims: tuple[Claim, ...]
    writing: Writing


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of one statement: itself, or sentences that stand in for it, or nothing; and what is `wrong`."""

    claims: tuple[Claim, ...]
    wrong: str = ""


@dataclass
class _Job:
    """One answer in the making; `judged` holds what became of each statement that was checked."""

    question: str
    shown: list[Shown]
    claims: list[Claim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    gave_way: list[tuple[DraftClaim, str]] = field(default_factory=list)
    judged: dict[DraftClaim, _Judged] = field(default_factory=dict)
    input_tokens: int = 0
    output_tokens: int = 0
    counted: bool = True


@dataclass(frozen=True)
class Scribe:
    """Writes over sentences of at most `most_tokens` tokens; tells what it cost where there are `prices`."""

    writer: Writer
    checker: Checker
    most_tokens: int
    prices: Prices | None = None

    def write(
        self,
        query: Query,
        best_first: Sequence[VerifiedCitation],
        conflicts: Sequence[Conflict] = (),
        best: Iterable[Owed] = (),
    ) -> tuple[tuple[Claim, ...], Writing]:
        """As `stream`, its end only."""
        *_, written = self.stream(query, best_first, conflicts, best)
        assert isinstance(written, Written)  # a stream ends with it
        return written.claims, written.writing

    def stream(
        self,
        query: Query,
        best_first: Sequence[VerifiedCitation],
        conflicts: Sequence[Conflict] = (),
        best: Iterable[Owed] = (),
    ) -> Iterator[Claim | Written]:
        """Claims as they pass, while the model writes; then what came of it, which may lack some of them.

        Sides of `conflicts` and quotes of the `best` that no claim tells are added to those that stand.
        """
        job = _Job(query.text, number(best_first, self.most_tokens))
        if not job.shown:
            yield Written((), Writing(self.writer.name, note="no sentence fits into what the model may be shown"))
            return
        try:
            draft = yield from self._heard(job, answer_prompt(job.question, job.shown, conflicts))
        except WriterFailed as failure:
            job.counted = False
            yield self._nothing(job, str(failure))
            return
        if not draft.answerable:
            yield self._nothing(job, "it found no answer in the sentences")
            return
        if not draft.claims:
            yield self._nothing(job, "it wrote nothing")
            return
        self._write_again(job, self._check(job, draft.claims))
        stands = any(claim.written for claim in job.claims)
        for loose, wrong in dict.fromkeys(job.gave_way):
            self._leave_out(job, loose, f"{wrong}: {_INSTEAD}" if stands else wrong)
        if not stands:
            yield self._nothing(job, _UNTOLD if job.gave_way else _NOT_BORNE_OUT)
            return
        told = self._told(job, missing=_of_the_question(draft, query))
        yield Written((*job.claims, *untold((*best, *owed_sides(conflicts)), job.claims)), told)

    def _heard(self, job: _Job, prompt: Prompt) -> Generator[Claim, None, Draft]:
        """Claims as they pass, and the whole draft.

        A sentence that stands in waits for the first claim in the model's own words: alone it is no answer.
        """
        growing = GrowingClaims([one.id for one in job.shown])
        passed, waiting = list[Claim](), list[Claim]()
        for piece in self.writer.stream(prompt):
            if isinstance(piece, Reply):
                return self._read(job, piece)
            for draft in growing.take(piece):
                for claim in self._judged(job, draft).claims:
                    if _is_new(claim, passed):
                        passed.append(claim)
                        waiting.append(claim)
                if any(claim.written for claim in passed):
                    yield from (claim for claim in waiting if not _told_under(claim, passed))
                    waiting.clear()
        raise WriterFailed("its reply was cut off")

    def _read(self, job: _Job, reply: Reply) -> Draft:
        job.input_tokens += reply.input_tokens
        job.output_tokens += reply.output_tokens
        job.counted &= reply.counted
        try:
            return read_draft(reply.text, [one.id for one in job.shown])
        except WriterFailed as failure:
            raise WriterFailed(reply.cut or str(failure)) from failure

    def _check(self, job: _Job, claims: Sequence[DraftClaim]) -> list[tuple[DraftClaim, str]]:
        """Keeps the claims that stand, where they point or elsewhere; gives the others and what is wrong with each."""
        failed = []
        for draft in claims:
            judged = self._judged(job, draft)
            job.claims += [claim for claim in judged.claims if _is_new(claim, job.claims)]
            if not judged.claims:
                failed.append((draft, judged.wrong))
            elif judged.wrong:
                job.gave_way.append((draft, judged.wrong))
        job.claims = [claim for claim in job.claims if not _told_under(claim, job.claims)]
        return failed

    def _judged(self, job: _Job, draft: DraftClaim) -> _Judged:
        """What becomes of a statement; each is checked once, however often it is read."""
        if draft not in job.judged:
            job.judged[draft] = self._judge(job, draft)
        return job.judged[draft]

    def _judge(self, job: _Job, draft: DraftClaim) -> _Judged:
        pointed = pointed_at(draft.sources, job.shown)
        sources, refused = self._alone(draft.text, pointed, job.question), None
        if not sources:
            refused = self.checker.refused(draft.text, pointed, job.question)
            sources = pointed if refused is None else self._repointed(job, draft.text, pointed)
        if refused is None or sources:
            return _Judged((Claim(draft.text, tuple(one.cited for one in sources), written=True),))
        instead = self.checker.instead(draft.text, pointed, job.question) if refused.untold else []
        quotes = (Claim(one.cited.citation.text, (one.cited,), stands_in=True) for one in instead)
        return _Judged(tuple(quotes), refused.reason)

    def _repointed(self, job: _Job, text: str, pointed: Sequence[Shown]) -> list[Shown]:
        return repointed(self.checker, text, pointed, job.shown, job.question) or []

    def _alone(self, text: str, pointed: Sequence[Shown], question: str) -> list[Shown]:
        """Of several sentences that a statement points at, those that say it by themselves: the others say less."""
        several = pointed if len(pointed) > 1 else ()
        return [one for one in several if self.checker.refused(text, [one], question) is None]

    def _write_again(self, job: _Job, failed: Sequence[tuple[DraftClaim, str]]) -> None:
        """Has failed claims written once more; what fails again is left out, under its first reason."""
        if not failed:
            return
        try:
            prompt = repair_prompt(
                job.question, job.shown, [(one.text[:_LONGEST_SHOWN], wrong) for one, wrong in failed]
            )
            again = self._read(job, self.writer.write(prompt))
        except WriterFailed:
            job.counted = False  # the claims that already stand are an answer; the others are left out below
        else:
            self._check(job, again.claims[: len(failed)])
        for claim, wrong in failed:
            self._leave_out(job, claim, wrong)

    def _leave_out(self, job: _Job, draft: DraftClaim, why: str) -> None:
        cited = tuple(one.cited for one in pointed_at(draft.sources, job.shown))
        job.left_out.append(LeftOut(_shortened(draft.text), why, cited))

    def _nothing(self, job: _Job, note: str) -> Written:
        return Written((), self._told(job, note))

    def _told(self, job: _Job, note: str = "", missing: str = "") -> Writing:
        tokens = job.input_tokens, job.output_tokens
        cost = self.prices.cost(*tokens) if self.prices and job.counted else None
        return Writing(self.writer.name, note, missing, tuple(job.left_out), *tokens, cost)


def _is_new(claim: Claim, others: Sequence[Claim]) -> bool:
    return not any(_says_again(claim.text, one.text) for one in others) and not _told_under(claim, others)


def _says_again(text: str, other: str) -> bool:
    """Whether two statements have the same figures, dates and names, and nearly the same words."""
    mine, theirs = Said(text), Said(other)
    if mine.text == theirs.text:
        return True
    words, others = set(mine.content), set(theirs.content)
    same_facts = {fact.text for fact in facts_of(mine)} == {fact.text for fact in facts_of(theirs)}
    return same_facts and len(words & others) > _SAME_WORDS * len(words | others)


def _told_under(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a sentence that stands in for a statement is quoted under another one anyway."""
    return claim.stands_in and any(claim.citations[0] in one.citations for one in others if one is not claim)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _of_the_question(draft: Draft, query: Query) -> str:
    """What the model calls missing, where its content words are the question's: else it is the model's own tale."""
    words = [word.lower for word in Said(draft.missing).words if is_content(word.lower)]
    own = set(stems(" ".join(words), query.language)) - set(stems(query.text, query.language))
    if not words or own or hides(draft.missing) or len(draft.missing) > LONGEST_MISSING:
        return ""
    return draft.missing
