"""What labels at the head of a plain text say of it: "Title: ...", "Published: ...", "Автор: ...".

A few names say it wherever they stand near the top; all others only in lines that make a header (`ingest.header`),
and only what the first leave open. Knows nothing of blocks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus import partial_date
from ingest.describe import Candidate, split_authors
from ingest.header_line import HeaderLine
from ingest.header_names import BY_THEMSELVES
from ingest.lines import Line
from ingest.names import names_in
from ingest.published import before_update

_LINES = 12  # from the top
_LONGEST = 220  # characters of a value
_NAMES = "|".join(sorted(map(re.escape, BY_THEMSELVES), key=len, reverse=True))
_LABEL = re.compile(rf"(?P<name>{_NAMES})\s*[:：]\s*(?P<value>.+)$", re.I)
_IN_HEADER = {"published_at": 0.95}  # how sure a header's line is,
_IN_HEADER_ELSE = 0.9  # of any other field


def label_candidates(head: Sequence[Line], header: Iterable[HeaderLine]) -> list[Candidate]:
    """What the first lines and the header's say, those first."""
    found = list(_by_themselves(head[:_LINES]))
    known = {one.field for one in found if one.value}
    return [*found, *(one for one in _of_header(header) if one.field not in known)]


def _by_themselves(lines: Iterable[Line]) -> Iterator[Candidate]:
    for line in lines:
        match = _LABEL.match(line.text)
        # Whatever the case: the pattern also takes letters such as a dotless i, which no name has.
        if match and (known := BY_THEMSELVES.get(match["name"].casefold())):
            (field, sure), value = known, match["value"].strip()
            figures = field == "publisher" and any(map(str.isdecimal, value))
            if field in ("authors", "published_at") or (len(value) <= _LONGEST and not figures):
                yield _candidate(field, value, sure)


def _of_header(header: Iterable[HeaderLine]) -> Iterator[Candidate]:
    for line in header:
        # A DOI is found by its form, wherever it stands.
        if line.field in ("authors", "published_at") or (line.sure and line.field != "doi" and line.field):
            yield _candidate(line.field, line.value, _IN_HEADER.get(line.field, _IN_HEADER_ELSE))


def _candidate(field: str, value: str, sure: float) -> Candidate:
    """The value as one of its field; an empty one where it is none."""
    match field:
        case "authors":
            return Candidate(field, names_in(value) or split_authors(value), "label", sure)
        case "published_at":
            return Candidate(field, partial_date(before_update(value)), "label", sure)
        case _:
            return Candidate(field, value, "label", sure)
