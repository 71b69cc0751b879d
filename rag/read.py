"""Reads the sentences of the best chunks: how near is each to the question in its place, does it answer alone?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus import Index, clean_span, stems
from corpus.models import BlockKind, Document, Sentence, Span
from rag.asides import BEFORE, asides, length_read
from rag.models import Hit
from rag.query import AnswerType, Query
from rag.rerank import Reranker, WordScore, likely_answer, titled
from rag.table_head import table_heads

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BREAK = 2  # line ends between two paragraphs
_CHUNKS = 8  # chunks whose sentences are read; the answer is among them in 98 of 100 questions
_AT_LEAST, _WITHIN = 5, 6.0  # of them are always read; others where they are so few logits below the best
_NO_VALUE = (AnswerType.DEFINITION, AnswerType.REASON, AnswerType.OTHER)  # on which sources could differ
_FIGURES = (AnswerType.MONEY, AnswerType.NUMBER)
_WHOLE = 2  # best chunks whose sentences are all read; of the others those that share a word with the question
_TWICE_FIGURES = 16  # as `_TWICE`, where figures are asked for: another source's may stand far down
_TWICE = 12  # sentences that are read once more, alone: 8 find the same best four, and lose answers that differ
_SUBJECT = 5  # words of a title that names what its document is about
# What a sentence's score is made of: near in its place, a good sentence in a good place, does it answer.
_IN_PLACE, _CHUNK, _ANSWERS = 0.5, 0.5, 2.0
_HEADING = -3.0  # a heading repeats the question's words and answers nothing


@dataclass(frozen=True)
class Evidence:
    """A sentence with its document and scores.

    `in_place` is the cross-encoder's logit of the sentence behind the one before it, `chunk` that of its chunk;
    `answers` the log-odds that the sentence by itself (behind a short title) answers the question; `timely` what its
    days add where a time is asked about; `score` joins the four. `words` are those of `text`, by how likely they are
    the answer. Far down a sentence is not read by itself: it has no words, and `answers` is guessed. `length` is
    how many characters of its document are read, 0 where nobody counted;
    `behind` the ordinal of the sentence that is read before it, -1 where nobody looked.
    """

    document: Document
    sentence: Sentence
    before: Sentence | None
    text: str
    in_place: float
    chunk: float
    timely: float = 0.0
    words: tuple[WordScore, ...] = ()
    answers: float = 0.0
    length: int = 0
    behind: int = -1

    @property
    def score(self) -> float:
        """What sentences are ranked by."""
        heading = _HEADING if self.sentence.kind is BlockKind.HEADING else 0.0
        read = _IN_PLACE * self.in_place + _CHUNK * self.chunk + _ANSWERS * self.answers
        return read + heading + self.timely

    @property
    def points(self) -> float:
        """The log-odds of its likeliest word to be the answer's; of the sentence to answer, where no words are told."""
        return max((word.score for word in self.words), default=self.answers)

    @cached_property
    def context(self) -> str:
        """The cleaned sentence with the one before it."""
        before = clean_span(self.document, self.before.span) + " " if self.before else ""
        return before + self.text

    @property
    def key(self) -> tuple[str, int]:
        """Tells sentences apart."""
        return self.document.id, self.sentence.ordinal

    @property
    def span(self) -> Span:
        """The sentence's place in its document."""
        return self.sentence.span

    def follows(self, other: "Evidence") -> bool:
        """Whether it is the sentence behind `other`."""
        behind = self.behind if self.behind >= 0 else self.sentence.ordinal - 1
        return other.key == (self.document.id, behind)


def read_chunks(index: Index, reranker: Reranker, query: Query, hits: Sequence[Hit]) -> list[Evidence]:
    """The sentences of the best chunks with their scores, best first.

    They are read in their place; the best of these once more, alone, and they come first.
    """
    found: dict[tuple[str, int], Evidence] = {}
    shares_a_word = _sieve(query)
    for place, hit in enumerate(_worth_reading(query, hits)):
        for one in _unread(index, hit, query):
            if one.key not in found and (place < _WHOLE or shares_a_word(one)):
                found[one.key] = one
    places = reranker.score(query.text, [one.context for one in found.values()])
    evidence = [
        replace(one, in_place=score, answers=likely_answer(score))
        for one, score in zip(found.values(), places, strict=True)
    ]
    evidence.sort(key=lambda one: -one.score)
    twice = _TWICE_FIGURES if query.answer_type in _FIGURES else _TWICE
    alone = reranker.read(query.text, [_titled(one) for one in evidence[:twice]])
    both = zip(evidence[:twice], alone, strict=True)
    best = [replace(one, words=_own(one, read.words), answers=read.answers) for one, read in both]
    least = min((one.answers for one in best), default=0.0)  # what was not read alone is no better for it
    unread = [replace(one, answers=min(one.answers, least)) for one in evidence[twice:]]
    return sorted(best, key=lambda one: -one.score) + unread


def read_again(reranker: Reranker, query: Query, best: Sequence[Evidence]) -> list[Evidence]:
    """A few sentences as another question finds them, best first; their chunks' scores stay."""
    places = reranker.score(query.text, [one.context for one in best])
    alone = reranker.read(query.text, [_titled(one) for one in best])
    again = (
        replace(one, in_place=place, answers=read.answers) for one, place, read in zip(best, places, alone, strict=True)
    )
    return sorted(again, key=lambda one: -one.score)


def answerability(reranker: Reranker, query: Query, evidence: Sequence[Evidence]) -> float:
    """The log-odds that the best sentence, behind its title and the one before it, answers; 0 without one.

    Also 0, and nothing is read, for a question that is not English: its confidence does not look at sentences.
    """
    if not evidence or query.language != "en":
        return 0.0
    best = evidence[0]
    return reranker.answerability(query.text, [titled(best.document.metadata.title, best.context)])[0]


def _worth_reading(query: Query, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Chunks that may hold the answer; where a value is asked for also those that may hold another one."""
    if query.answer_type not in _NO_VALUE:
        return hits[:_CHUNKS]
    near = [hit for hit in hits[:_CHUNKS] if hit.score >= hits[0].score - _WITHIN]
    return near if len(near) > _AT_LEAST else list(hits[:_AT_LEAST])


def _sieve(query: Query) -> Callable[[Evidence], bool]:
    """Whether a sentence shares a word with the question; where a value is asked for, the one before it may."""
    wanted, value = query.stems, query.answer_type not in _NO_VALUE

    def shares(one: Evidence) -> bool:
        return not wanted or not wanted.isdisjoint(stems(one.context if value else one.text, query.language))

    return shares


def behind_title(title: str, text: str) -> str:
    """A sentence as it is read alone: behind a title that is short enough to name its subject."""
    return titled(title, text) if len(title.split()) <= _SUBJECT else text


def _titled(one: Evidence) -> str:
    """The sentence behind its title, where that is short enough to name a subject; a headline tells its own story.

    A row of a table is never alone: by itself it names neither its columns nor what it is about.
    """
    if one.sentence.kind is BlockKind.TABLE:
        return one.context
    return behind_title(one.document.metadata.title, one.text)


def _own(one: Evidence, read: Sequence[WordScore]) -> tuple[WordScore, ...]:
    """The sentence's own words of those that were read behind its title, by their places in it."""
    behind = len(_titled(one)) - len(one.text)
    return tuple(WordScore(w.start - behind, w.end - behind, w.score) for w in read if w.start >= behind)


def _unread(index: Index, hit: Hit, query: Query) -> list[Evidence]:
    """The sentences of one chunk, each with the one before it in its paragraph, without what is planted or beside it.

    What stands before a row of a table is the table's head. A paragraph of whole sentences
    is one where only asides part it.
    """
    chunk = hit.chunk
    document = index.document(chunk.document_id)
    length = length_read(index, document, query)
    found: list[Evidence] = []
    before: Sentence | None = None
    sentences = index.sentences(document.id, max(0, chunk.first - BEFORE), chunk.last)
    heads, apart = table_heads(index, sentences), asides(index, chunk, query)
    left_out: list[Sentence] = []  # since `before`
    for sentence in sentences:
        if sentence.ordinal in apart:
            left_out.append(sentence)
            continue
        near = before if before and _one_paragraph(document, before, left_out, sentence) else None
        if sentence.kind is BlockKind.TABLE:
            near = heads.get(sentence.ordinal)
        if sentence.ordinal >= chunk.first:
            text = clean_span(document, sentence.span)
            behind = before.ordinal if before else -1
            found.append(Evidence(document, sentence, near, text, 0.0, hit.score, length=length, behind=behind))
        before, left_out = sentence, []
    return found


def _one_paragraph(document: Document, before: Sentence, left_out: Sequence[Sentence], sentence: Sentence) -> bool:
    """Whether two sentences are of one paragraph, be it parted by what is left out as a paragraph of its own.

    It was not one where there is more of a gap than around any paragraph, or where lines end in no stop (an address).
    """
    if before.paragraph == sentence.paragraph:
        return True
    own = left_out and before.paragraph < left_out[0].paragraph and left_out[-1].paragraph == sentence.paragraph - 1
    if not own or not _ENDS.search(document.slice(before.span)):
        return False
    gaps = (before.span.end, left_out[0].span.start), (left_out[-1].span.end, sentence.span.start)
    return all(document.text.count("\n", *gap) <= _BREAK for gap in gaps)
