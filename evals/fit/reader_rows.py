"""What the reader is tuned on: texts that answer a question, and texts near them that do not.

XQuAD English and the first half of RAMDocs. Of XQuAD, the paragraphs that SQuAD 2.0's sample asks about are left
out, for that sample measures what was tuned. Knows no model.
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.fit.data import json_rows
from evals.fit.reader_pair import Pair, paragraph_around

_LONGEST = 900  # characters of a text
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'(A-Z0-9])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20[01]\d)(?!\d)")
_YEARS_OFF = (-7, -3, 2, 5, 12)
_WORD = re.compile(r"\w+")


def pairs(data: Path, seed: int) -> list[Pair]:
    """All pairs, in an order that the seed decides alone."""
    draw = random.Random(seed)
    found = [*_xquad(data, draw), *_ramdocs(data, draw, half=0)]
    draw.shuffle(found)
    return found


def kept_pairs(data: Path, seed: int) -> list[Pair]:
    """Those of RAMDocs' other half, which nothing is tuned on."""
    return list(_ramdocs(data, random.Random(seed), half=1))


def _xquad(data: Path, draw: random.Random) -> Iterator[Pair]:
    asked_about = {row["paragraph"].split("\n")[0].strip() for row in json_rows(data / "squad2" / "questions.jsonl")}
    documents = {row["doc_id"]: row for row in json_rows(data / "xquad_en" / "documents.jsonl")}
    for row in json_rows(data / "xquad_en" / "questions.jsonl"):
        gold, document = row["evidence"][0], documents[row["evidence"][0]["doc_id"]]
        paragraph = document["text"][slice(*paragraph_around(document["text"], gold["start"]))]
        if paragraph.strip() not in asked_about:
            yield from _of_answer(row["question"], gold, document, paragraph, draw)


def _of_answer(
    question: str, gold: dict[str, Any], document: dict[str, Any], paragraph: str, draw: random.Random
) -> Iterator[Pair]:
    sentence, answer = gold["quote"], gold["answer"]
    at = (gold["answer_start"] - gold["start"], gold["answer_end"] - gold["start"])
    yield _titled(Pair(question, sentence, True, (at,)), document["title"], draw)
    others = [one for one in _SENTENCE.split(document["text"].replace("\n", " ")) if not _occurs(answer, one)]
    for one in _nearest(question, others)[:2]:
        yield _titled(Pair(question, one, False), document["title"], draw)
    if changed := _changed(question, sentence, document["text"], draw):
        yield _titled(Pair(changed, sentence, False), document["title"], draw)
    start = paragraph.find(sentence)
    if start < 0:
        return
    rest = f"{paragraph[:start]}{paragraph[start + len(sentence) :]}".strip()
    if draw.random() < 0.5:
        yield Pair(question, paragraph, True, ((start + at[0], start + at[1]),))
    elif rest and not _occurs(answer, rest):
        yield Pair(question, rest, False)


def _ramdocs(data: Path, draw: random.Random, half: int) -> Iterator[Pair]:
    documents = {row["doc_id"]: row["text"] for row in json_rows(data / "ramdocs" / "documents.jsonl")}
    for row in list(json_rows(data / "ramdocs" / "questions.jsonl"))[half::2]:
        told = {one["doc_id"]: one for one in [*row["evidence"], *row.get("conflicting_evidence", ())]}
        for name in row["pool"]:
            text = documents[name]
            if name in told:
                quote = told[name]["quote"]
                places = _occurs(told[name].get("answer") or "", quote)
                start = max(0, text.find(quote) - draw.randrange(400))
                yield Pair(row["question"], quote[:_LONGEST], True, tuple(one for one in places if one[1] <= _LONGEST))
                if draw.random() < 0.5 and quote in text[start : start + _LONGEST]:
                    yield Pair(row["question"], text[start : start + _LONGEST], True)
            elif not any(_occurs(one, text[:_LONGEST]) for one in [*row["answers"], *row["wrong_answers"]]):
                yield Pair(row["question"], text[:_LONGEST], False)
                for one in _nearest(row["question"], _SENTENCE.split(text[:_LONGEST]))[:1]:
                    yield Pair(row["question"], one, False)


def _titled(pair: Pair, title: str, draw: random.Random) -> Pair:
    """Half of them behind a short title, as sentences are read."""
    titled = pair.behind(title)
    return pair if titled == pair or draw.random() < 0.5 else titled


def _changed(question: str, sentence: str, text: str, draw: random.Random) -> str:
    """The question with another name of the document, or another year; "" where it has neither."""
    if names := [one for one in _NAME.findall(question) if one in sentence]:
        others = sorted({one for one in _NAME.findall(text) if one not in question and one not in sentence})
        if others:
            return question.replace(draw.choice(names), draw.choice(others))
    if years := _YEAR.findall(question):
        year = draw.choice(years)
        return question.replace(year, str(int(year) + draw.choice(_YEARS_OFF)))
    return ""


def _nearest(question: str, sentences: Sequence[str]) -> list[str]:
    """Those that share most words with the question, first."""
    wanted = _stems(question)
    return sorted((one for one in sentences if len(one) > 30), key=lambda one: -len(wanted & _stems(one)))


def _stems(text: str) -> set[str]:
    return {word.lower()[:6] for word in _WORD.findall(text) if len(word) > 3}


def _occurs(answer: str, text: str) -> tuple[tuple[int, int], ...]:
    found = re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text, re.I) if answer else ()
    return tuple(one.span() for one in found)
