"""What a plain text says of itself at its head and foot: labels, headline, days, bylines, its site's name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.byline import authors
from ingest.describe import Candidate
from ingest.header import header_of
from ingest.header_line import HeaderLine
from ingest.headline import headline_of, recased
from ingest.labels import label_candidates
from ingest.lines import Line, foot_of, head_of
from ingest.names import is_name
from ingest.published import days

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>\])}]+)")
# A year, a volume and a number close some journals' DOIs; a bare year in others is that of submission.
_DOI_YEAR = re.compile(r"/((?:19|20)\d{2})\.\d{1,3}\.\d{1,4}$")
_URL = re.compile(r"https?://[^\s<>\"]+$")
_NAME = r"(?P<name>[^\W\d_]"
_OWNERS = (
    (rf"\W*welcome to (?:the )?{_NAME}[^|.!]{{2,50}}?)\W*$", 0.65),
    (rf"\W*follow {_NAME}.{{2,50}}?) on (?:google news|twitter|x|facebook|telegram|whatsapp)\b", 0.65),
    (
        rf"\W*(?:©|\(c\)|copyright)[\s©]*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?[,\s]*{_NAME}[^.|©\d]{{2,50}}?)"
        r"(?:[,.|]?\s*all rights reserved.*|[.,|].*)?$",
        0.7,
    ),
    (
        r".*\bnot (?:necessarily )?(?:reflect|represent)\b.{0,60}\b(?:polic(?:y|ies)|views?|positions?|opinions?) of "
        rf"(?:the )?{_NAME}[^.,;]{{2,50}})",
        0.75,
    ),
)


# A company is not what it publishes.
_NO_OWNER = re.compile(r"\b(?:author|us|our|rights|ltd|limited|inc|llc|gmbh|corp|corporation|plc|pvt)\b", re.I)


def text_candidates(text: str, header: Sequence[HeaderLine] | None = None) -> list[Candidate]:
    """Candidates from a whole plain text, such as a file or the article of a page; its `header` where that is known."""
    head, foot = head_of(text), foot_of(text)
    headline = headline_of(head, text[:20_000])
    at = headline.at if headline else -1
    found = label_candidates(head, header_of(text) if header is None else header)
    if headline and not any(one.field == "title" for one in found):
        found.append(Candidate("title", recased(headline.text, text[:100_000]), "headline", headline.sure))
    found += days(head, foot, at)
    found += authors(head, foot, at)
    found += _owners([*head, *foot])
    found += _identifiers(head)
    return found


def _owners(lines: Sequence[Line]) -> Iterator[Candidate]:
    writers = {name.text for name, below in pairwise(lines) if below.is_day and is_name(name.text)}
    for line in lines:
        for pattern, sure in _OWNERS:
            match = re.match(pattern, line.text, re.I)
            name = re.split(r"\s*[|·•∙]", match["name"])[0].strip(" ,-–—|") if match else ""
            owner = name[:1].isupper() and len(name.split()) <= 7
            if owner and not _NO_OWNER.search(name) and name not in writers and not _is_address(line.text, name):
                yield Candidate("publisher", name, "site name in the text", sure)


def _is_address(line: str, name: str) -> bool:
    """Whether it is the first part of an address such as ALVATIMES.EXAMPLE."""
    return re.match(r"\.\w", line[line.find(name) + len(name) :]) is not None


def _identifiers(head: Sequence[Line]) -> Iterator[Candidate]:
    for place, line in enumerate(head):
        if line.is_paragraph:
            return
        if doi := _DOI.search(line.text):
            name = doi.group(1).rstrip(".,;:")
            before = head[place - 1].text if place else ""
            labelled = re.search(r"\bdoi\b", f"{before} {line.text}", re.I) is not None
            yield Candidate("doi", name, "DOI", 0.95 if labelled else 0.6)
            if year := _DOI_YEAR.search(name):
                yield Candidate("published_at", year.group(1), "DOI", 0.6)
        elif _URL.match(line.text):
            yield Candidate("url", line.text, "address in the text", 0.55)
