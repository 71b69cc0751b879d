"""Near misses written one by one over articles of SQuAD 2.0's sample that none of its questions asks about.

Each question stands beside a sentence of an article and one of our own about the same matter: one of the two answers,
the other tells just something else, so nothing but the sentence tells which. `near_misses.jsonl` holds no text of the
articles: our sentence is kept as the pieces of the article's that it repeats, by their places, and our own words.
"""

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.fit.data import json_rows
from evals.fit.reader_pair import Pair, paragraph_around

_SHARES = (0.25, 0.4, 0.35)  # of the near misses, by `_SURROUNDINGS`
_END = re.compile(r"(?<=[.!?])\s+")  # of a sentence: enough for what is tuned on
_TITLED = 0.8  # of the pairs, as sentences are read, where the title is short enough
NEAR_MISSES = Path(__file__).with_name("near_misses.jsonl")


class NearMiss(BaseModel):
    """A question, the sentence at `span` of a document, and one of our own, made of `pieces`.

    A piece is own words or the start and end of what is repeated, in the sentence. `answers` tells whether the
    document's sentence answers; else ours does. `answer` is its place in the sentence that does. Offsets in characters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str
    span: tuple[int, int]
    question: str
    answers: bool
    pieces: tuple[str | tuple[int, int], ...]
    answer: tuple[int, int]

    @property
    def kept_out(self) -> bool:
        """Whether it is of an article that nothing is tuned on: every tenth."""
        return zlib.crc32(self.doc.encode()) % 10 == 0

    def own(self, sentence: str) -> str:
        """Our sentence, beside the document's."""
        return "".join(one if isinstance(one, str) else sentence[slice(*one)] for one in self.pieces)


def near_misses(path: Path = NEAR_MISSES) -> list[NearMiss]:
    """All that are kept.

    Raises:
        ValidationError: a line is no near miss.
    """
    return [NearMiss.model_validate(row) for row in json_rows(path)]


def near_pairs(data: Path, given: Sequence[NearMiss], draw: random.Random) -> Iterator[Pair]:
    """Two pairs of each: the sentence that answers and the one that does not, both in the same surroundings.

    Some alone, some behind the sentence before, some within their paragraph; most of them behind the title.
    """
    documents = {row["doc_id"]: row for row in json_rows(data / "squad2" / "documents.jsonl")}
    for one in given:
        document = documents[one.doc]
        sentence = document["text"][slice(*one.span)]
        right, wrong = (sentence, one.own(sentence)) if one.answers else (one.own(sentence), sentence)
        before, after = draw.choices(_SURROUNDINGS, _SHARES)[0](document["text"], one.span)
        start, end = (len(before) + at for at in one.answer)
        titled = draw.random() < _TITLED
        for pair in (
            Pair(one.question, before + right + after, True, ((start, end),)),
            Pair(one.question, before + wrong + after, False),
        ):
            yield pair.behind(document["title"]) if titled else pair


def _alone(text: str, span: tuple[int, int]) -> tuple[str, str]:
    return "", ""


def _behind_the_one_before(text: str, span: tuple[int, int]) -> tuple[str, str]:
    before, _ = _in_its_paragraph(text, span)
    ends = [end.end() for end in _END.finditer(before.rstrip())]
    return before[max(ends, default=0) :], ""


def _in_its_paragraph(text: str, span: tuple[int, int]) -> tuple[str, str]:
    start, end = paragraph_around(text, span[0])
    return text[start : span[0]], text[span[1] : end]


_SURROUNDINGS = (_alone, _behind_the_one_before, _in_its_paragraph)
