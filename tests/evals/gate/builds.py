"""Builds of the assistant to gate: the real one, and five that are broken on purpose, all over the real index."""

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import Index, Settings, Vectors
from corpus.models import Chunk, Citation, Document, Filter, Manifest, PlacedWord, Sentence, Span
from evals import load_cases, run
from evals.models import Case
from evals.sets.locate import locate
from rag import Assistant, Reranker
from rag.abstain import Abstention
from rag.assistant import _Work
from rag.models import Answer, Claim, Verdict, VerifiedCitation
from rag.part import Part
from rag.quoter import Quoter
from tests.conftest import REPOSITORY
from tests.evals.run_folders import write_run

HELD = REPOSITORY / "evals" / "cases" / "samples.jsonl"
UNHELD = Path(__file__).parent / "unheld_cases.jsonl"


def load(index: Index) -> list[Case]:
    """Half of the shipped questions that the sample documents answer, 54, and 16 that they do not."""
    held = [case for case in load_cases(HELD) if case.answerable and case.split == "dev" and not case.question.where]
    cases, off = locate([*held, *load_cases(UNHELD)], index)
    assert off == []
    return cases


def run_of(folder: Path, assistant: Assistant, cases: Sequence[Case]) -> Path:
    """Asks every case and writes the run."""
    rows = [{**row, "set": "sample"} for row in run(assistant, cases)]
    sets = [
        {
            "name": "sample",
            "sha256": hashlib.sha256(HELD.read_bytes() + UNHELD.read_bytes()).hexdigest(),
            "cases": len(rows),
        }
    ]
    return write_run(folder, rows, sets=sets)


class Wrapped(Index):
    """Another index, passed on as it is."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @property
    def manifest(self) -> Manifest:
        return self._index.manifest

    def documents(self) -> list[Document]:
        return [self.document(one.id) for one in self._index.documents()]

    def source_names(self) -> frozenset[str]:
        return self._index.source_names()

    def document(self, document_id: str) -> Document:
        return self._index.document(document_id)

    def chunk(self, chunk_id: str) -> Chunk:
        return self._index.chunk(chunk_id)

    def sentences(self, document_id: str, first: int = 0, last: int | None = None) -> list[Sentence]:
        return self._index.sentences(document_id, first, last)

    def words(self, document_id: str, span: Span) -> list[PlacedWord]:
        return self._index.words(document_id, span)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._index.embed(texts)

    def dense(self, vector: Vectors, k: int, where: Filter) -> list[tuple[str, float]]:
        return self._index.dense(vector, k, where)

    def lexical(self, text: str, language: str, k: int, where: Filter) -> list[tuple[str, float]]:
        return self._index.lexical(text, language, k, where)

    def close(self) -> None:
        pass


class RememberingIndex(Wrapped):
    """Embeds each question once: ten builds ask the same."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._known: dict[tuple[str, ...], Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        if tuple(texts) not in self._known:
            self._known[tuple(texts)] = super().embed(texts)
        return self._known[tuple(texts)]


class Remembering(Reranker):
    """Asks another reranker once for each question and list of texts: ten builds read the same sentences."""

    def __init__(self, inner: Reranker) -> None:
        self._inner = inner
        self._known: dict[tuple[str, tuple[str, ...]], list[float]] = {}

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        key = (question, tuple(texts))
        if key not in self._known:
            self._known[key] = self._inner.score(question, texts)
        return self._known[key]


class RandomOrder(Reranker):
    """Broken: as good as no reranker; scores of the usual size, in any order."""

    def __init__(self) -> None:
        self._random = random.Random(7)

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        return [self._random.uniform(-11, 8) for _ in texts]


def unchanged(index: Index, reranker: Reranker, settings: Settings) -> Assistant:
    """The assistant as it is released."""
    return Assistant(index, reranker, Abstention.load(), settings)


class Shifted(Assistant):
    """Broken: every quote begins and ends one character too late."""

    def _check(self, work: _Work) -> _Work:
        work = super()._check(work)
        moved = (replace(part, cited=[_moved(one) for one in part.cited]) for part in work.parts)
        return replace(work, parts=tuple(moved))


def _moved(one: VerifiedCitation) -> VerifiedCitation:
    document, span = one.citation.document, one.citation.span
    end = min(span.end + 1, len(document.text))
    return VerifiedCitation(Citation(document, Span(span.start + 1, end)), one.verdict)


class Misnumbered(Assistant):
    """Broken: in one answer of twenty, a number in what a claim says is another one."""

    answered = 0
    changed = 0

    def _conclude(self, work: _Work) -> Answer:
        answer = super()._conclude(work)
        self.answered += bool(answer.claims)
        numbered = [place for place, claim in enumerate(answer.claims) if re.search(r"\d", claim.text)]
        if not numbered or self.changed == self.answered // 20:
            return answer
        self.changed += 1
        claims = list(answer.claims)
        claims[numbered[0]] = self.forged(claims[numbered[0]])
        return replace(answer, claims=tuple(claims))

    def forged(self, claim: Claim) -> Claim:
        """The claim with a figure changed, over the same citation."""
        return replace(claim, text=_other_number(claim.text))


class MisnumberedToo(Misnumbered):
    """Broken in a deeper place: the record that a quote is sliced from is forged, so claim and citation agree."""

    def forged(self, claim: Claim) -> Claim:
        (one,) = claim.citations
        document, span = one.citation.document, one.citation.span
        text = document.text[: span.start] + _other_number(one.citation.text) + document.text[span.end :]
        citation = Citation(replace(document, text=text), span)
        return Claim(citation.text, (VerifiedCitation(citation, one.verdict),))


def _other_number(text: str) -> str:
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), text, count=1)


class StaleIndex(Wrapped):
    """Holds an old edition of the documents, in which other words stood at the same offsets."""

    def document(self, document_id: str) -> Document:
        document = super().document(document_id)
        return replace(document, text=document.text.replace("China", "Japan").replace("Pakistan", "Tanzania"))


class StaleQuoter(Quoter):
    """Reads the sentences of an old edition."""

    def check(self, part: Part) -> Part:
        old = StaleIndex(self.index)
        evidence = [replace(one, document=old.document(one.document.id)) for one in part.evidence]
        return replace(super().check(replace(part, evidence=evidence)), evidence=part.evidence)


class UnverifiedQuoter(StaleQuoter):
    """Shows what was read without checking it."""

    def cite(self, document: Document, span: Span) -> VerifiedCitation | None:
        return VerifiedCitation(Citation(document, span), Verdict.EXACT)


class Stale(Assistant):
    """Reads the sentences of an old edition. Verification keeps what no longer stands from being shown."""

    quoter = StaleQuoter

    def __init__(self, index: Index, reranker: Reranker, abstention: Abstention, settings: Settings) -> None:
        super().__init__(index, reranker, abstention, settings)
        self._quoter = self.quoter.over(index, reranker, abstention, settings)


class Unverified(Stale):
    """Broken: the same, and what was read is shown without being checked."""

    quoter = UnverifiedQuoter
