"""The assistant: one question through understanding, search, reading and checking, to an answer.

A LangChain `Runnable`: `invoke`, `stream`, `batch`, their async forms and callbacks all work.
Each stage is a Runnable of its own, so tracers show them by name.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from langchain_core.callbacks import CallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langchain_core.runnables.config import patch_config

from corpus import Index, Settings, UsageError
from corpus.models import BlockKind, Citation, Document, Filter, Span
from rag.abstain import Abstention, between
from rag.asked_time import asked_time
from rag.compare import find_differing
from rag.copies import counted_once, each_once, with_repeats
from rag.event_time import with_events
from rag.explain import Trail, explain
from rag.models import (
    Answer,
    Claim,
    Event,
    Explanation,
    Question,
    Rewriting,
    StageBegan,
    Status,
    TakenBack,
    VerifiedCitation,
    Writing,
)
from rag.part import Part, cited_once, conflicts_once, in_turn, take_apart, told_as, with_citation
from rag.query import parse_query
from rag.question_rows import MOST_QUESTION
from rag.read import Evidence, read_again
from rag.recall import question_before, told_before
from rag.rerank import Reranker
from rag.retrieve import HybridSearch
from rag.select import Selection, span_of
from rag.signals import signals_of
from rag.timely import read_sentences
from rag.verify import verify
from rag.worth import Worth
from rag.writing.owed import owed_best
from rag.writing.rewrite import Rewriter
from rag.writing.scribe import Scribe

_NEAREST = 3
_UNDERSTANDING = "understanding"
_AGAIN = 4  # best sentences that a part which borrows its topic is held against without it
_SHOWN = 12  # best sentences that a language model is shown, beside those that answer without one


@dataclass
class _Work:
    """What the stages hand on to each other."""

    question: Question
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...] = ()
    writing: Writing | None = None
    rewriting: Rewriting | None = None
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def held(self) -> list[Part]:
        """The parts that the documents answer."""
        return [part for part in self.parts if part.cited]


_Stage: TypeAlias = tuple[str, Runnable[_Work, Any]]  # gives claims as they pass, and its work last


class Assistant(Runnable[Question | str, Answer]):
    """Answers with quotes from one index, or with a `scribe`'s claims over them; takes a question or its text.

    Raises UsageError for an empty or overlong question and UnknownDocument for a filter that
    names a document the index does not hold.
    """

    def __init__(
        self,
        index: Index,
        reranker: Reranker,
        abstention: Abstention,
        settings: Settings,
        *,
        scribe: Scribe | None = None,
    ) -> None:
        self.index = index
        self._scribe = scribe
        self._reranker = reranker
        self._abstention = abstention
        self._selection = Selection(Worth.load(), settings.max_claims, settings.doubt)
        self._threshold = abstention.threshold if settings.abstain_below is None else settings.abstain_below
        self._search = HybridSearch(index, reranker, settings)
        self._quoting: tuple[_Stage, ...] = (
            ("searching", RunnableLambda(self._find).with_config(run_name="search")),
            ("reading", RunnableLambda(self._read).with_config(run_name="read")),
            ("checking", RunnableLambda(self._check).with_config(run_name="check")),
        )
        self._again = lru_cache(maxsize=8)(self._quotes_of)  # asked of it by rules, then for the model
        self._stages: tuple[_Stage, ...] = self._quoting
        if scribe is not None:
            self._rewriter = Rewriter(scribe.writer, scribe.prices)
            first = (_UNDERSTANDING, RunnableLambda(self._understand).with_config(run_name="understand"))
            last = ("writing", RunnableLambda(self._write).with_config(run_name="write"))
            self._stages = (*((first,) if settings.rewrite == "model" else ()), *self._quoting, last)

    # -- the Runnable ------------------------------------------------------------------

    def invoke(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """The whole answer."""
        return self._call_with_config(self._answer, input, config, run_type="chain")

    def stream(self, input: Question | str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        """The whole answer as the only item; `events` tells the stages and the claims one by one."""
        yield self.invoke(input, config)

    def events(self, question: Question | str, config: RunnableConfig | None = None) -> Iterator[Event]:
        """Stages as they begin, then each claim as it passes, then the answer, which alone decides.

        Without what is taken back, the claims told are the answer's.
        """
        yield from self._events(question, self._stages, config)

    def explained(self, question: Question | str) -> tuple[Answer, Explanation]:
        """The answer, and how it came about."""
        *_, work = self._worked(question, self._stages)
        assert isinstance(work, _Work)
        answer = self._conclude(work)
        trails = [Trail(self.index, part, answer) for part in work.parts]
        first, *others = (explain(one, self._selection, self._abstention, self._threshold) for one in trails)
        return answer, replace(first, others=tuple(others))

    def _events(
        self, question: Question | str, stages: Sequence[_Stage], config: RunnableConfig | None = None
    ) -> Iterator[Event]:
        told: list[Claim] = []
        for step in self._worked(question, stages, config):
            if not isinstance(step, _Work):
                told += [step] if isinstance(step, Claim) else []
                yield step
                continue
            answer = self._conclude(step)
            if gone := tuple(claim for claim in told if claim not in answer.claims):
                yield TakenBack(gone)
            yield from (claim for claim in answer.claims if claim not in told)
            yield answer

    def _worked(
        self, question: Question | str, stages: Sequence[_Stage], config: RunnableConfig | None = None
    ) -> Iterator[StageBegan | Claim | _Work]:
        """Each stage as it begins, and at the end what all of them left."""
        work = self._begin(question)
        started = time.perf_counter()
        for stage, runnable in stages:
            if stage == _UNDERSTANDING and not work.question.history:
                continue
            yield StageBegan(stage)
            before = time.perf_counter()
            for given in runnable.stream(work, config):
                if isinstance(given, _Work):
                    work = given
                else:
                    yield given
            work.timings[stage] = round(time.perf_counter() - before, 4)
        work.timings["total"] = round(time.perf_counter() - started, 4)
        yield work

    def _answer(
        self, question: Question | str, run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Answer:
        *_, answer = self.events(question, patch_config(config, callbacks=run_manager.get_child()))
        assert isinstance(answer, Answer)  # events always end with it
        return answer

    def _begin(self, question: Question | str) -> _Work:
        asked = Question(question) if isinstance(question, str) else question
        if not asked.text.strip():
            raise UsageError('the question is empty: type one, e.g. `citewell ask "Who met in Beijing?"`')
        if any("\ud800" <= character <= "\udfff" for character in asked.text):
            raise UsageError("the question holds half a character (a lone surrogate): type it again")
        if len(asked.text) > MOST_QUESTION:
            raise UsageError(f"the question has {len(asked.text):,} characters: use at most {MOST_QUESTION:,}")
        return _Work(asked, take_apart(asked, told_before(asked, self._again), self.index.source_names()))

    def _quotes_of(self, earlier: Question) -> Answer:
        """An earlier question's quotes: no model is asked, whose words would then be part of a question."""
        *_, answer = self._events(earlier, self._quoting)
        assert isinstance(answer, Answer)
        return answer

    # -- the stages --------------------------------------------------------------------

    def _understand(self, work: _Work) -> _Work:
        """A model's wording of a follow-up in place of the rules', where it brings in nothing."""
        try:
            earlier = self._again(question_before(work.question)).claims
        except UsageError:  # an earlier question that could not be asked is no reason to refuse this one
            earlier = ()
        quotes = [one for claim in earlier for one in claim.citations]
        text, rewriting = self._rewriter.rewrite(work.question.text, work.question.history, quotes)
        if not text:
            return replace(work, rewriting=rewriting)
        put = replace(work.question, text=text, history=())
        return replace(work, parts=take_apart(put, "", self.index.source_names()), rewriting=rewriting)

    def _find(self, work: _Work) -> _Work:
        where = work.question.where
        return replace(work, parts=tuple(self._find_part(part, where) for part in work.parts))

    def _find_part(self, part: Part, where: Filter) -> Part:
        asked = with_events(asked_time(part.understood, date.today()), self.index, part.understood, where)
        return replace(part, hits=self._search.search(part.query, where), time=asked)

    def _read(self, work: _Work) -> _Work:
        return replace(work, parts=tuple(map(self._read_part, work.parts)))

    def _read_part(self, part: Part) -> Part:
        read = read_sentences(self.index, self._reranker, part.query, part.hits, part.time)
        evidence, repeats = each_once(read, self.index.copies())
        confidence = self._abstention.confidence(signals_of(part.query, evidence, part.hits))
        unaided = None
        if part.bare is not None:
            again = read_again(self._reranker, part.bare, evidence[:_AGAIN])
            unaided = self._abstention.confidence(signals_of(part.bare, again, part.hits))
            # Where only shared words are looked at, those that are borrowed say nothing of the part.
            confidence = between(confidence, unaided) if part.query.language == "en" else unaided
        return replace(part, evidence=evidence, repeats=repeats, confidence=confidence, unaided=unaided)

    def _check(self, work: _Work) -> _Work:
        return replace(work, parts=tuple(map(self._check_part, work.parts)))

    def _check_part(self, part: Part) -> Part:
        """Quotes are read again from the record and checked; one that does not stand is not shown."""
        picks = self._selection.choose(self.index, part.query, part.evidence)
        found = (self._cite(pick.evidence.document, pick.span) for pick in picks)
        cited = [with_repeats(one, part.repeats) for one in found if one is not None]
        if not cited or part.confidence < self._threshold:
            return part
        differing = find_differing(part.query, part.evidence, self._beside, self._cite)
        conflicts = counted_once(differing.conflicts, self.index.copies(), part.repeats)
        sides = (one for conflict in conflicts for side in conflict.sides for one in side.citations)
        for one in (*differing.apart, *sides):
            cited = with_citation(cited, one)  # both sides are told, also where selection had room for one
        return replace(part, cited=cited, conflicts=conflicts)

    def _write(self, work: _Work) -> Iterator[Claim | _Work]:
        """A model writes only where the quotes answer: what is not in the documents is not for it to decide."""
        held = work.held
        if not held or self._scribe is None:
            yield work
            return
        asked = held[0].query if len(held) == 1 else parse_query(" ".join(part.query.text for part in held))
        # A heading says nothing of its own: a model that repeats one has told nothing.
        best = islice((one for one in in_turn(held) if one.sentence.kind is not BlockKind.HEADING), _SHOWN)
        beside = [one for e in best if (one := self._cite(e.document, span_of(e))) is not None]
        shown = [*cited_once(held), *beside]
        for step in self._scribe.stream(asked, shown, conflicts_once(held), owed_best(held)):
            yield step if isinstance(step, Claim) else replace(work, claims=step.claims, writing=step.writing)

    def _beside(self, one: Evidence) -> list[Span]:
        at, paragraph = one.sentence.ordinal, one.sentence.paragraph
        near = self.index.sentences(one.document.id, max(0, at - 1), at + 1)
        return [sentence.span for sentence in near if sentence.paragraph == paragraph]

    def _cite(self, document: Document, span: Span) -> VerifiedCitation | None:
        verdict = verify(document.slice(span), [self.index.document(document.id)], span)
        return verdict if isinstance(verdict, VerifiedCitation) else None

    def _conclude(self, work: _Work) -> Answer:
        cited, conflicts = cited_once(work.parts), conflicts_once(work.parts)
        missing = tuple(part.text for part in work.parts if not part.cited) if cited else ()
        partly = missing or (work.writing is not None and work.writing.missing)
        status = Status.PARTIAL if partly else Status.ANSWERED if cited else Status.NOT_IN_DOCUMENTS
        understood = " ".join(map(told_as, work.parts))
        return Answer(
            question=work.question,
            status=Status.CONFLICTING if conflicts else status,
            claims=work.claims or tuple(Claim(one.citation.text, (one,)) for one in cited),
            conflicts=conflicts,
            nearest=() if cited else tuple(Citation(e.document, e.span) for e in islice(in_turn(work.parts), _NEAREST)),
            confidence=round(max(part.confidence for part in work.parts), 4),
            timings=work.timings,
            rewritten=understood if understood != work.question.text else "",
            missing=missing,
            writing=work.writing,
            rewriting=work.rewriting,
        )
