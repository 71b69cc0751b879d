"""Who wrote a plain text: bylines at its head and foot, the author list of a journal, the author's address."""

import re
from collections.abc import Iterator, Sequence

from corpus import written_dates
from ingest.describe import Candidate
from ingest.lines import Line
from ingest.names import is_name, names_in

_BY = re.compile(
    r"\W{0,3}(?:story |text |words |report |written |reported |opinion |posted )?(?:by|par|por|(?:ein(?:e)? )"
    r"?(?:kommentar |analyse |bericht )?von)\s*:?\s+(?P<names>\S.{2,120})$",
    re.I,
)
_BEHIND_DAY = re.compile(r"\d\s*[|,·•–-]?\s*by\s+(?P<names>\S.{2,80})$", re.I)  # "March 4th, 2020 by Anna Rahn"
_LABEL = re.compile(
    r"\W{0,3}(?:authors?|author name|автор\w*(?: статьи)?|текст|作者|文|记者)\s*[:：/／]\s*(?P<names>\S.{,120})$",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:contact|write to|e-?mail|reach)\s+(?:the )?(?:author|writer|reporter)\b.{0,20}?"
    r"\b(\w+)[._](\w+?)\d*\s*(?:@|\(at\))",
    re.I,
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·]|\s[–—-]\s|,?\s*(?:updated|published|posted)\b|,\s*\w+\s+\d{1,2}\b|\d{1,2}\s+\w+\s+\d{4}|\d{4}-\d\d).*$",
    re.I,
)
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_NEAR_FOOT = 12  # lines
_LIST = re.compile(r"[¹²³⁰-⁹*†]|\w\d(?:,\d)*(?:[,\s]|$)|,|;|\band\b|&")


def authors(head: Sequence[Line], foot: Sequence[Line], title_at: int) -> Iterator[Candidate]:
    """Candidates for the authors; `title_at` is the place of the title among the head's lines, or -1."""
    for line in head[: max(title_at, 0) + 8]:
        yield from _labelled(line, "byline", 0.9)
    for line in foot[-_NEAR_FOOT:]:
        yield from _labelled(line, "byline at the foot", 0.85)
        if address := _ADDRESS.search(line.text):
            name = " ".join(part.capitalize() for part in address.groups())
            if is_name(name):
                yield Candidate("authors", (name,), "the author's address", 0.55)
    yield from _with_affiliations(head, title_at)
    if title_at >= 0:
        yield from _list_under_title(head, title_at)


def _labelled(line: Line, where: str, sure: float) -> Iterator[Candidate]:
    patterns = (_BY.match, _LABEL.match, *([_BEHIND_DAY.search] if line.is_day else []))
    for pattern in patterns:
        if match := pattern(line.text):
            names = names_in(_without_day(match["names"]))
            if names and not line.is_paragraph:
                yield Candidate("authors", names, where, sure)


def _without_day(text: str) -> str:
    """What stands before a day or another part of the same line."""
    day = next(iter(written_dates(text)), None)
    return _AFTER_NAMES.sub("", text[: day.start] if day else text)


def _with_affiliations(head: Sequence[Line], title_at: int) -> Iterator[Candidate]:
    """Names of which each stands above somebody's post or employer, as journals set them."""
    found: list[str] = []
    until = next((place for place, line in enumerate(head) if line.is_paragraph), len(head))
    for place in range(until - 1):
        if place == title_at and found:
            break  # the same people may follow in other scripts, with the title in other languages
        name = names_in(head[place].text)
        if len(name) == 1 and head[place + 1].is_affiliation and not head[place].is_affiliation:
            found.extend(name)
    if found:
        yield Candidate("authors", tuple(dict.fromkeys(found)), "names above affiliations", 0.75)


def _list_under_title(head: Sequence[Line], title_at: int) -> Iterator[Candidate]:
    """A line of several names right under the title, or of one above a day; initials may stand above it too."""
    for place in range(max(title_at - 2, 0), min(title_at + 3, len(head))):
        line = head[place]
        names = names_in(line.text)
        if not names or line.is_paragraph or place == title_at:
            continue
        if place < title_at:
            if all(_INITIAL.search(name) for name in names):
                yield Candidate("authors", names, "names above the title", 0.7)
        elif len(names) > 1 and _LIST.search(line.text):
            yield Candidate("authors", names, "names under the title", 0.75)
        elif len(names) == 1 and is_name(line.text) and place + 1 < len(head) and head[place + 1].is_day:
            yield Candidate("authors", names, "name above the day", 0.65)
