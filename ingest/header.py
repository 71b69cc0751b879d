"""The header of a saved text: lines at its top that only say what it is ("Title: ...", "Published: ...").

They are no evidence; what they say of the document, `ingest.labels` knows. Lines of other names ("Capacity: 4,320 MW")
are never taken, and many of them make the whole a sheet of facts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.models import Block, BlockKind, Span
from ingest.header_line import BLANK, SENTENCE, HeaderLine, header_line, is_of_mail, pair_of
from ingest.lines import Line

_FEWEST = 2  # lines of a header that has no title, address or DOI, and times that they must outnumber other pairs
_MOST_ABOVE = 3  # lines over a header, such as the headline
_WORDY = 6  # words of what somebody says behind "Name:"
_RUNNING = 40  # characters of a line that is text without a stop,
_RUNNING_VALUE = 240  # and of such a value of a pair
_LINE_END = re.compile(r"\r?\n|\r")
_LOOKED_AT = 8000  # characters


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the text as it stands there, and where it begins."""

    offset: int
    words: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that may be a header, how many pairs of other names stand among them, and the row behind the last."""

    taken: tuple[HeaderLine, ...]
    others: int
    end: int


def header_of(text: str, begin: int = 0) -> tuple[HeaderLine, ...]:
    """The lines of a text's header in their order, looked for from `begin` on; none where it has none."""
    rows = _rows(text, begin, min(len(text), begin + _LOOKED_AT))
    start = next((at for at, row in enumerate(rows) if header_line(row.offset, row.words) or _is_told(row)), len(rows))
    above = [row for row in rows[:start] if _is_words(row)]
    run = _run(rows, start)
    mail = any(is_of_mail(row.words) for row in rows[: run.end])
    nothing_else = not any(_is_text(row) for row in rows[run.end :])  # then it is a sheet of facts
    return run.taken if _is_header(run, above) and not mail and not nothing_else else ()


def without_header(text: str, blocks: Iterable[Block], header: Iterable[HeaderLine]) -> tuple[Block, ...]:
    """The blocks of a text; those that hold nothing but lines of its header are boilerplate."""
    spans = [line.span for line in header]
    return tuple(
        replace(one, kind=BlockKind.BOILERPLATE) if one.kind.quotable and _is_covered(text, one.span, spans) else one
        for one in blocks
    )


def _is_covered(text: str, span: Span, header: Sequence[Span]) -> bool:
    within = [one for one in header if span.start < one.end and one.start < span.end]
    gaps = pairwise([span.start, *(at for one in within for at in (one.start, one.end)), span.end])
    return bool(within) and not any(text[start:end].strip(f"{BLANK}\n*_>#") for start, end in list(gaps)[::2])


def _is_header(run: _Run, above: Sequence[_Row]) -> bool:
    """Whether the lines are enough, surely of a header, and most of the pairs that stand there."""
    enough = len(run.taken) >= _FEWEST or (not above and any(one.is_one_alone for one in run.taken))
    others = run.others + sum(pair_of(row.words) is not None for row in above)
    sure = any(one.sure for one in run.taken)
    return enough and sure and len(run.taken) > others * _FEWEST and len(above) <= _MOST_ABOVE


def _run(rows: Sequence[_Row], start: int) -> _Run:
    """The lines from `start` on, down to one that is neither a pair nor goes on with one."""
    taken: list[HeaderLine] = []
    others = 0
    apart = False  # a blank line stands right above
    for at, row in enumerate(rows[start:], start):
        line = header_line(row.offset, row.words)
        if not row.words.strip():
            apart = True
        elif line is not None and (line.sure or not apart):
            taken.append(line)
            apart = False
        elif taken and not apart and row.words[0] in " \t" and not (pair_of(row.words) or _is_text(row)):
            taken[-1] = taken[-1].with_more(row.offset, row.words)
        elif taken and not apart and pair_of(row.words):
            others += 1
        else:
            return _Run(tuple(taken), others, at)
    return _Run(tuple(taken), others, len(rows))


def _is_words(row: _Row) -> bool:
    """Whether a line is more than an advertisement's mark and the like."""
    return any(map(str.isalnum, row.words)) and not Line(row.words.strip(), alone=True).is_furniture


def _is_told(row: _Row) -> bool:
    """Whether a line is no headline: running text, or a sentence's end."""
    line = Line(row.words.strip(BLANK), alone=True)
    return line.is_paragraph or line.ends_like_a_sentence


def _is_text(row: _Row) -> bool:
    """Whether something is told in a line: a sentence, or words without a stop that are too many for a pair."""
    pair = pair_of(row.words)
    if pair is None:
        said = row.words.strip()
        return bool(SENTENCE.search(said)) or len(said) >= _RUNNING
    said = pair["value"]
    return len(said.split()) >= _WORDY and (bool(SENTENCE.search(said)) or len(said) >= _RUNNING_VALUE)


def _rows(text: str, begin: int, end: int) -> list[_Row]:
    starts = [begin, *(match.end() for match in _LINE_END.finditer(text, begin, end)), end]
    return [_Row(start, text[start:stop].rstrip("\r\n")) for start, stop in pairwise(starts)]
