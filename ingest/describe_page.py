"""What an HTML page says of itself: its head's metadata, JSON-LD, and the marked-up day and byline of its article.

Never taken for the day of publication: `modified`, `updated` and the like, and any date in the page's
header, navigation, side or foot, such as today's. (htmldate takes all of these: `evals/LOG.md`.) A day in the
address is asked for last: it may be that of the page's making (`ADDRESS`).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.describe import Candidate, partial_date
from ingest.json_ld import linked_data
from ingest.marked_author import marked_authors
from ingest.marked_day import as_shown, marked_days
from ingest.names import names_in, turned
from ingest.page_fields import META
from ingest.page_titles import title_candidates, titles_cut
from ingest.page_tree import OUTSIDE_TITLE, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.I)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:/|-|$)")
_SAVED_FROM = re.compile(
    rb"<!--\s*saved from url=\(\d+\)(https?://\S+)|<!--\s+Page saved with SingleFile\s+url:\s*(https?://\S+)"
)
ADDRESS = "page address"


def page_candidates(raw: bytes) -> list[Candidate]:
    """Candidates from a page's bytes; none where it cannot be parsed."""
    tree = _parsed(raw)
    if tree is None:
        return []
    found = [*_metas(tree), *_links(tree), *_saved_from(raw), *linked_data(tree), *marked_days(tree)]
    found += [*marked_authors(tree), *_microdata(tree)]
    sites = {str(one.value) for one in found if one.field == "publisher"}
    found += title_candidates(tree, sites, [str(one.value) for one in found if one.field == "url"])
    found = as_shown(raw, tree, titles_cut(found))
    owners = {(one.value,) for one in found if one.field == "publisher"}
    return [one for one in found if one.value and not (one.field == "authors" and one.value in owners)]


def _parsed(raw: bytes) -> "HtmlElement | None":
    from lxml import etree
    from trafilatura import load_html  # decodes as the extraction does

    try:
        return load_html(raw)
    except (ValueError, etree.LxmlError):
        return None


def _metas(tree: "HtmlElement") -> Iterator[Candidate]:
    people: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join(str(meta.get("content") or "").split())
        field, sure = META.get(name, ("", 0.0))
        if field == "authors":
            people.setdefault(name, []).append(content)
        elif field:
            yield Candidate(field, _value(field, content), f"page metadata ({name})", sure)
    for name, values in people.items():
        library = name.startswith(("citation_", "dc"))
        split = [part.strip() for value in values for part in value.split(";")]
        given = [turned(part, library=library) for part in split if not re.match(r"https?:|www\.|@", part)]
        yield Candidate("authors", names_in("; ".join(given)), f"page metadata ({name})", META[name][1])


def _value(field: str, content: str) -> str:
    if field == "published_at":
        return partial_date(content)
    if field == "doi":
        match = _DOI.match(content)
        return match.group(1) if match else ""
    if field == "url":
        return content if content.startswith(("http://", "https://")) else ""
    return content


def _links(tree: "HtmlElement") -> Iterator[Candidate]:
    for link in tree.iter("link"):
        if "canonical" in str(link.get("rel") or "").lower().split():
            address = str(link.get("href") or "")
            yield Candidate("url", _value("url", address), "page metadata (canonical)", 0.95)
            if day := _DAY_IN_ADDRESS.search(address):
                year, month, number = map(int, day.groups())
                yield Candidate("published_at", partial_date(f"{year}-{month:02}-{number:02}"), ADDRESS, 0.7)


def _saved_from(raw: bytes) -> Iterator[Candidate]:
    """The address that a browser notes when it saves a page."""
    if noted := _SAVED_FROM.search(raw[:4000]):
        yield Candidate(
            "url", (noted[1] or noted[2]).decode("utf-8", "replace"), "note of the browser that saved it", 0.7
        )


def _microdata(tree: "HtmlElement") -> Iterator[Candidate]:
    """What schema.org's marks in the page's own elements say (https://html.spec.whatwg.org/#microdata)."""
    for element in tree.xpath("//*[@itemprop='headline' or @itemprop='publisher'][not(self::meta)]"):
        if element.xpath(OUTSIDE_TITLE):
            continue
        if element.get("itemprop") == "headline":
            yield Candidate("title", words(element), "microdata", 0.85)
        else:
            names = [one.get("content") or words(one) for one in element.xpath(".//*[@itemprop='name']")]
            yield Candidate("publisher", " ".join((names or [words(element)])[0].split()), "microdata", 0.85)
