"""One line of a saved text's header, a pair `name: value`: whether it is one, and how far it can be believed.

Judges a line by itself: whether the lines around it make a header is for `ingest.header` to say.
"""

import re
from dataclasses import dataclass, replace

from corpus import partial_date
from corpus.models import Span
from ingest.header_names import FIELDS, OF_MAIL
from ingest.names import names_in
from ingest.published import before_update

BLANK = " \t\r\f\v\u00a0\ufeff\u200b"
SENTENCE = re.compile(r"\S{2,}[.!?…。！？][\"'”’»)\]]*$")
_PAIR = re.compile(
    r"[-•*_#>\s]{0,9}(?P<name>[^\W\d_]+(?:[ /’'()-]{1,2}[^\W\d_]+\)?){0,4})[*_]*\s{0,40}"
    r"(?:[:：](?!//)|(?P<dash>[–—-](?=\s)))[*_]*\s*(?P<value>.*)$"
)
_ALONE = frozenset(("title", "url", "doi"))
_LONGEST = {"title": 220, "authors": 200, "url": 2000, "published_at": 60, "publisher": 80}  # characters of a value,
_LONGEST_OTHER = 120  # of any other field's,
_LONGEST_LINE = 2000  # and of a line that can be a pair
_FIGURES = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")  # a day whose order is anyone's guess
_MOST_WORDS = 12  # of a value that ends with a stop; one that has more is text
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S+$", re.I)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line `name: value` and its place; `field` is that of a document, empty for what no document is known by.

    `sure` where the value is beyond doubt one of its field: a day, names, an address.
    """

    span: Span
    field: str
    value: str
    sure: bool

    @property
    def is_one_alone(self) -> bool:
        """Whether it makes a header without another line."""
        return self.sure and self.field in _ALONE

    def with_more(self, offset: int, words: str) -> "HeaderLine":
        """The line with an indented one behind it, which begins at `offset`."""
        span = Span(self.span.start, offset + len(words.rstrip()))
        return replace(self, span=span, value=f"{self.value} {words.strip()}".strip())


def header_line(offset: int, words: str) -> HeaderLine | None:
    """The line that begins at `offset`; None where its name is none of ours, or its value none of that name's."""
    pair = pair_of(words)
    name = " ".join(pair["name"].casefold().split()) if pair else ""
    if pair is None or name not in FIELDS:
        return None
    field, value = FIELDS[name], pair["value"].strip(" *_")
    if len(value) > _LONGEST.get(field, _LONGEST_OTHER) or not _may_be(field, value):
        return None
    sure = bool(value) and _is_sure(field, value, dashed=pair["dash"] is not None)
    start = offset + len(words) - len(words.lstrip(BLANK))
    return HeaderLine(Span(start, offset + len(words.rstrip(BLANK))), field, value, sure)


def pair_of(words: str) -> "re.Match[str] | None":
    """A line's `name` and `value`, whatever the name; None where it has no such form."""
    return _PAIR.match(words.strip(BLANK)) if len(words) <= _LONGEST_LINE else None


def is_of_mail(words: str) -> bool:
    """Whether a line is one of a letter's head."""
    pair = pair_of(words)
    return pair is not None and pair["name"].casefold() in OF_MAIL


def _may_be(field: str, value: str) -> bool:
    match field:
        case "published_at":
            return any(map(str.isdecimal, value)) or len(value.split()) <= 1
        case "url":
            return not value or bool(_ADDRESS.match(value))
        case "doi":
            return not value or bool(_DOI.match(value))
        case _:
            return not SENTENCE.search(value) or len(value.split()) <= _MOST_WORDS


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
