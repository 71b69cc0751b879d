"""Has a model put a follow-up so that it stands alone, and holds the new wording to what was said before.

A rewriting decides what is searched for, so it may bring in nothing: whatever it says must stand in the question, in
the earlier ones or in the quotes that answered the last; and what the question says must stand in it. Never raises
for the model's sake: one that fails changes nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import count_tokens
from rag.guards.addressed import addresses_answerer
from rag.guards.check import breaches
from rag.guards.polarity import wrong_polarity
from rag.guards.text import Said, Word, anywhere, folded, hides
from rag.models import Rewriting, VerifiedCitation
from rag.prices import Prices
from rag.query import AnswerType, parse_query
from rag.words import is_content
from rag.writer import Reply, Writer, WriterFailed
from rag.writing.draft import read_question
from rag.writing.prompt import rewrite_prompt
from rag.writing.shown import number

_MOST_EARLIER, _MOST_QUOTED = 600, 600  # tokens of earlier questions and of quotes that it is shown
# What points at things told before: a rewriting puts these things in its place, and need not repeat it.
_POINTER = re.compile(
    r"\b(?:the (?:same |other )?|that |this |those |these )?"
    r"(?:first|second|third|fourth|fifth|sixth|last|former|latter|next|other|others)(?: ones?\b)?"
    r"|\b(?:that|this|those|these|the same) \w+|\bones?\b",
    re.IGNORECASE,
)
_POLARITY = ("negation", "hedge")
_OF_CLAIMS = "moved"  # a question says of nobody that he did what an earlier one asks about
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Rewriter:
    """Asks one model; an answer of its own, or words of its own, are refused."""

    writer: Writer
    prices: Prices | None = None

    def rewrite(
        self, question: str, history: Sequence[str], quotes: Sequence[VerifiedCitation]
    ) -> tuple[str, Rewriting]:
        """The question so that it stands alone, or "" with a note that says why there is none."""
        earlier, shown = _latest(history), number(quotes, _MOST_QUOTED)
        try:
            reply = self.writer.write(rewrite_prompt(question, earlier, shown))
        except WriterFailed as failure:
            return "", Rewriting(self.writer.name, str(failure))
        try:
            text = read_question(reply.text)
        except WriterFailed as failure:
            return "", self._told(reply, reply.cut or str(failure))
        wrong = _wrong(text, question, [Said(one) for one in earlier], [one.said for one in shown])
        if folded(text) == folded(question):
            text = question
        return ("" if wrong else text), self._told(reply, wrong)

    def _told(self, reply: Reply, note: str) -> Rewriting:
        tokens = reply.input_tokens, reply.output_tokens
        return Rewriting(
            self.writer.name, note, *tokens, self.prices.cost(*tokens) if self.prices and reply.counted else None
        )


def _latest(history: Sequence[str]) -> list[str]:
    """The latest questions, as many as fit, the oldest first."""
    kept: list[str] = []
    left = _MOST_EARLIER
    for one in reversed(history):
        left -= count_tokens(one)
        if left < 0:
            break
        kept.insert(0, one)
    return kept


def _wrong(text: str, question: str, earlier: Sequence[Said], quotes: Sequence[Said]) -> str:
    """What is wrong with a rewriting, in a few plain words; empty where nothing is."""
    if folded(text) == folded(question):
        return ""
    if not any(one.isalnum() for one in text):
        return "it wrote nothing"
    if hides(text) or addresses_answerer(text) > addresses_answerer(question):
        return "its rewriting speaks to a model"
    asked, said = Said(question), Said(text)
    kind = parse_query(question).answer_type
    if kind not in (AnswerType.OTHER, AnswerType.DEFINITION, parse_query(text).answer_type):
        return "its rewriting asks for something else"
    return _brought_in(said, [asked, *earlier], quotes) or _lost(said, _POINTER.sub(" ", question))


def _brought_in(said: Said, questions: Sequence[Said], quotes: Sequence[Said]) -> str:
    """What nobody said. Whether it is denied or supposed is for the questions alone to say, not for an answer."""
    known = [*questions, *quotes]
    if (new := _unknown(said, known)) is not None:
        return f"its rewriting brings in “{new.text}”"
    found = [one for one in breaches(said.raw, known) if one.guard not in (*_POLARITY, _OF_CLAIMS)]
    found += wrong_polarity(said, questions)
    return f"its rewriting brings in what was not said before ({found[0].guard})" if found else ""


def _lost(said: Said, asked: str) -> str:
    if (lost := _unknown(Said(asked), [said])) is not None:
        return f"its rewriting lacks “{lost.text}”"
    found = breaches(asked, [said]) if any(one.isalnum() for one in asked) else ()
    found = tuple(one for one in found if one.guard != _OF_CLAIMS)
    return f"its rewriting changes what was asked ({found[0].guard})" if found else ""


def _unknown(said: Said, known: Sequence[Said]) -> Word | None:
    """The first content word that stands nowhere; runs of scripts without spaces are the guards' to compare."""
    words = (word for word in said.words if is_content(word.lower) and not _UNSPACED.search(word.text))
    return next((word for word in words if not anywhere(word.lower, known)), None)
