"""The header of a saved text: lines at its top that only say what it is ("Title: ...", "Published: ...").

What they say is the document's metadata and no evidence. Lines of other names ("Capacity: 4,320 MW") are never taken,
and many of them make the whole a sheet of facts. Knows nothing of blocks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus import partial_date
from corpus.models import Block, BlockKind, Span
from ingest.describe import Candidate, split_authors
from ingest.header_names import FIELDS, OF_MAIL
from ingest.lines import Line
from ingest.names import names_in
from ingest.published import before_update

_PAIR = re.compile(
    r"[-•*_#>\s]{0,9}(?P<name>[^\W\d_]+(?:[ /’'()-]{1,2}[^\W\d_]+\)?){0,4})[*_]*\s{0,40}"
    r"(?:[:：](?!//)|(?P<dash>[–—-](?=\s)))[*_]*\s*(?P<value>.*)$"
)
_ALONE = frozenset(("title", "url", "doi"))  # a line of these is a header by itself
_LONGEST = {"title": 220, "authors": 200, "url": 2000, "published_at": 60, "publisher": 80}
_SENTENCE = re.compile(r"\S{2,}[.!?…。！？][\"'”’»)\]]*$")
_WORDY = 6  # words of what somebody says behind "Name:"
_FIGURES = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")  # a day whose order is anyone's guess
_MOST_WORDS = 12  # of a value that ends with a stop; one that has more is text
_MOST_ABOVE = 3  # lines over a header, such as the headline
_LINE_END = re.compile(r"\r?\n|\r")
_BLANK = " \t\r\f\v\u00a0\ufeff\u200b"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S+$", re.I)
_FEWEST = 2  # lines of a header that has no title, address or DOI
_RUNNING = 40  # characters of a line that is text without a stop
_LOOKED_AT = 8000  # characters


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line `name: value` and its place; `field` is that of a document, empty for what no document is known by.

    `sure` where the value is beyond doubt one of its field: a day, names, an address.
    """

    span: Span
    field: str
    value: str
    sure: bool


def header_of(text: str, begin: int = 0) -> tuple[HeaderLine, ...]:
    """The lines of a text's header in their order, looked for from `begin` on; none where it has none."""
    lines = _lines(text, begin, min(len(text), begin + _LOOKED_AT))
    start = next((at for at, line in enumerate(lines) if _header_line(*line) or _is_told(line[1])), len(lines))
    above = [words for _, words in lines[:start] if _is_words(words)]
    taken, others, end = _run(lines, start)
    others += sum(_pair(words) is not None for words in above)
    told = len(taken) >= _FEWEST or (not above and any(one.field in _ALONE and one.sure for one in taken))
    if not told or not any(one.sure for one in taken) or len(taken) <= others * _FEWEST or len(above) > _MOST_ABOVE:
        return ()
    if any(_is_of_mail(words) for _, words in lines[:end]) or not any(_is_text(words) for _, words in lines[end:]):
        return ()  # a document that is nothing but pairs is a sheet of facts
    return tuple(taken)


def without_header(text: str, blocks: Iterable[Block], begin: int = 0) -> tuple[Block, ...]:
    """The blocks of a text from `begin` on; those that hold nothing but lines of its header are boilerplate."""
    header = [line.span for line in header_of(text, begin)]
    return tuple(
        replace(one, kind=BlockKind.BOILERPLATE) if one.kind.quotable and _is_covered(text, one.span, header) else one
        for one in blocks
    )


def _is_covered(text: str, span: Span, header: Sequence[Span]) -> bool:
    within = [one for one in header if span.start < one.end and one.start < span.end]
    gaps = pairwise([span.start, *(at for one in within for at in (one.start, one.end)), span.end])
    return bool(within) and not any(text[start:end].strip(f"{_BLANK}\n*_>#") for start, end in list(gaps)[::2])


def candidates_of(header: Iterable[HeaderLine]) -> Iterator[Candidate]:
    """What the lines say of the document."""
    for line in header:
        if line.field == "authors":
            yield Candidate("authors", names_in(line.value) or split_authors(line.value), "label", 0.9)
        elif line.field == "published_at":
            yield Candidate("published_at", partial_date(before_update(line.value)), "label", 0.95)
        elif line.field not in ("", "doi") and line.sure:
            yield Candidate(line.field, line.value, "label", 0.9)


def _run(lines: Sequence[tuple[int, str]], start: int) -> tuple[list[HeaderLine], int, int]:
    """The header's lines from `start` on, how many pairs among them have other names, and where it ends."""
    taken: list[HeaderLine] = []
    others = 0
    apart = False
    for at in range(start, len(lines)):
        offset, words = lines[at]
        line = _header_line(offset, words)
        if not words.strip():
            apart = True
        elif line is not None and not (apart and not line.sure):
            taken.append(line)
            apart = False
        elif taken and not apart and words[0] in " \t" and not (_pair(words) or _is_text(words)):
            taken[-1] = _continued(taken[-1], offset, words)
        elif _pair(words) and not apart and taken:
            others += 1
        else:
            return taken, others, at
    return taken, others, len(lines)


def _header_line(offset: int, words: str) -> HeaderLine | None:
    """The line as one of a header; None where its name is none of ours, or its value none of that name's."""
    pair = _pair(words)
    name = " ".join(pair["name"].casefold().split()) if pair else ""
    if pair is None or name not in FIELDS:
        return None
    field, value = FIELDS[name], pair["value"].strip(" *_")
    if len(value) > _LONGEST.get(field, 120) or not _may_be(field, value):
        return None
    sure = bool(value) and _is_sure(field, value, dashed=pair["dash"] is not None)
    start = offset + len(words) - len(words.lstrip(_BLANK))
    return HeaderLine(Span(start, offset + len(words.rstrip(_BLANK))), field, value, sure)


def _may_be(field: str, value: str) -> bool:
    match field:
        case "published_at":
            return not value or any(map(str.isdecimal, value)) or len(value.split()) < _FEWEST
        case "url":
            return not value or bool(_ADDRESS.match(value))
        case "doi":
            return not value or bool(_DOI.match(value))
        case _:
            return not _SENTENCE.search(value) or len(value.split()) <= _MOST_WORDS


def _is_sure(field: str, value: str, *, dashed: bool) -> bool:
    match field:
        case "published_at":
            return bool(partial_date(before_update(value))) or bool(_FIGURES.match(value))
        case "authors":
            return bool(names_in(value))
        case "title" | "publisher":
            return not dashed
        case _:
            return bool(field)


def _continued(line: HeaderLine, offset: int, words: str) -> HeaderLine:
    """The line with an indented one behind it."""
    span = Span(line.span.start, offset + len(words.rstrip()))
    return HeaderLine(span, line.field, f"{line.value} {words.strip()}".strip(), line.sure)


def _pair(words: str) -> "re.Match[str] | None":
    return _PAIR.match(words.strip(_BLANK)) if len(words) <= _LONGEST["url"] else None


def _is_of_mail(words: str) -> bool:
    pair = _pair(words)
    return pair is not None and pair["name"].casefold() in OF_MAIL


def _is_words(words: str) -> bool:
    """Whether a line is more than an advertisement's mark and the like."""
    return any(map(str.isalnum, words)) and not Line(words.strip(), alone=True).is_furniture


def _is_told(words: str) -> bool:
    """Whether a line is no headline: running text, or a sentence's end."""
    line = Line(words.strip(_BLANK), alone=True)
    return line.is_paragraph or line.ends_like_a_sentence


def _is_text(words: str) -> bool:
    """Whether something is told in a line: a sentence, or words without a stop that are too many for a pair."""
    pair, line = _pair(words), words.strip()
    said = pair["value"] if pair else line
    if pair and len(said.split()) < _WORDY:
        return False
    return bool(_SENTENCE.search(said)) or len(said) >= _RUNNING * (_WORDY if pair else 1)


def _lines(text: str, begin: int, end: int) -> list[tuple[int, str]]:
    """Each line with its offset."""
    starts = [begin, *(match.end() for match in _LINE_END.finditer(text, begin, end)), end]
    return [(start, text[start:stop].rstrip("\r\n")) for start, stop in pairwise(starts)]
