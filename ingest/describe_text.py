"""What a plain text says of itself at its head and foot: labels, headline, days, bylines, its site's name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus import partial_date
from ingest.byline import authors
from ingest.describe import Candidate, split_authors
from ingest.header import candidates_of, header_of
from ingest.headline import headline_of, recased
from ingest.lines import Line, foot_of, head_of
from ingest.names import is_name, names_in
from ingest.published import before_update, days

_LABEL = re.compile(
    r"(?P<label>title|headline|subject|publisher|source|authors?|published(?: (?:on|at|online))?|publication date|"
    r"date(?: of publication| published)?|posted(?: on)?|url|doi|заголовок|издание|дата публикации|опубликовано|дата|"
    r"发布时间|发表时间|发布日期|日期|来源)\s*[:：]\s*(?P<value>.+)$",
    re.I,
)
_LABEL_LINES = 12
_LONGEST_VALUE = 220  # characters
_FIELDS = {
    "title": ("title", 1.0), "headline": ("title", 0.9), "subject": ("title", 0.8), "заголовок": ("title", 0.9),
    "publisher": ("publisher", 1.0), "издание": ("publisher", 0.9), "source": ("publisher", 0.6),
    "来源": ("publisher", 0.6), "url": ("url", 1.0), "doi": ("doi", 1.0),
}  # fmt: skip
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


def text_candidates(text: str) -> list[Candidate]:
    """Candidates from a whole plain text, such as a file or the article of a page."""
    head, foot = head_of(text), foot_of(text)
    headline = headline_of(head, text[:20_000])
    at = headline.at if headline else -1
    found = list(_labelled(head[:_LABEL_LINES]))
    labelled = {one.field for one in found if one.value}
    found += (one for one in candidates_of(header_of(text)) if one.field not in labelled)
    if headline and not any(one.field == "title" for one in found):
        found.append(Candidate("title", recased(headline.text, text[:100_000]), "headline", headline.sure))
    found += days(head, foot, at)
    found += authors(head, foot, at)
    found += _owners([*head, *foot])
    found += _identifiers(head)
    return found


def _labelled(lines: Sequence[Line]) -> Iterator[Candidate]:
    for line in lines:
        match = _LABEL.match(line.text)
        if match is None:
            continue
        label, value = match["label"].lower(), match["value"].strip()
        if label in _FIELDS:
            name, sure = _FIELDS[label]
            if len(value) <= _LONGEST_VALUE and (name != "publisher" or not re.search(r"\d", value)):
                yield Candidate(name, value, "label", sure)
        elif label.startswith("author"):
            yield Candidate("authors", names_in(value) or split_authors(value), "label", 1.0)
        else:
            yield Candidate("published_at", partial_date(before_update(value)), "label", 0.95)


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
